//! The audit log as a list.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::audit::{self, Window};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::export;
use super::view::AuditEntryView;
use crate::administrations::AdministrationPath;
use crate::auth::{Audit, May};
use crate::bounded::{CsvFile, Moment};
use crate::extract::{Path, Query};
use crate::negotiation;
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Which entries are wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// How many at most; of a page alone.
    #[param(example = 20)]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins: `next_cursor` of the page before.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// Those made at this moment or later, to the millisecond.
    #[param(example = "2026-11-01T00:00:00+01:00")]
    #[validate(nested)]
    pub from: Option<Moment>,
    /// Those made before this moment, to the millisecond.
    #[param(example = "2026-12-01T00:00:00+01:00")]
    #[validate(nested)]
    pub until: Option<Moment>,
}

/// The key of an entry in the list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    id: Uuid,
}

/// List audit entries
///
/// What every request did that changed something or read a person's data, first to last: who, for which administration, office
/// or body, what, with which outcome, when. A page of it, or all of it as a file: `Accept: text/csv`. Entries are never changed
/// and never removed; moments after it was made each is sealed by a hash that covers the entry before it, and
/// `cartaviva verify-audit` proves the whole. What was refused changed nothing and is not here, and neither are scheduled
/// tasks, which stand in the events of what they did.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_audit_entries",
    security(("token" = ["auditor"])),
    params(AdministrationPath, AuditQuery),
    responses((status = 200, description = "A page of entries, or all of them as a file.",
        content((Page<AuditEntryView> = "application/json"), (CsvFile = "text/csv"))))
)]
#[get("/administrations/{administration}/audit-entries")]
pub async fn list_audit_entries(
    state: web::Data<AppState>,
    _who: May<Audit>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<AuditQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let administration = AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let page: PageRequest<Key> = PageRequest::read(query.limit, query.cursor.as_ref())?;
    let window = Window {
        from: query.from.map(|from| from.0),
        until: query.until.map(|until| until.0),
        after: page.after.map(|key| key.id),
    };
    if negotiation::best(&request, &["application/json", "text/csv"]) == "text/csv" {
        return export::export(state.get_ref().clone(), administration, window).await;
    }
    let limit = i64::from(page.limit) + 1;
    let rows = state
        .read(move |db| Ok(audit::list(db, &administration, window, limit)?))
        .await?;
    let this = state.links().this(&request);
    let key = |row: &cartaviva_domain::audit::Recorded| Key { id: row.entry.id };
    let page = Page::of(rows, page.limit, this.as_str(), key, |row| {
        AuditEntryView::of(&row)
    })?;
    Ok(HttpResponse::Ok().json(page))
}
