//! The disposals of an administration.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes::{AdministrationCode, DisposalId};
use cartaviva_domain::retention::Disposal;
use cartaviva_persistence::retention;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::disposed_cases::PageQuery;
use super::view::own_path;
use crate::administrations::AdministrationPath;
use crate::auth::{Audit, May};
use crate::bounded::{Code, Day, Id, Line, Link, Moment};
use crate::extract::{Path, Query};
use crate::page::{Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// A disposal as it appears in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedDisposal {
    /// Its id.
    pub id: Id,
    /// The act of the administration that orders it.
    pub act: Line<1, 300>,
    /// The authorisation of the Soprintendenza.
    pub authorisation: Line<1, 300>,
    /// The procedure.
    pub procedure: Code,
    /// It takes the cases that were to be kept until this day or an earlier one.
    pub until: Day,
    /// When it was ordered.
    pub ordered_at: Moment,
    /// When it had taken every case that it could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Moment>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ListedDisposalLinks,
}

/// The links of a disposal in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedDisposalLinks {
    /// The disposal itself.
    #[serde(rename = "self")]
    pub this: Link,
}

/// List disposals
///
/// The disposals of the administration, the last one first, each with its act and its authorisation.
#[utoipa::path(
    tag = "retention",
    operation_id = "list_disposals",
    security(("token" = ["auditor"])),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of disposals.", body = Page<ListedDisposal>))
)]
#[get("/administrations/{administration}/disposals")]
pub async fn list_disposals(
    state: web::Data<AppState>,
    _who: May<Audit>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<ListedDisposal>>, ApiError> {
    let page = PageRequest::<Uuid>::read(query.limit, query.cursor.as_ref())?;
    let administration = AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let asked = administration.clone();
    let (before, limit) = (page.after.map(DisposalId), i64::from(page.limit) + 1);
    let rows = state
        .read(move |db| Ok(retention::list(db, &asked, before, limit)?))
        .await?;
    let links = state.links();
    let key = |row: &Disposal| row.id.0;
    let page = Page::of(rows, page.limit, links.this(&request).as_str(), key, |row| {
        ListedDisposal {
            id: row.id.0.to_string().into(),
            act: row.act.as_str().into(),
            authorisation: row.authorisation.as_str().into(),
            procedure: row.procedure.as_str().into(),
            until: Day(row.until),
            ordered_at: Moment(row.ordered_at),
            finished_at: row.finished_at.map(Moment),
            links: ListedDisposalLinks {
                this: links.to(&own_path(&administration, &row)),
            },
        }
    })?;
    Ok(web::Json(page))
}
