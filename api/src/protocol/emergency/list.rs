//! The emergencies of an administration.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::protocol;
use uuid::Uuid;

use super::view::PeriodView;
use crate::administrations::AdministrationPath;
use crate::auth::{May, WatchProtocol};
use crate::extract::{Path, Query};
use crate::page::{Page, PageRequest};
use crate::problem::ApiError;
use crate::protocol::Book;
use crate::short_list::PageQuery;
use crate::state::AppState;

/// List emergencies
///
/// The times in which the register could not be used, the last first.
#[utoipa::path(
    tag = "protocol",
    operation_id = "list_emergency_periods",
    security(("token" = ["operator"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of emergencies.", body = Page<PeriodView>))
)]
#[get("/administrations/{administration}/emergency-periods")]
pub async fn list_emergency_periods(
    state: web::Data<AppState>,
    _who: May<WatchProtocol>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<PeriodView>>, ApiError> {
    let page = PageRequest::<Uuid>::read(query.limit, query.cursor.as_ref())?;
    let limit = page.limit;
    let links = state.links().clone();
    let found = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let own = &book.administration.code;
            let found = protocol::emergencies(db, own, page.after, i64::from(limit) + 1)?;
            let shown = found
                .iter()
                .map(|period| Ok((period.id, PeriodView::of(db, &book, period, &links)?)));
            shown.collect::<Result<Vec<_>, ApiError>>()
        })
        .await?;
    let this = state.links().this(&request);
    let page = Page::of(found, limit, this.as_str(), |(id, _)| *id, |(_, view)| view)?;
    Ok(web::Json(page))
}
