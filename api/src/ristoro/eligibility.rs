//! Whether a redress is owed for a case.

use actix_web::{HttpRequest, get, web};

use super::view::EligibilityView;
use super::weigh::{none_foreseen, weigh};
use crate::auth::{May, ReadCases};
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::language::preferred;
use crate::problem::ApiError;
use crate::state::AppState;

/// Weigh whether a redress is owed
///
/// Every rule of the administration's policy weighed against the case, whether it held and where it is written, and what
/// may be given. Where the administration foresees no redress the answer is 404.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "weigh_ristoro_eligibility",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath),
    responses((status = 200, description = "The rules weighed.", body = EligibilityView))
)]
#[get("/administrations/{administration}/cases/{case}/ristoro-eligibility")]
pub async fn weigh_ristoro_eligibility(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<web::Json<EligibilityView>, ApiError> {
    let (now, language) = (state.clock().now(), preferred(&request));
    let view = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            let weighed = weigh(db, &file, now)?.ok_or_else(none_foreseen)?;
            Ok(EligibilityView::of(&weighed, language))
        })
        .await?;
    Ok(web::Json(view))
}
