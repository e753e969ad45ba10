//! Lists of cases.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes;
use cartaviva_persistence::cases::{Filter, Listed, Place, list};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::submit::CasesPath;
use crate::auth::{May, ReadCases};
use crate::bounded::{ChannelWord, Code, Id, Line, Link, Moment, StatusWord};
use crate::extract::{Path, Query, parsed};
use crate::links::Links;
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Which cases are wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CasesQuery {
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// Of this office.
    #[validate(nested)]
    pub office: Option<Code>,
    /// Of this procedure.
    #[validate(nested)]
    pub procedure: Option<Code>,
    /// That stand so.
    #[validate(nested)]
    pub status: Option<StatusWord>,
}

/// A case as it appears in a list: nothing of who presented it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedCase {
    /// Its id.
    pub id: Id,
    /// Its procedure.
    pub procedure: Code,
    /// How it arrived.
    pub channel: ChannelWord,
    /// Where it stands.
    pub status: StatusWord,
    /// The office that has it.
    pub office: Code,
    /// What it is about, in a line.
    pub subject: Line<3, 200>,
    /// When it arrived.
    pub received_at: Moment,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ListedCaseLinks,
}

/// The links of a case in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedCaseLinks {
    /// The case itself.
    #[serde(rename = "self")]
    pub this: Link,
}

/// The key by which the list is ordered.
#[derive(Serialize, Deserialize)]
struct Key {
    #[serde(with = "time::serde::rfc3339")]
    received_at: OffsetDateTime,
    id: Uuid,
}

/// List cases
///
/// The cases that the caller's roles reach, newest first, by office, procedure and status.
#[utoipa::path(
    tag = "cases",
    operation_id = "list_cases",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasesPath, CasesQuery),
    responses((status = 200, description = "A page of cases.", body = Page<ListedCase>))
)]
#[get("/administrations/{administration}/cases")]
pub async fn list_cases(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasesPath>,
    Query(query): Query<CasesQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<ListedCase>>, ApiError> {
    let page = PageRequest::<Key>::read(query.limit, query.cursor.as_ref())?;
    let administration = codes::AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let Some(filter) = filter(&who, &query)? else {
        return page_of(Vec::new(), page.limit, &state, &request, &administration);
    };
    let after = page.after.map(|key| Place {
        received_at: key.received_at,
        id: key.id,
    });
    let asked = administration.clone();
    let limit = i64::from(page.limit) + 1;
    let rows = state
        .read(move |db| Ok(list(db, &asked, &filter, after, limit)?))
        .await?;
    page_of(rows, page.limit, &state, &request, &administration)
}

/// What is asked for, within what the caller's roles reach; nothing when the two exclude each other.
fn filter(who: &May<ReadCases>, query: &CasesQuery) -> Result<Option<Filter>, ApiError> {
    let code = |pointer: &str, code: &Option<Code>| {
        code.as_ref()
            .map(|code| parsed(pointer, codes::Code::parse(code.as_str())))
            .transpose()
    };
    let asked = code("/office", &query.office)?;
    let own = who
        .confined_to()
        .map(|own| parsed("/office", codes::Code::parse(own)))
        .transpose()?;
    let office = match (asked, own) {
        (Some(asked), Some(own)) if asked != own => return Ok(None),
        (asked, own) => asked.or(own),
    };
    let procedure = code("/procedure", &query.procedure)?;
    Ok(Some(Filter {
        office,
        procedure,
        status: query.status.map(|word| word.0),
    }))
}

fn page_of(
    rows: Vec<Listed>,
    limit: u32,
    state: &AppState,
    request: &HttpRequest,
    administration: &codes::AdministrationCode,
) -> Result<web::Json<Page<ListedCase>>, ApiError> {
    let links = state.links();
    let key = |row: &Listed| Key {
        received_at: row.received_at,
        id: row.id.0,
    };
    let page = Page::of(rows, limit, links.this(request).as_str(), key, |row| {
        ListedCase::of(row, administration, links)
    })?;
    Ok(web::Json(page))
}

impl ListedCase {
    fn of(row: Listed, administration: &codes::AdministrationCode, links: &Links) -> Self {
        Self {
            id: row.id.0.to_string().into(),
            procedure: row.procedure.as_str().into(),
            channel: row.channel.into(),
            status: row.status.into(),
            office: row.office.as_str().into(),
            subject: row.subject.as_str().into(),
            received_at: Moment(row.received_at),
            links: ListedCaseLinks {
                this: links.to(&format!("/administrations/{administration}/cases/{}", row.id.0)),
            },
        }
    }
}
