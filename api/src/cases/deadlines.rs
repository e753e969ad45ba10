//! The deadlines of a case, each with the steps that lead to it.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::deadline::Step;
use cartaviva_persistence::{Conn, calendars};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::file::CaseFile;
use super::path::CasePath;
use super::refuse::refused;
use super::view::DeadlineView;
use crate::auth::{May, ReadCases};
use crate::bounded::{Day, Line, Link, List, Paragraph};
use crate::extract::Path;
use crate::language::{Language, preferred, tag};
use crate::problem::ApiError;
use crate::state::AppState;

/// The deadlines of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDeadlines {
    /// Each with its steps.
    pub items: List<ExplainedDeadline, 10>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CaseDeadlinesLinks,
}

/// The links of the deadlines of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDeadlinesLinks {
    /// These deadlines.
    #[serde(rename = "self")]
    pub this: Link,
    /// The case.
    pub case: Link,
}

/// A deadline and how it is reached.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExplainedDeadline {
    /// The deadline.
    pub deadline: DeadlineView,
    /// The steps that lead to it, in order; none before it starts and while it is suspended.
    pub steps: List<StepView, 200>,
}

/// One step towards a due date.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Step)]
pub struct StepView {
    /// The day that the step reaches.
    pub on: Day,
    /// What happens in it, in a sentence.
    pub what: Paragraph<1, 2000>,
    /// The rule, for programs to match.
    pub rule: Line<1, 64>,
    /// Where the rule is written.
    pub source: Line<1, 300>,
}

impl StepView {
    /// A step in a language.
    pub(crate) fn of(step: &Step, language: Language) -> Self {
        Self {
            on: Day(step.on),
            what: step.sentence(language).into(),
            rule: step.rule().into(),
            source: step.source().into(),
        }
    }
}

/// Explain the deadlines of a case
///
/// Each deadline with the steps that lead to it, each with its rule and where the rule is written. Whoever follows them
/// by hand gets the date.
#[utoipa::path(
    tag = "cases",
    operation_id = "explain_case_deadlines",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath),
    responses((status = 200, description = "The deadlines, explained.", body = CaseDeadlines))
)]
#[get("/administrations/{administration}/cases/{case}/deadlines")]
pub async fn explain_case_deadlines(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let language = preferred(&request);
    let (now, links) = (state.clock().now(), state.links().clone());
    let view = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            let own = format!("/administrations/{administration}/cases/{}", case.0);
            let links = CaseDeadlinesLinks {
                this: links.to(&format!("{own}/deadlines")),
                case: links.to(&own),
            };
            Ok(CaseDeadlines {
                items: explained(db, &file, now, language)?,
                links,
            })
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header(("Content-Language", tag(language)))
        .insert_header(("Vary", "accept-language"))
        .json(view))
}

/// Every deadline of a case with its steps, each computed by the calendar that it was computed by.
fn explained(
    db: &mut Conn,
    file: &CaseFile,
    now: OffsetDateTime,
    language: Language,
) -> Result<List<ExplainedDeadline, 10>, ApiError> {
    let mut items = Vec::new();
    for deadline in &file.case.deadlines {
        let Some(rule) = file.procedure.term(&deadline.term) else {
            continue;
        };
        let administration = &file.case.administration;
        let office = &file.procedure.office;
        let calendar = calendars::of_version(db, administration, office, deadline.calendar_version)?;
        let explained = file.case.explain(rule, &calendar).map_err(refused)?;
        let steps = explained.map(|explained| explained.steps).unwrap_or_default();
        items.push(ExplainedDeadline {
            deadline: DeadlineView::of(file, rule, deadline, now),
            steps: steps
                .iter()
                .map(|step| StepView::of(step, language))
                .collect::<Vec<_>>()
                .into(),
        });
    }
    Ok(items.into())
}
