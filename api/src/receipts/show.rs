//! The receipt of a case, for staff who print it at the desk.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::answer::{CaseReceipt, answer};
use super::content::Content;
use crate::auth::{May, ReadCases};
use crate::bounded::HtmlPage;
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show the receipt of a case
///
/// The receipt that whoever presented the case is owed (L. 241/1990 art. 18-bis): number, time, office, terms, what silence
/// means. With `Accept: text/html` a page to print, in Italian or English by `Accept-Language`.
#[utoipa::path(
    tag = "cases",
    operation_id = "show_case_receipt",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath),
    responses((status = 200, description = "The receipt.", content((CaseReceipt = "application/json"), (HtmlPage = "text/html"))))
)]
#[get("/administrations/{administration}/cases/{case}/receipt")]
pub async fn show_case_receipt(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let content = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            Content::of(db, file)
        })
        .await?;
    answer(&request, &content, state.clock().now(), state.links())
}
