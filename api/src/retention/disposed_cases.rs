//! What stays of the cases that a disposal took.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes::CaseId;
use cartaviva_domain::retention::DisposedCase;
use cartaviva_persistence::retention;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::path::DisposalPath;
use crate::auth::{Audit, May};
use crate::bounded::{Id, Moment, Token};
use crate::extract::{Path, Query};
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Which page is wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
}

/// What stays of a case that was disposed of, beside its figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DisposedCase)]
pub struct DisposedCaseView {
    /// The case.
    pub id: Id,
    /// The disposal that took it.
    pub disposal: Id,
    /// When.
    pub disposed_at: Moment,
    /// The SHA-256 digest of what was removed, in hexadecimal: whoever holds a copy can prove that it is one.
    pub digest: Token<64>,
}

impl DisposedCaseView {
    /// What stays of a case.
    pub(crate) fn of(disposed: &DisposedCase) -> Self {
        Self {
            id: disposed.case.0.to_string().into(),
            disposal: disposed.disposal.0.to_string().into(),
            disposed_at: Moment(disposed.disposed_at),
            digest: HEXLOWER.encode(&disposed.digest).into(),
        }
    }
}

/// List what a disposal took
///
/// What stays of each case: which one, when, by which disposal, and the digest of what was removed.
#[utoipa::path(
    tag = "retention",
    operation_id = "list_disposed_cases",
    security(("token" = ["auditor"])),
    params(DisposalPath, PageQuery),
    responses((status = 200, description = "A page of what stays.", body = Page<DisposedCaseView>))
)]
#[get("/administrations/{administration}/disposals/{disposal}/cases")]
pub async fn list_disposed_cases(
    state: web::Data<AppState>,
    _who: May<Audit>,
    Path(path): Path<DisposalPath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<DisposedCaseView>>, ApiError> {
    let page = PageRequest::<Uuid>::read(query.limit, query.cursor.as_ref())?;
    let (administration, id) = path.parse()?;
    let (after, limit) = (page.after.map(CaseId), i64::from(page.limit) + 1);
    let rows = state
        .read(move |db| {
            retention::find(db, &administration, id)?.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
            Ok(retention::disposed_by(db, &administration, id, after, limit)?)
        })
        .await?;
    let this = state.links().this(&request);
    let key = |row: &DisposedCase| row.case.0;
    let page = Page::of(rows, page.limit, this.as_str(), key, |row| {
        DisposedCaseView::of(&row)
    })?;
    Ok(web::Json(page))
}
