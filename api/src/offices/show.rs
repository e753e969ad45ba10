//! One office.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::calendars;

use super::path::OfficePath;
use super::view::OfficeView;
use crate::calendars::in_force;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show an office
///
/// One office: how it is reached, when it is open, when it is closed, what it is in charge of.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_office",
    security(()),
    params(OfficePath, IfNoneMatch),
    responses((status = 200, description = "The office.", body = OfficeView))
)]
#[get("/administrations/{administration}/offices/{office}")]
pub async fn show_office(
    state: web::Data<AppState>,
    Path(path): Path<OfficePath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let now = state.clock().now();
    let whose = path.administration.clone();
    let (administration, office, calendars) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let (administration, office) = path.find(db)?;
            let calendars = calendars::history(db, &administration.code, Some(&office.code))?;
            Ok((administration, office, calendars))
        })
        .await?;
    let calendar = in_force(&calendars, now);
    let view = OfficeView::of(&administration, &office, calendar, state.links());
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
