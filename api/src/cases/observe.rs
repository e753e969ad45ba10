//! Recording observations on a notice before refusal.

use actix_web::{post, web};
use cartaviva_domain::cases::Command;
use cartaviva_domain::text::Prose;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::correspondence::take_in;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Observations on a notice before refusal.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "Il requisito che ritenete mancante è attestato dal certificato allegato." }))]
pub struct Observing {
    /// What they say.
    #[validate(nested)]
    pub text: Option<Paragraph<1, 5000>>,
    /// When it arrived, if not now.
    pub occurred_at: Option<Moment>,
}

/// Record observations
///
/// Observations on a notice before refusal have come, and are registered in the protocol, incoming. The terms run again ten days
/// after them or, where they come too late, after the ten days that the notice left (L. 241/1990 art. 10-bis).
#[utoipa::path(
    tag = "cases",
    operation_id = "record_observations",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/observations")]
pub async fn record_observations(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Observing>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let text = body
        .text
        .map(|text| parsed("/text", Prose::parse(text.as_str())))
        .transpose()?;
    perform_all(&state, act, path, |act, db, file| {
        let digested = text.as_ref().map_or_else(String::new, Prose::to_string);
        act.carry_out(db, file, Command::Observe { text })?;
        take_in(db, file, &[&digested], act.now())
    })
    .await
}
