//! One charter.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::path::{CharterPath, EditionQuery};
use super::view::CharterView;
use crate::etag::IfNoneMatch;
use crate::extract::{Path, Query};
use crate::problem::ApiError;
use crate::published::{Public, Shows};
use crate::state::AppState;

/// Show a charter
///
/// One charter in the edition in force today where the administration is, or in the edition asked for: the act that
/// approved it, since when it holds, when it is to be reviewed, its principles and remedies.
#[utoipa::path(
    tag = "charters",
    operation_id = "show_charter",
    security(()),
    params(CharterPath, EditionQuery, IfNoneMatch),
    responses((status = 200, description = "The charter.", body = CharterView))
)]
#[get("/administrations/{administration}/charters/{charter}")]
pub async fn show_charter(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<CharterPath>,
    known: IfNoneMatch,
    Query(query): Query<EditionQuery>,
) -> Result<HttpResponse, ApiError> {
    let (administration, links) = (path.administration.clone(), state.links().clone());
    let answer = state.publish(
        &request,
        &administration,
        Shows::TheDay,
        &known,
        move |db, now| {
            let file = path.open(db)?;
            let today = file.today(now);
            let edition = file.edition(query.edition.as_ref(), today)?;
            let administration = &file.administration.code;
            let view = CharterView::of(administration, &file.charter, Some(edition), today, &links);
            Public::tagged(file.tag(today, &links)?, &view)
        },
    );
    answer.await
}
