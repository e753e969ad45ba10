//! One case.

use actix_web::{HttpResponse, get, web};

use super::file::CaseFile;
use super::path::CasePath;
use super::view::CaseView;
use crate::auth::{May, ReadCases};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Show a case
///
/// A case as it stands now, with its deadlines and its entries in the protocol register. Who presented it
/// is not in it: that is read apart, with a reason.
#[utoipa::path(
    tag = "cases",
    operation_id = "show_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath, IfNoneMatch),
    responses((status = 200, description = "The case.", body = CaseView))
)]
#[get("/administrations/{administration}/cases/{case}")]
pub async fn show_case(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let (now, links) = (state.clock().now(), state.links());
    let (administration, case) = path.parse()?;
    let found = state.case(&administration, case).await?;
    let record = found.filter(|record| who.reaches(record.case.office.as_str()));
    let record = record.ok_or_else(|| ApiError::new(ProblemCode::CaseNotFound))?;
    let file = CaseFile::with(record.case, record.procedure, record.calendars);
    let view = CaseView::with(&file, &record.reporter, &record.registrations, now, links);
    let body = serde_json::to_vec(&view).map_err(ApiError::internal)?;
    Ok(ETag::of_bytes(&body).answer_bytes(&known, body.into()))
}
