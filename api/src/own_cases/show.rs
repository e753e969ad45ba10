//! One of the cases that a citizen presented.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::{cases, procedures};

use super::{assured, known};
use crate::auth::{May, ReadOwnCases};
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::language::preferred;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;
use crate::tracking::TrackedCase;

/// Show one's own case
///
/// A case that the caller presented, as its tracking code would show it: where it stands, its deadlines, the answer, the redress.
/// The token's level of assurance is at least the one that the procedure asks for on the web; another person's case is not
/// there.
#[utoipa::path(
    tag = "own-cases",
    operation_id = "show_own_case",
    security(("token" = ["citizen"])),
    params(CasePath),
    responses((status = 200, description = "The case.", body = TrackedCase))
)]
#[get("/administrations/{administration}/own-cases/{case}")]
pub async fn show_own_case(
    state: web::Data<AppState>,
    who: May<ReadOwnCases>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<web::Json<TrackedCase>, ApiError> {
    let language = preferred(&request);
    let (now, links) = (state.clock().now(), state.links().clone());
    let tax_code = known(&who)?;
    let (administration, case) = path.parse()?;
    let view = state
        .read(move |db| {
            let unknown = || ApiError::new(ProblemCode::CaseNotFound);
            if !cases::is_of_person(db, &administration, &tax_code, case)? {
                return Err(unknown());
            }
            let found = cases::find(db, &administration, case)?.ok_or_else(unknown)?;
            let file = CaseFile::of(db, found)?;
            let today = procedures::find(db, &administration, &file.case.procedure)?;
            let asks = today.map_or_else(
                || file.procedure.needed_assurance(),
                |today| today.value.needed_assurance(),
            );
            assured(&who, asks)?;
            let mut view = TrackedCase::of(db, &file, now, language, &links)?;
            let own = format!("/administrations/{administration}/own-cases/{}", case.0);
            view.links.this = links.to(&own);
            Ok(view)
        })
        .await?;
    Ok(web::Json(view))
}
