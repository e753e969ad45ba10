//! What happened to a case.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::cases;
use serde::Serialize;
use utoipa::ToSchema;

use super::event_view::{EventView, OfficeNames};
use super::file::CaseFile;
use super::path::CasePath;

use crate::auth::{May, ReadCases};
use crate::bounded::{Link, List};
use crate::extract::Path;
use crate::language::preferred;
use crate::problem::ApiError;
use crate::state::AppState;

/// Everything that happened to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseEvents {
    /// First to last.
    pub items: List<EventView, 1000>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CaseEventsLinks,
}

/// The links of the events of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseEventsLinks {
    /// These events.
    #[serde(rename = "self")]
    pub this: Link,
    /// The case.
    pub case: Link,
}

/// List what happened to a case
///
/// Every event of a case, first to last: who did what, when it happened and when it was recorded, what it changed, and what
/// whoever presented the case reads of it.
#[utoipa::path(
    tag = "cases",
    operation_id = "list_case_events",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath),
    responses((status = 200, description = "The events.", body = CaseEvents))
)]
#[get("/administrations/{administration}/cases/{case}/events")]
pub async fn list_case_events(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<web::Json<CaseEvents>, ApiError> {
    let language = preferred(&request);
    let links = state.links().clone();
    let view = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            let names = OfficeNames::read(db, &administration)?;
            let events = cases::timeline(db, &administration, case)?;
            let own = format!("/administrations/{administration}/cases/{}", case.0);
            Ok(CaseEvents {
                items: events
                    .iter()
                    .map(|(event, changes)| EventView::of(&file, event, changes, &names, language))
                    .collect::<Vec<_>>()
                    .into(),
                links: CaseEventsLinks {
                    this: links.to(&format!("{own}/events")),
                    case: links.to(&own),
                },
            })
        })
        .await?;
    Ok(web::Json(view))
}
