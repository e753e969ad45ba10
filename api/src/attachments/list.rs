//! What is attached to a case.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes::AttachmentId;
use cartaviva_persistence::attachments;
use uuid::Uuid;

use super::{AttachmentView, Caller};
use crate::auth::{May, ReadCases};
use crate::cases::CasePath;
use crate::extract::{Path, Query};
use crate::page::{Page, PageRequest};
use crate::problem::ApiError;
use crate::short_list::PageQuery;
use crate::state::AppState;

/// List what is attached to a case
///
/// The attachments of a case in the order in which they were added, with those that were withdrawn; of the copy of an identity
/// document who does not handle the case sees only that there is one.
#[utoipa::path(
    tag = "attachments",
    operation_id = "list_attachments",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath, PageQuery),
    responses((status = 200, description = "A page of attachments.", body = Page<AttachmentView>))
)]
#[get("/administrations/{administration}/cases/{case}/attachments")]
pub async fn list_attachments(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<AttachmentView>>, ApiError> {
    page(&state, Caller::staff(who, path), &query, &request).await
}

/// A page of what is attached to the case, as the caller sees it.
pub(crate) async fn page(
    state: &AppState,
    caller: Caller,
    query: &PageQuery,
    request: &HttpRequest,
) -> Result<web::Json<Page<AttachmentView>>, ApiError> {
    let asked = PageRequest::<Uuid>::read(query.limit, query.cursor.as_ref())?;
    let links = state.links().clone();
    let this = links.this(request);
    let page = state
        .read(move |db| {
            let file = caller.open(db)?;
            let rows = attachments::of_case(
                db,
                &file.case.administration,
                file.case.id,
                caller.is_holder(),
                asked.after.map(AttachmentId),
                i64::from(asked.limit) + 1,
            )?;
            Page::of(
                rows,
                asked.limit,
                this.as_str(),
                |row| row.id.0,
                |row| AttachmentView::of(&file, &row, &caller, &links),
            )
        })
        .await?;
    Ok(web::Json(page))
}
