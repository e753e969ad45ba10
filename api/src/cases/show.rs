//! One case.

use actix_web::{HttpResponse, get, web};

use super::file::CaseFile;
use super::path::CasePath;
use super::view::CaseView;
use crate::auth::{May, ReadCases};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
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
    let (now, links) = (state.clock().now(), state.links().clone());
    let view = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            CaseView::of(db, &file, now, &links)
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer(&known, &view))
}
