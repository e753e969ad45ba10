//! Reading the form: its fields are few and short, its file passes on to where it is kept.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::rt::time::timeout;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use cartaviva_domain::attachments::{Content, FileName};
use futures_util::{Stream, StreamExt};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::refuse::{empty, no_form, no_text, not_accepted, too_large, too_long, twice, unreadable};
use super::sniff::{NotAccepted, Sniffer};
use super::{AttachmentForm, Cabinet};
use crate::context;
use crate::extract::read_json;
use crate::files::Writer;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// How many fields a form may have.
const FIELDS: usize = 8;

/// The longest field that is no file, in bytes.
const FIELD: usize = 4_096;

/// How much of a body may be beside its file, in bytes.
const BESIDE: u64 = 65_536;

/// The field that holds the file.
const FILE: &str = "file";

/// A body that is a form. Its headers are read within 64 KiB, at most 32 of each field: what is longer is refused.
pub(crate) struct Upload(Multipart);

/// What arrived.
pub(super) struct Arrived {
    /// The fields.
    pub(super) form: AttachmentForm,
    /// What the file was called, made safe.
    pub(super) name: FileName,
    /// What the file holds.
    pub(super) content: Content,
}

/// The file that arrived.
struct File {
    name: FileName,
    content: Content,
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(open(request, payload))
    }
}

fn open(request: &HttpRequest, payload: &mut Payload) -> Result<Upload, ApiError> {
    let form = matches!(request.mime_type(), Ok(Some(media)) if media.essence_str() == "multipart/form-data");
    if !form {
        return Err(no_form());
    }
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| ApiError::internal("no state"))?;
    let most = state.cabinet().limits.file;
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > most.saturating_add(BESIDE)) {
        return Err(too_large(most));
    }
    Ok(Upload(Multipart::new(request.headers(), payload.take())))
}

impl Upload {
    /// Reads the form to its end, its file into `writer`.
    ///
    /// # Errors
    /// 400, 408, 413, 415 and 422 with what is wrong with it; the file is then not finished.
    pub(super) async fn read(mut self, cabinet: &Cabinet, writer: &mut Writer) -> Result<Arrived, ApiError> {
        let pause = cabinet.patience.pause;
        let (mut fields, mut file, mut seen) = (Map::new(), None, 0);
        while let Some(field) = next(&mut self.0, pause).await? {
            seen += 1;
            let name = field.name().unwrap_or_default().to_owned();
            if seen > FIELDS {
                return Err(unreadable("too many fields"));
            }
            if fields.contains_key(&name) {
                return Err(twice(&name));
            }
            let value = if name == FILE {
                file = Some(keep(field, cabinet, writer).await?);
                Value::Null
            } else {
                Value::String(short(field, &name, pause).await?)
            };
            fields.insert(name, value);
        }
        let fields = serde_json::to_vec(&fields).map_err(ApiError::internal)?;
        let form: AttachmentForm = read_json(&fields)?;
        let file = file.ok_or_else(|| unreadable("no file"))?;
        context::tell_body(|| whole(&fields, &file));
        Ok(Arrived {
            form,
            name: file.name,
            content: file.content,
        })
    }
}

/// The digest of the whole form: its fields, what its file is called and what that holds.
fn whole(fields: &[u8], file: &File) -> [u8; 32] {
    let parts = [
        Sha256::digest(fields),
        Sha256::digest(file.name.as_str()),
        file.content.sha256.into(),
    ];
    Sha256::digest(parts.concat()).into()
}

/// Passes the file on, as it is looked at, counted and digested.
async fn keep(mut field: Field, cabinet: &Cabinet, writer: &mut Writer) -> Result<File, ApiError> {
    let most = cabinet.limits.file;
    let called = called(&field);
    let (mut size, mut digest, mut sniffer) = (0_u64, Sha256::new(), Sniffer::default());
    while let Some(bytes) = next(&mut field, cabinet.patience.pause).await? {
        size = size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if size > most {
            return Err(too_large(most));
        }
        sniffer.look(&bytes).map_err(|NotAccepted| not_accepted())?;
        digest.update(&bytes);
        writer
            .write(&bytes)
            .await
            .map_err(|error| ApiError::unavailable(5).because(error))?;
    }
    if size == 0 {
        return Err(empty(FILE));
    }
    let format = sniffer.end().map_err(|NotAccepted| not_accepted())?;
    Ok(File {
        name: FileName::safe(&called, format),
        content: Content {
            format,
            size,
            sha256: digest.finalize().into(),
        },
    })
}

/// What the file was called by who sent it.
fn called(field: &Field) -> String {
    let disposition = field.content_disposition();
    let extended = disposition
        .and_then(|disposition| disposition.get_filename_ext())
        .and_then(|name| String::from_utf8(name.value.clone()).ok());
    let plain = disposition.and_then(|disposition| disposition.get_filename());
    extended.or_else(|| plain.map(str::to_owned)).unwrap_or_default()
}

/// A field that is no file, whole.
async fn short(mut field: Field, name: &str, pause: Duration) -> Result<String, ApiError> {
    let mut held = Vec::new();
    while let Some(bytes) = next(&mut field, pause).await? {
        held.extend_from_slice(&bytes);
        if held.len() > FIELD {
            return Err(too_long(name));
        }
    }
    String::from_utf8(held).map_err(|_| no_text(name))
}

/// The next of a stream, if it comes in time.
async fn next<T>(
    stream: &mut (impl Stream<Item = Result<T, MultipartError>> + Unpin),
    pause: Duration,
) -> Result<Option<T>, ApiError> {
    let next = timeout(pause, stream.next())
        .await
        .map_err(|_| ApiError::new(ProblemCode::RequestTimeout))?;
    next.transpose().map_err(unreadable)
}
