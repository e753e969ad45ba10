//! The receipt of a case, for whoever presented it.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::answer::{CaseReceipt, answer};
use super::content::Content;
use crate::bounded::HtmlPage;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;
use crate::tracking::{TrackingCode, TrackingHeader, open};

/// Show the receipt of a followed case
///
/// The receipt of the case that a tracking code opens (L. 241/1990 art. 18-bis): number, time, office, terms, what silence
/// means. With `Accept: text/html` a page to print, in Italian or English by `Accept-Language`. It never repeats the code.
#[utoipa::path(
    tag = "tracking",
    operation_id = "show_tracked_receipt",
    security(()),
    params(TrackingHeader),
    responses(
        (status = 200, description = "The receipt.", content((CaseReceipt = "application/json"), (HtmlPage = "text/html"))),
        (status = 404, description = "No case has this tracking code.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/tracking/receipt")]
pub async fn show_tracked_receipt(
    state: web::Data<AppState>,
    code: TrackingCode,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let content = state
        .read(move |db| {
            let file = open(db, &code)?;
            Content::of(db, file)
        })
        .await?;
    answer(&request, &content, state.clock().now(), state.links())
}
