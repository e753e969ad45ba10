//! The lists that a clerk opens in the morning.

use actix_web::{get, web};
use cartaviva_domain::codes;
use cartaviva_domain::dates;
use cartaviva_persistence::cases::{Late, Whose, work};
use cartaviva_persistence::{administrations, calendars};
use serde::Serialize;
use utoipa::ToSchema;

use super::submit::CasesPath;
use crate::auth::{May, ReadCases};
use crate::bounded::{Code, Day, Int, Link, List};
use crate::extract::{Path, parsed};
use crate::links::Links;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// The work lists of a clerk.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkLists {
    /// The administration's day on which they hold.
    pub today: Day,
    /// The lists. A clerk whose token names no office has no `my-office`.
    pub lists: List<WorkList, 6>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: WorkListsLinks,
}

/// A list of cases that are still to be dealt with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkList {
    /// Which one: `mine`, `my-office`, `unassigned`, `due-today`, `late`, `waiting-for-citizen`.
    pub code: Code,
    /// How many cases are in it.
    pub cases: Int<0, 9_007_199_254_740_991>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: WorkListLinks,
}

/// The links of the work lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkListsLinks {
    /// The work lists themselves.
    #[serde(rename = "self")]
    pub this: Link,
}

/// The links of a work list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkListLinks {
    /// Its cases: what is due by when it is due, everything else first come first served.
    pub cases: Link,
}

/// List work lists
///
/// What the caller has to do, as lists of open cases with how many each holds: those of which they are in charge, those of
/// their office, those of which nobody is in charge, those on which something is due today, those that are late, and those
/// that wait for who presented them. A case may be in several. Only what the caller's roles reach is counted.
#[utoipa::path(
    tag = "cases",
    operation_id = "list_work_lists",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasesPath),
    responses((status = 200, description = "The work lists.", body = WorkLists))
)]
#[get("/administrations/{administration}/work-lists")]
pub async fn list_work_lists(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasesPath>,
) -> Result<web::Json<WorkLists>, ApiError> {
    let administration = codes::AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let who = who.into_principal();
    let office = |code: Option<&str>| {
        code.map(|code| parsed("/office", codes::Code::parse(code)))
            .transpose()
    };
    let (own, confined_to) = (office(who.office.as_deref())?, office(who.confined_to())?);
    let now = state.clock().now();
    let links = state.links().clone();
    let lists = state
        .read(move |db| {
            let known = administrations::find(db, &administration)?;
            known.ok_or_else(|| ApiError::new(ProblemCode::AdministrationNotFound))?;
            let calendar = &calendars::history(db, &administration, None)?
                .last()
                .calendar
                .clone();
            let today = calendar.date_of(now);
            let counted = work(
                db,
                &administration,
                &Whose {
                    subject: &who.subject,
                    office: own.as_ref(),
                    confined_to: confined_to.as_ref(),
                    late_before: Late::at(now, true).due_before,
                    day_from: calendar.midnight(today),
                    day_until: calendar.end_of_day(today),
                },
            )?;
            let day = dates::written(today);
            let rows = [
                (
                    "mine",
                    counted.mine,
                    "open=true&assignee=me&sort=oldest".to_owned(),
                ),
                (
                    "my-office",
                    counted.of_office,
                    own.map_or_else(String::new, |own| format!("open=true&office={own}&sort=oldest")),
                ),
                (
                    "unassigned",
                    counted.unassigned,
                    "open=true&assignee=nobody&sort=oldest".to_owned(),
                ),
                (
                    "due-today",
                    counted.due_today,
                    format!("open=true&due_from={day}&due_to={day}&sort=due"),
                ),
                ("late", counted.late, "open=true&late=true&sort=due".to_owned()),
                (
                    "waiting-for-citizen",
                    counted.waiting_for_citizen,
                    "open=true&waiting_for=citizen&sort=oldest".to_owned(),
                ),
            ];
            let path = format!("/administrations/{administration}");
            let lists =
                rows.into_iter()
                    .filter(|(.., query)| !query.is_empty())
                    .map(|(code, cases, query)| {
                        WorkList::of(code, cases, &format!("{path}/cases?{query}"), &links)
                    });
            Ok(WorkLists {
                today: Day(today),
                lists: lists.collect(),
                links: WorkListsLinks {
                    this: links.to(&format!("{path}/work-lists")),
                },
            })
        })
        .await?;
    Ok(web::Json(lists))
}

impl WorkList {
    fn of(code: &str, cases: i64, path: &str, links: &Links) -> Self {
        Self {
            code: code.into(),
            cases: cases.into(),
            links: WorkListLinks {
                cases: links.to(path),
            },
        }
    }
}
