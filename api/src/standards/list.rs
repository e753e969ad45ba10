//! The standards of a charter.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_persistence::exceptions;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::{StandardPlace, StandardView};
use crate::bounded::Code;
use crate::charters::CharterPath;
use crate::etag::IfNoneMatch;
use crate::extract::{Path, Query};
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::ApiError;
use crate::published::{Public, Shows};
use crate::short_list;
use crate::state::AppState;

/// Which standards.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StandardsQuery {
    /// The code of the edition; the one in force today when absent.
    #[param(example = "2025")]
    #[validate(nested)]
    pub edition: Option<Code>,
    /// How many items at most; 20 when absent.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins: the `next_cursor` of the page before.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
}

/// List the standards of a charter
///
/// What an edition of a charter promises, in the order of the document: the edition in force today, or the one asked for.
#[utoipa::path(
    tag = "charters",
    operation_id = "list_standards",
    security(()),
    params(CharterPath, StandardsQuery, IfNoneMatch),
    responses((status = 200, description = "A page of standards.", body = Page<StandardView>))
)]
#[get("/administrations/{administration}/charters/{charter}/standards")]
pub async fn list_standards(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<CharterPath>,
    known: IfNoneMatch,
    Query(query): Query<StandardsQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = PageRequest::read(query.limit, query.cursor.as_ref())?;
    let (administration, links) = (path.administration.clone(), state.links().clone());
    let this = links.this(&request);
    let answer = state.publish(
        &request,
        &administration,
        Shows::TheDay,
        &known,
        move |db, now| {
            let file = path.open(db)?;
            let exceptions = exceptions::of_charter(db, &file.administration.code, &file.charter.code)?;
            let today = file.today(now);
            let edition = file.edition(query.edition.as_ref(), today)?;
            let place = StandardPlace {
                file: &file,
                edition,
                exceptions: &exceptions,
                today,
                links: &links,
            };
            let page = short_list::page(
                edition.standards.iter().collect(),
                &asked,
                &this,
                |standard| standard.code.as_str(),
                |standard| StandardView::of(&place, standard),
            )?;
            Public::of(&page)
        },
    );
    answer.await
}
