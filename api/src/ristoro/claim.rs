//! Recording that whoever presented a case asked for the redress.

use actix_web::{HttpRequest, HttpResponse, post, web};

use super::view::EligibilityView;
use super::weigh::{claiming, none_foreseen, weigh};
use crate::auth::{ClaimRistoro, May};
use crate::cases::CasePath;
use crate::cases::act::Act;
use crate::extract::Path;
use crate::language::preferred;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Record a request for the redress
///
/// Recorded by the desk for whoever presented the case and asks for the redress there. It needs no body; the answer weighs
/// the rules anew.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "claim_ristoro",
    security(("token" = ["operator"])),
    params(CasePath),
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
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let language = preferred(&request);
    let act = Act::of(&state, who, None)?;
    let location = state.links().to(&format!(
        "/administrations/{}/cases/{}/ristoro-eligibility",
        path.administration.as_str(),
        path.case.as_str()
    ));
    let view = state
        .write(move |db| {
            let mut file = act.open(db, &path)?;
            let command = claiming(db, &file)?;
            act.carry_out(db, &mut file, command)?;
            let weighed = weigh(db, &file, act.now())?.ok_or_else(none_foreseen)?;
            Ok(EligibilityView::of(&weighed, language))
        })
        .await?;
    Ok(HttpResponse::Created()
        .insert_header(("Location", location.as_str()))
        .json(view))
}
