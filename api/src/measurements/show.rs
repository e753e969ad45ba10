//! The value a standard reached in a period.

use actix_web::{HttpResponse, get, web};

use super::file::MeasurementFile;
use super::path::MeasurementPath;
use super::view::MeasurementView;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show a value reached
///
/// The value that a standard reached in a period, judged against its target. Where nobody measured it the answer says so,
/// with the ETag that recording a value names in `If-Match`.
#[utoipa::path(
    tag = "charters",
    operation_id = "show_measurement",
    security(()),
    params(MeasurementPath, IfNoneMatch),
    responses((status = 200, description = "The value reached, or that there is none.", body = MeasurementView))
)]
#[get("/administrations/{administration}/charters/{charter}/standards/{standard}/measurements/{period}")]
pub async fn show_measurement(
    state: web::Data<AppState>,
    Path(path): Path<MeasurementPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let whose = path.administration.clone();
    let view = state
        .read_public(&whose, Shows::Figures, move |db| {
            Ok(MeasurementFile::open(db, &path, now)?.view(&links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
