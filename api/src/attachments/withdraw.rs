//! Withdrawing an attachment.

use actix_web::{post, web};
use cartaviva_domain::attachments::{self, Attachment};
use cartaviva_domain::cases::{Event, Moment, Reason};
use cartaviva_persistence::{attachments as records, cases};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::caller::event_id;
use super::path::AttachmentPath;
use super::receive::discard;
use super::refuse::refused;
use super::{AttachmentView, Caller};
use crate::answer::{Answer, Written};
use crate::auth::{May, WithdrawAttachments};
use crate::bounded::Paragraph;
use crate::cases::{CaseFile, conflict};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// The withdrawal of an attachment.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Documento di un'altra persona, allegato per errore." }))]
pub struct WithdrawingAttachment {
    /// Why.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// Withdraw an attachment
///
/// For what should never have been attached: somebody else's document, more data than needed, a harmful file. Its content is
/// destroyed with its name; that there was one, what it was, its digest, who withdrew it and why stay in the file of the case.
#[utoipa::path(
    tag = "attachments",
    operation_id = "withdraw_attachment",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(AttachmentPath),
    responses(
        (status = 201, description = "Withdrawn.", body = AttachmentView,
            headers(("Location" = String, description = "The attachment."))),
        (status = 409, description = "It was withdrawn already.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/attachments/{attachment}/withdrawal")]
pub async fn withdraw_attachment(
    state: web::Data<AppState>,
    who: May<WithdrawAttachments>,
    Path(path): Path<AttachmentPath>,
    Json(body): Json<WithdrawingAttachment>,
) -> Result<Written, ApiError> {
    let (case, id) = path.parse()?;
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    let (now, event, links) = (state.clock().now(), event_id(&state), state.links().clone());
    let (administration, _) = case.parse()?;
    let caller = Caller::staff(who, case);
    let done = state
        .answer(move |db| {
            let case = caller.open(db)?.case;
            cases::lock(db, &case.administration, case.id)?;
            let file = caller.open(db)?;
            let attachment = caller.find(db, &file, id)?;
            let noted = attachments::withdraw(&file.case, &attachment, reason.clone()).map_err(refused)?;
            let event = Event {
                id: event,
                sequence: noted.case.events,
                happening: noted.happening,
                moment: Moment::now(now),
                actor: caller.actor(),
            };
            cases::change(db, &file.case, &noted.case, &file.rules(), &event).map_err(conflict)?;
            let withdrawal = attachments::Withdrawal {
                at: now,
                by: caller.actor(),
                reason,
            };
            records::withdraw(db, &file.case.administration, id, &withdrawal)?;
            let left = Attachment {
                file_name: None,
                description: None,
                withdrawal: Some(withdrawal),
                ..attachment
            };
            let file = CaseFile::with(noted.case, file.procedure, file.calendars);
            let view = AttachmentView::of(&file, &left, &caller, &links);
            Answer::created(view.links.this.as_str(), &view)
        })
        .await?;
    discard(&state, &administration, id).await;
    Ok(done)
}
