//! The protocol system of an administration.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::protocol;

use super::view::SystemView;
use crate::administrations::AdministrationPath;
use crate::auth::{May, WatchProtocol};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show the protocol system
///
/// Whether documents are numbered by this program's register or by another system, and the emergency that is open.
#[utoipa::path(
    tag = "protocol",
    operation_id = "show_protocol_system",
    security(("token" = ["operator"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(AdministrationPath, IfNoneMatch),
    responses((status = 200, description = "The protocol system.", body = SystemView))
)]
#[get("/administrations/{administration}/protocol-system")]
pub async fn show_protocol_system(
    state: web::Data<AppState>,
    _who: May<WatchProtocol>,
    Path(path): Path<AdministrationPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let view = state
        .read(move |db| {
            let administration = path.find(db)?.code;
            let system = protocol::system(db, &administration)?;
            Ok(SystemView::of(&administration, &system.value, &links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer(&known, &view))
}
