//! Recording that whoever presented a case asked for the redress.

use actix_web::{HttpRequest, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::EligibilityView;
use super::weigh::{claiming, none_foreseen, weigh};
use crate::answer::{Answer, Written};
use crate::auth::{ClaimRistoro, May};
use crate::bounded::Moment;
use crate::cases::CasePath;
use crate::cases::act::Act;
use crate::extract::{OptionalJson, Path};
use crate::language::preferred;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A request for the redress.
#[derive(Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RistoroClaim, example = json!({ "occurred_at": "2026-11-20T11:30:00+01:00" }))]
pub struct Claim {
    /// When the request came in, if not now: one on paper may come in time and be recorded later.
    pub occurred_at: Option<Moment>,
}

/// Record a request for the redress
///
/// Recorded by the desk for whoever presented the case and asks for the redress there; what came on paper counts from when it
/// came. The answer weighs the rules anew.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "claim_ristoro",
    security(("token" = ["operator"])),
    params(CasePath),
    request_body(content = Option<Claim>, content_type = "application/json"),
    responses(
        (status = 201, description = "Recorded: the rules weighed.", body = EligibilityView,
            headers(("Location" = String, description = "The eligibility of the case."))),
        (status = 409, description = "The case was not decided yet.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A rule refuses.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/ristoro-claim")]
pub async fn claim_ristoro(
    state: web::Data<AppState>,
    who: May<ClaimRistoro>,
    Path(path): Path<CasePath>,
    OptionalJson(body): OptionalJson<Claim>,
    request: HttpRequest,
) -> Result<Written, ApiError> {
    let language = preferred(&request);
    let act = Act::of(&state, who, body.and_then(|claim| claim.occurred_at))?;
    let location = state.links().to(&format!(
        "/administrations/{}/cases/{}/ristoro-eligibility",
        path.administration.as_str(),
        path.case.as_str()
    ));
    state
        .answer(move |db| {
            let mut file = act.open(db, &path)?;
            let command = claiming(db, &file)?;
            act.carry_out(db, &mut file, command)?;
            let weighed = weigh(db, &file, act.now())?.ok_or_else(none_foreseen)?;
            let view = EligibilityView::of(&weighed, language);
            Answer::created(location.as_str(), &view)
        })
        .await
}
