//! What happened in an administration after a place in its feed.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::feed::{KindPattern, Recorded};
use cartaviva_persistence::feed;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::{CloudEvent, PatternText};
use crate::administrations::AdministrationPath;
use crate::auth::{FollowEvents, May};
use crate::bounded::{Int, Link, List};
use crate::extract::{Path, Query, parsed};
use crate::links::Links;
use crate::page::Limit;
use crate::problem::ApiError;
use crate::state::AppState;

/// How many events a page has when the caller does not say.
const USUAL: i64 = 20;

/// A place in a feed: that of an event, or 0 before the first.
type Place = Int<0, 2_147_483_647>;

/// Which events are wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// Those after this place; from the first where it is absent.
    #[validate(nested)]
    #[param(example = 42)]
    pub after: Option<Place>,
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Of this kind, or of the kinds that begin so: `case.forwarded`, `case.*`.
    #[validate(nested)]
    #[param(inline, example = "case.*")]
    pub kind: Option<PatternText>,
}

/// Events, in the order in which they were recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct Events {
    /// The events.
    pub items: List<CloudEvent, 100>,
    /// The place up to which the feed was read: what to give as `after` the next time, now or later.
    pub next_after: Place,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: EventsLinks,
}

/// The links of a page of events.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventsLinks {
    /// This page.
    #[serde(rename = "self")]
    pub this: Link,
    /// What comes after it; it is there on the last page too, for what has not happened yet.
    pub next: Link,
}

/// Follow what happens in an administration
///
/// Every event in one order without gaps, as CloudEvents: what was recorded earlier is never seen later. Whoever keeps
/// `next_after` (or `_links.next`) and comes back with it loses nothing, however long they were away. An empty page says that
/// nothing more has happened so far. Events hold no free text and nothing of any person.
#[utoipa::path(
    tag = "events",
    operation_id = "list_events",
    security(("token" = ["operator"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(AdministrationPath, EventsQuery),
    responses((status = 200, description = "Events.", body = Events))
)]
#[get("/administrations/{administration}/events")]
pub async fn list_events(
    state: web::Data<AppState>,
    _who: May<FollowEvents>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<EventsQuery>,
    request: HttpRequest,
) -> Result<web::Json<Events>, ApiError> {
    let kinds = match &query.kind {
        Some(kind) => parsed("/kind", KindPattern::parse(kind.as_str()))?,
        None => KindPattern::every(),
    };
    let after = query.after.map_or(0, Place::get);
    let limit = query.limit.map_or(USUAL, Limit::get);
    let (administration, found, last) = state
        .read(move |db| {
            let administration = path.find(db)?.code;
            let found = feed::after(db, &administration, after, &kinds, limit)?;
            let last = feed::last_position(db, &administration)?;
            Ok((administration, found, last))
        })
        .await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count == limit);
    let next_after = match found.last() {
        Some(event) if full => event.position,
        _ => last.max(after),
    };
    let this = state.links().this(&request);
    Ok(web::Json(Events {
        items: views(&administration, &found, state.links()),
        next_after: next_after.into(),
        links: EventsLinks {
            next: with_after(this.as_str(), next_after).into(),
            this,
        },
    }))
}

fn views(administration: &AdministrationCode, found: &[Recorded], links: &Links) -> List<CloudEvent, 100> {
    let views = found
        .iter()
        .map(|event| CloudEvent::of(administration, event, links));
    views.collect::<Vec<_>>().into()
}

/// The same address from another place on.
fn with_after(this: &str, after: i64) -> String {
    let (path, query) = this.split_once('?').unwrap_or((this, ""));
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after="));
    let pairs: Vec<_> = [format!("after={after}")]
        .into_iter()
        .chain(kept.map(str::to_owned))
        .collect();
    format!("{path}?{}", pairs.join("&"))
}
