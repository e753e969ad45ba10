//! Who read the data of whoever presented a case, for them to see.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::readings::{self, Wanted};

use super::code::{TrackingCode, TrackingHeader};
use super::show::open;
use crate::extract::Query;
use crate::page::{Page, PageRequest};
use crate::people::{ReadingForPerson, ReadingKey};
use crate::problem::{ApiError, Problem};
use crate::short_list::PageQuery;
use crate::state::AppState;

/// List who read one's own data
///
/// Every reading of who presented the case, the last one first: when, what and why, in which role and for which office; not the
/// person who read.
#[utoipa::path(
    tag = "tracking",
    operation_id = "list_own_readings",
    security(()),
    params(TrackingHeader, PageQuery),
    responses(
        (status = 200, description = "A page of readings.", body = Page<ReadingForPerson>),
        (status = 404, description = "No case has this tracking code.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/tracking/readings")]
pub async fn list_own_readings(
    state: web::Data<AppState>,
    code: TrackingCode,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<ReadingForPerson>>, ApiError> {
    let asked = PageRequest::<ReadingKey>::read(query.limit, query.cursor.as_ref())?;
    let this = state.links().this(&request);
    let page = state
        .read(move |db| {
            let file = open(db, &code)?;
            let wanted = Wanted {
                case: Some(file.case.id),
                ..Wanted::default()
            };
            let after = asked.after.map(Into::into);
            let limit = i64::from(asked.limit) + 1;
            let rows = readings::list(db, &file.case.administration, &wanted, after, limit)?;
            Page::of(rows, asked.limit, this.as_str(), ReadingKey::of, |row| {
                ReadingForPerson::of(row, file.calendar())
            })
        })
        .await?;
    Ok(web::Json(page))
}
