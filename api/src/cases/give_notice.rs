//! Giving notice before an application is rejected.

use actix_web::{post, web};
use cartaviva_domain::cases::{Answer, Command};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::correspondence::send;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{HandleCases, May};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A notice before refusal.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "grounds": "Manca il requisito di residenza previsto dal regolamento.", "occurred_at": "2026-11-20T11:30:00+01:00" }))]
pub struct RefusalNotice {
    /// The grounds that stand against the application.
    #[validate(nested)]
    pub grounds: Paragraph<1, 10_000>,
    /// When whoever presented the case received it, if not now.
    pub occurred_at: Option<Moment>,
}

/// Give notice before refusal
///
/// Whoever presented an application is told the grounds on which it will be rejected, and has ten days to observe (L. 241/1990
/// art. 10-bis). The notice is registered in the protocol, outgoing; the terms stop when it is received, and run again ten days
/// after the observations or, without any, when the ten days are over.
#[utoipa::path(
    tag = "cases",
    operation_id = "give_notice_before_refusal",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/notices-before-refusal")]
pub async fn give_notice_before_refusal(
    state: web::Data<AppState>,
    who: May<HandleCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<RefusalNotice>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let grounds = parsed("/grounds", Answer::parse(body.grounds.as_str()))?;
    perform_all(&state, act, path, |act, db, file| {
        let text = grounds.clone();
        act.carry_out(db, file, Command::GiveNotice { grounds })?;
        send(db, file, text.as_str(), act.now())
    })
    .await
}
