//! Forwarding a case to the competent office.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use cartaviva_domain::codes;
use cartaviva_persistence::offices;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{ForwardCases, May};
use crate::bounded::{Code, Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A forwarding.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "office": "competent-office" }))]
pub struct Forwarding {
    /// The competent office. The office that received the case keeps what is about itself by naming itself.
    #[validate(nested)]
    pub office: Code,
    /// Why, needed when the case is with another office already.
    #[validate(nested)]
    pub reason: Option<Paragraph<3, 2000>>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Forward a case
///
/// The case goes to the competent office, and the terms that run from forwarding begin to run. Moving it on from one office to
/// another needs a reason.
#[utoipa::path(
    tag = "cases",
    operation_id = "forward_case",
    security(("token" = ["operator"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/forwardings")]
pub async fn forward_case(
    state: web::Data<AppState>,
    who: May<ForwardCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Forwarding>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let office = parsed("/office", codes::Code::parse(body.office.as_str()))?;
    let reason = body
        .reason
        .map(|reason| parsed("/reason", Reason::parse(reason.as_str())))
        .transpose()?;
    perform(&state, act, path, move |db, case| {
        if offices::find(db, &case.administration, &office)?.is_none() {
            return Err(no_office());
        }
        Ok(Command::Forward { office, reason })
    })
    .await
}

fn no_office() -> ApiError {
    ApiError::field(
        "/office",
        "unknown",
        Bilingual::new(
            "L'ente non ha questo ufficio.",
            "The administration has no such office.",
        ),
    )
}
