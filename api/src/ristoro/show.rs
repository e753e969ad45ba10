//! The redress of a case as staff see it.

use actix_web::{HttpRequest, get, web};

use super::view::RistoroView;
use super::weigh::none_foreseen;
use crate::auth::{HandOutRistoro, May};
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::language::preferred;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show the redress of a case
///
/// Whether it is owed and why, whether it was asked for or refused, and what was granted last with its voucher. Where the
/// administration foresees no redress the answer is 404.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "show_ristoro",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses((status = 200, description = "The redress of the case.", body = RistoroView))
)]
#[get("/administrations/{administration}/cases/{case}/ristoro")]
pub async fn show_ristoro(
    state: web::Data<AppState>,
    who: May<HandOutRistoro>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<web::Json<RistoroView>, ApiError> {
    let (now, language) = (state.clock().now(), preferred(&request));
    let view = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            RistoroView::of(db, &file, now, language)?.ok_or_else(none_foreseen)
        })
        .await?;
    Ok(web::Json(view))
}
