//! Trying a message again.

use actix_web::{post, web};
use cartaviva_domain::codes::{AdministrationCode, MessageId};
use cartaviva_domain::notices::MessageState;
use cartaviva_persistence::messages;
use uuid::Uuid;

use super::path::MessagePath;
use super::view::MessageView;
use crate::answer::{Answer, Written};
use crate::auth::{May, RetryMessages};
use crate::extract::Path;
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::state::AppState;

/// Try a message again
///
/// A message that was given up, had no address or waits is tried again from now on, as if it had never been tried. Its
/// address is looked up anew.
#[utoipa::path(
    tag = "messages",
    operation_id = "retry_message",
    security(("token" = ["operator"])),
    params(MessagePath),
    responses(
        (status = 202, description = "It waits to be sent: the message as it now stands.", body = MessageView),
        (status = 404, description = "The administration has no such message.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It was sent already.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/messages/{message}/retry")]
pub async fn retry_message(
    state: web::Data<AppState>,
    _who: May<RetryMessages>,
    Path(path): Path<MessagePath>,
) -> Result<Written, ApiError> {
    let nowhere = || ApiError::new(ProblemCode::NotFound);
    let administration = AdministrationCode::parse(path.administration.as_str()).map_err(|_| nowhere())?;
    let id = Uuid::parse_str(path.message.as_str()).map_err(|_| nowhere())?;
    let now = state.clock().now();
    let links = state.links().clone();
    state
        .answer(move |db| {
            let found = messages::retry(db, &administration, MessageId(id), now)?.ok_or_else(nowhere)?;
            if found.state == MessageState::Sent {
                let detail = Bilingual::new(
                    "Il messaggio è già stato inviato.",
                    "The message was sent already.",
                );
                return Err(ApiError::saying(ProblemCode::Conflict, detail));
            }
            Answer::accepted(&MessageView::of(&administration, found, &links))
        })
        .await
}
