//! Who read people's data.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_persistence::readings::{self, Place, Reading, Wanted};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::administrations::AdministrationPath;
use crate::auth::{Audit, May};
use crate::bounded::{Code, Id, Line, Link, Moment};
use crate::extract::{Path, Query, parsed};
use crate::links::Links;
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Which readings are wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadingsQuery {
    /// How many at most.
    #[param(example = 20)]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins: `next_cursor` of the page before.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// Only of the data of this case.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11")]
    #[validate(nested)]
    pub case: Option<Id>,
    /// Only from this moment.
    #[param(example = "2026-11-01T00:00:00+01:00")]
    pub from: Option<Moment>,
    /// Only until this moment, itself excluded.
    #[param(example = "2026-12-01T00:00:00+01:00")]
    pub until: Option<Moment>,
}

/// A reading of people's data.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DataReading)]
pub struct ReadingView {
    /// Its id.
    pub id: Id,
    /// The case whose data were read.
    pub case: Id,
    /// What was read.
    pub what: Line<1, 200>,
    /// Who read it: the `sub` of their token.
    pub subject: Line<1, 255>,
    /// The role in which they did.
    pub role: Line<1, 64>,
    /// The office for which they did; absent for who acts for the whole administration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// Why; absent for what was read before it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line<1, 64>>,
    /// The request in which it was read, as the log knows it; absent for what was read before it was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Id>,
    /// When.
    pub at: Moment,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ReadingLinks,
}

/// The links of a reading.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DataReadingLinks)]
pub struct ReadingLinks {
    /// The case.
    pub case: Link,
}

/// The key by which readings are ordered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

impl Key {
    /// The key of a reading.
    pub(crate) fn of(reading: &Reading) -> Self {
        Self {
            at: reading.at,
            id: reading.id,
        }
    }
}

impl From<Key> for Place {
    fn from(key: Key) -> Self {
        Self {
            at: key.at,
            id: key.id,
        }
    }
}

/// List who read people's data
///
/// Every reading of the data of people in the administration, the last one first: who, in which role and for which office,
/// when, what and why; of one case or of a period where that is asked.
#[utoipa::path(
    tag = "people",
    operation_id = "list_data_readings",
    security(("token" = ["auditor"])),
    params(AdministrationPath, ReadingsQuery),
    responses((status = 200, description = "A page of readings.", body = Page<ReadingView>))
)]
#[get("/administrations/{administration}/data-readings")]
pub async fn list_data_readings(
    state: web::Data<AppState>,
    _who: May<Audit>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<ReadingsQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<ReadingView>>, ApiError> {
    let page = PageRequest::<Key>::read(query.limit, query.cursor.as_ref())?;
    let administration = AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let case = query.case.as_ref();
    let wanted = Wanted {
        case: case
            .map(|case| parsed("/case", Uuid::parse_str(case.as_str())).map(CaseId))
            .transpose()?,
        from: query.from.map(|at| at.0),
        until: query.until.map(|at| at.0),
    };
    let (after, limit) = (page.after.map(Into::into), i64::from(page.limit) + 1);
    let of = administration.clone();
    let rows = state
        .read(move |db| Ok(readings::list(db, &of, &wanted, after, limit)?))
        .await?;
    let links = state.links();
    let this = links.this(&request);
    let page = Page::of(rows, page.limit, this.as_str(), Key::of, |row| {
        ReadingView::of(&administration, row, links)
    })?;
    Ok(web::Json(page))
}

impl ReadingView {
    fn of(administration: &AdministrationCode, reading: Reading, links: &Links) -> Self {
        let case = reading.case.0.to_string();
        let own = format!("/administrations/{administration}/cases/{case}");
        Self {
            id: reading.id.to_string().into(),
            case: case.into(),
            what: reading.what.into(),
            subject: reading.subject.into(),
            role: reading.role.into(),
            office: reading.office.map(Into::into),
            reason: reading.reason.map(Into::into),
            request: reading.request.map(|id| id.to_string().into()),
            at: Moment(reading.at),
            links: ReadingLinks { case: links.to(&own) },
        }
    }
}
