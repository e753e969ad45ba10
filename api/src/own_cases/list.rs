//! The cases that a citizen presented.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::codes::{self, CaseId};
use cartaviva_domain::people::AssuranceLevel;
use cartaviva_persistence::cases::{Listed, of_person};
use cartaviva_persistence::{administrations, calendars, procedures};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{assured, known};
use crate::auth::{May, ReadOwnCases};
use crate::bounded::{Code, Id, Int, Line, Link, Moment, OutcomeWord, ProtocolNumber, StatusWord};
use crate::cases::submit::CasesPath;
use crate::extract::{Path, Query};
use crate::links::Links;
use crate::page::{Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::short_list::PageQuery;
use crate::state::AppState;

/// The key of a case in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    own: Uuid,
}

/// A case in the list of whoever presented it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnListedCase {
    /// Its id.
    pub id: Id,
    /// Its number in the protocol register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol_number: Option<ProtocolNumber>,
    /// Its procedure.
    pub procedure: Code,
    /// Where it stands.
    pub status: StatusWord,
    /// The office that has it.
    pub office: Code,
    /// What it is about, in a line; absent where a higher level of assurance is needed to see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Line<3, 200>>,
    /// The level of assurance that is needed to see it, where the token's is lower.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed_assurance: Option<Int<1, 3>>,
    /// When it arrived.
    pub received_at: Moment,
    /// What was decided; absent too where a higher level of assurance is needed to see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeWord>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: OwnListedCaseLinks,
}

/// The links of a case in the list of whoever presented it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnListedCaseLinks {
    /// The case itself.
    #[serde(rename = "self")]
    pub this: Link,
}

/// What the cases are shown by.
struct Shown {
    administration: codes::AdministrationCode,
    calendar: Calendar,
    levels: Vec<(codes::Code, AssuranceLevel)>,
    held: Option<AssuranceLevel>,
}

/// List one's own cases
///
/// The cases that the caller presented to the administration, however they arrived, the last first: found by the tax code that
/// SPID or CIE vouches for. Of a case whose procedure asks for more assurance than the token has, little more is told than
/// that it is there.
#[utoipa::path(
    tag = "own-cases",
    operation_id = "list_own_cases",
    security(("token" = ["citizen"])),
    params(CasesPath, PageQuery),
    responses((status = 200, description = "A page of cases.", body = Page<OwnListedCase>))
)]
#[get("/administrations/{administration}/own-cases")]
pub async fn list_own_cases(
    state: web::Data<AppState>,
    who: May<ReadOwnCases>,
    Path(path): Path<CasesPath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<OwnListedCase>>, ApiError> {
    let unknown = || ApiError::new(ProblemCode::AdministrationNotFound);
    let administration =
        codes::AdministrationCode::parse(path.administration.as_str()).map_err(|_| unknown())?;
    let tax_code = known(&who)?;
    assured(&who, AssuranceLevel::Low)?;
    let page = PageRequest::<Key>::read(query.limit, query.cursor.as_ref())?;
    let (limit, held) = (page.limit, who.assurance);
    let (shown, rows) = state
        .read(move |db| {
            administrations::find(db, &administration)?.ok_or_else(unknown)?;
            let after = page.after.map(|key| CaseId(key.own));
            let rows = of_person(db, &administration, &tax_code, after, i64::from(limit) + 1)?;
            let procedures = procedures::list(db, &administration)?;
            let levels = procedures.into_iter().map(|known| {
                let level = known.value.needed_assurance();
                (known.value.code, level)
            });
            let shown = Shown {
                calendar: calendars::history(db, &administration, None)?
                    .last()
                    .calendar
                    .clone(),
                levels: levels.collect(),
                administration,
                held,
            };
            Ok((shown, rows))
        })
        .await?;
    let links = state.links();
    let key = |row: &Listed| Key { own: row.id.0 };
    let this = links.this(&request);
    let page = Page::of(rows, limit, this.as_str(), key, |row| {
        OwnListedCase::of(&row, &shown, links)
    })?;
    Ok(web::Json(page))
}

impl OwnListedCase {
    fn of(row: &Listed, by: &Shown, links: &Links) -> Self {
        let known = by.levels.iter().find(|(code, _)| *code == row.procedure);
        let needed = known.map_or(AssuranceLevel::High, |(_, level)| *level);
        let seen = by.held >= Some(needed);
        let own = format!("/administrations/{}/own-cases/{}", by.administration, row.id.0);
        Self {
            id: row.id.0.to_string().into(),
            protocol_number: row.protocol.map(|number| number.to_string().into()),
            procedure: row.procedure.as_str().into(),
            status: row.status.into(),
            office: row.office.as_str().into(),
            subject: seen.then(|| row.subject.as_str().into()),
            needed_assurance: (!seen).then(|| i64::from(u8::from(needed)).into()),
            received_at: Moment(by.calendar.local(row.received_at)),
            outcome: row.outcome.filter(|_| seen).map(Into::into),
            links: OwnListedCaseLinks { this: links.to(&own) },
        }
    }
}
