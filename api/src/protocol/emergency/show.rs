//! An emergency.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::protocol;

use super::path::PeriodPath;
use super::view::PeriodView;
use crate::auth::{May, WatchProtocol};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::{ApiError, ProblemCode};
use crate::protocol::Book;
use crate::state::AppState;

/// Show an emergency
///
/// A time in which the register could not be used, with how many documents it concerns.
#[utoipa::path(
    tag = "protocol",
    operation_id = "show_emergency_period",
    security(("token" = ["operator"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(PeriodPath, IfNoneMatch),
    responses((status = 200, description = "The emergency.", body = PeriodView))
)]
#[get("/administrations/{administration}/emergency-periods/{emergency}")]
pub async fn show_emergency_period(
    state: web::Data<AppState>,
    _who: May<WatchProtocol>,
    Path(path): Path<PeriodPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let view = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let found = protocol::emergency(db, &book.administration.code, path.id()?)?;
            let period = found.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
            PeriodView::of(db, &book, &period, &links)
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer(&known, &view))
}
