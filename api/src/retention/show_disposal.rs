//! One disposal.

use actix_web::{get, web};

use super::order::Shown;
use super::path::DisposalPath;
use super::view::DisposalView;
use crate::auth::{Audit, May};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show a disposal
///
/// By which act and authorisation it was ordered, how many cases it has taken and how many are left.
#[utoipa::path(
    tag = "retention",
    operation_id = "show_disposal",
    security(("token" = ["auditor"])),
    params(DisposalPath),
    responses((status = 200, description = "The disposal.", body = DisposalView))
)]
#[get("/administrations/{administration}/disposals/{disposal}")]
pub async fn show_disposal(
    state: web::Data<AppState>,
    _who: May<Audit>,
    Path(path): Path<DisposalPath>,
) -> Result<web::Json<DisposalView>, ApiError> {
    let (administration, id) = path.parse()?;
    let shown = Shown::of(&state, &administration, id);
    state.read(move |db| shown.view(db)).await.map(web::Json)
}
