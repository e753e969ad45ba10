//! Giving back the content of an attachment.

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, Charset, ContentDisposition, DispositionParam, DispositionType,
    ETAG, ExtendedValue,
};
use cartaviva_domain::attachments::{Attachment, FileName, Format};
use cartaviva_domain::codes::AttachmentId;
use data_encoding::{BASE64, HEXLOWER};
use futures_util::TryStreamExt;
use tracing::error;

use super::Caller;
use super::refuse::{reserved, withdrawn};
use crate::files::{Kept, Key};
use crate::people::{Reader, unsaid};
use crate::problem::ApiError;
use crate::state::AppState;

/// Answers with the content of an attachment. Where it is for few, who reads it and why is written down before the first byte.
///
/// # Errors
/// 400 where it is for few and no reader says why; 403 when it is not for the caller, 404 when they may not know of it, 410 when it was withdrawn, 500 when what is kept is
/// not what was received.
pub(crate) async fn serve(
    state: &AppState,
    caller: Caller,
    id: AttachmentId,
    reader: Option<Reader>,
) -> Result<HttpResponse, ApiError> {
    let (administration, attachment) = state
        .read(move |db| {
            let file = caller.open(db)?;
            let attachment = caller.find(db, &file, id)?;
            if !caller.may_read(&file, &attachment) {
                return Err(reserved());
            }
            if attachment.withdrawal.is_some() {
                return Err(withdrawn());
            }
            Ok((file.case.administration, attachment))
        })
        .await?;
    if attachment.kind.is_reserved() {
        let reader = reader.ok_or_else(unsaid)?;
        let (of, case) = (administration.clone(), attachment.case);
        let what = format!("identity_document:{}", id.0);
        state
            .read_on_record(move |db| reader.reads(db, &of, case, &what))
            .await?;
    }
    let content = &attachment.content;
    let key = Key::of(&administration, id);
    let kept = state
        .cabinet()
        .files
        .read(&key, content.size, content.sha256)
        .await;
    let kept = kept.map_err(ApiError::internal)?;
    Ok(answer(&attachment, kept))
}

fn answer(attachment: &Attachment, kept: Kept) -> HttpResponse {
    let content = &attachment.content;
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, media_type(content.format)))
        .insert_header(disposition(attachment))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((ETAG, format!("\"{}\"", HEXLOWER.encode(&content.sha256))))
        .insert_header((
            "Repr-Digest",
            format!("sha-256=:{}:", BASE64.encode(&content.sha256)),
        ));
    match kept {
        Kept::Whole(bytes) => answer.body(bytes),
        Kept::Flowing(bytes) => {
            let id = attachment.id.0;
            let bytes =
                bytes.inspect_err(move |error| error!(attachment = %id, %error, "a download was broken off"));
            answer.body(SizedStream::new(content.size, bytes))
        }
    }
}

/// The type it is served under: that of its content, never one that was claimed.
fn media_type(format: Format) -> &'static str {
    match format {
        Format::Text => "text/plain; charset=utf-8",
        other => other.media_type(),
    }
}

/// To be saved under its safe name (RFC 6266), in ASCII for who knows no other.
fn disposition(attachment: &Attachment) -> ContentDisposition {
    let name = attachment
        .file_name
        .clone()
        .unwrap_or_else(|| FileName::safe("", attachment.content.format));
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: name.as_str().as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(name.ascii()),
            DispositionParam::FilenameExt(extended),
        ],
    }
}
