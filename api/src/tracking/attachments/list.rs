//! What is attached to a case, for whoever presented it.

use actix_web::{HttpRequest, get, web};

use crate::attachments::{AttachmentView, Caller, page};
use crate::extract::Query;
use crate::page::Page;
use crate::problem::{ApiError, Problem};
use crate::short_list::PageQuery;
use crate::state::AppState;
use crate::tracking::code::{TrackingCode, TrackingHeader};

/// List what is attached to one's own case
///
/// What whoever presented the case attached to it, and what the administration shows to them, such as the annexes of the answer.
#[utoipa::path(
    tag = "tracking",
    operation_id = "list_own_attachments",
    security(()),
    params(TrackingHeader, PageQuery),
    responses(
        (status = 200, description = "A page of attachments.", body = Page<AttachmentView>),
        (status = 404, description = "No case has this tracking code.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/tracking/attachments")]
pub async fn list_own_attachments(
    state: web::Data<AppState>,
    code: TrackingCode,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<AttachmentView>>, ApiError> {
    page(&state, Caller::Holder(code), &query, &request).await
}
