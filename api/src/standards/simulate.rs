//! What if: how many past cases would have met a target that is only proposed.

use std::collections::BTreeMap;

use actix_web::{post, web};
use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::codes;
use cartaviva_domain::deadline;
use cartaviva_domain::procedures::TermRule;
use cartaviva_domain::standards::{
    CaseMeasure, MeasuredBy, PastCase, Proposal, Simulation, Standard, Target,
};
use cartaviva_persistence::cases::{self, Settled, SettledCase};
use cartaviva_persistence::settled::{Settlements, Wanted};
use cartaviva_persistence::{Conn, StoreError, calendars, procedures};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::path::{StandardPath, find};
use super::simulation::{Asked, SimulationView};
use crate::answer::{Answer, Written};
use crate::auth::{May, SimulateStandards};
use crate::bounded::{Int, Line, TermUnitWord};
use crate::charters::CharterFile;
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::measurements::{PeriodName, Window, period};
use crate::problem::{ApiError, RefusedRule};
use crate::state::AppState;
use crate::words::{ComparatorWord, StandardUnitWord};

/// A target to try on the cases of a past period: of what is not given, what is promised now stays.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSimulation, example = json!({ "target": "2", "unit": "working_days", "period": "2025" }))]
pub struct ProposedTarget {
    /// How the value reached is compared with the target.
    pub comparator: Option<ComparatorWord>,
    /// The proposed value, as a charter would print it.
    #[validate(nested)]
    pub target: Option<Line<1, 14>>,
    /// Its unit: of a time any unit of time, else the standard's own.
    pub unit: Option<StandardUnitWord>,
    /// Of a share of cases within a term: another term.
    #[validate(nested)]
    pub term: Option<ProposedTerm>,
    /// The period: a year (`2026`), a half-year (`2026-H1`), a quarter (`2026-Q3`) or a month (`2026-11`).
    #[validate(nested)]
    pub period: PeriodName,
}

/// A term to try.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "amount": 24, "unit": "working_day_hours" }))]
pub struct ProposedTerm {
    /// At most so many units.
    #[validate(nested)]
    pub amount: Int<0, 600_000>,
    /// What is counted.
    pub unit: TermUnitWord,
}

/// Try a target on past cases
///
/// How many cases of a past period would have met a target that is only proposed, with the distribution of how long they
/// took, before anybody approves it. Another unit than the term's is counted anew from the calendar of each case. A standard
/// that is not measured from cases is refused by a rule, and so is a period that has not begun. Nothing is kept.
#[utoipa::path(
    tag = "charters",
    operation_id = "simulate_standard",
    security(("token" = ["editor"]), ("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]),
        ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(StandardPath),
    responses((status = 200, description = "What would have been.", body = SimulationView))
)]
#[post("/administrations/{administration}/charters/{charter}/standards/{standard}/simulations")]
pub async fn simulate_standard(
    state: web::Data<AppState>,
    _who: May<SimulateStandards>,
    Path(path): Path<StandardPath>,
    Json(body): Json<ProposedTarget>,
) -> Result<Written, ApiError> {
    let now = state.clock().now();
    state
        .read(move |db| {
            let file = CharterFile::open(db, &path.administration, &path.charter)?;
            let window = Window::of(Some(period(&body.period)?), &file.calendar, now)?;
            let standard = find(file.edition_of_period(None, window.day, now)?, &path.standard)?;
            let MeasuredBy::Cases {
                measure,
                procedures,
                term,
            } = &standard.measured_by
            else {
                return Err(not_from_cases(&file));
            };
            if !window.has_begun() {
                return Err(not_begun());
            }
            let proposed = proposed(&body, standard, *measure)?;
            let settled = Settled {
                administration: &file.administration.code,
                procedures,
                term,
                from: window.from,
                until: window.until,
            };
            let proposal = proposal(db, &body, proposed, *measure, settled)?;
            let simulation = match proposal {
                Some(proposal) => simulated(db, proposal, settled)?,
                None => upheld(db, settled)?,
            };
            let asked = Asked {
                standard: path.standard,
                period: window.period,
                current: standard.target,
                proposed,
                unit: proposal.map(|proposal| proposal.unit),
            };
            Answer::ok(&SimulationView::of(asked, &simulation))
        })
        .await
        .map(Written::nothing)
}

/// The target that is proposed: a time in the place of a time, a share in the place of a share.
fn proposed(body: &ProposedTarget, standard: &Standard, measure: CaseMeasure) -> Result<Target, ApiError> {
    if body.target.is_none() && body.term.is_none() {
        let detail = Bilingual::new("Serve che cosa si propone.", "What is proposed is needed.");
        return Err(ApiError::field("/target", "required", detail));
    }
    if body.term.is_some() && measure != CaseMeasure::ShareWithin {
        let detail = Bilingual::new(
            "Un altro termine si propone soltanto per una quota di pratiche entro un termine.",
            "Another term is proposed only of a share of cases within a term.",
        );
        return Err(ApiError::field("/term", "not_a_share_within", detail));
    }
    let own = standard.target;
    let unit = body.unit.map_or(own.unit(), |unit| unit.0);
    let suits = match measure {
        CaseMeasure::WorstElapsed => unit.of_term().is_some(),
        CaseMeasure::ShareWithin | CaseMeasure::UpheldShare => unit == own.unit(),
    };
    if !suits {
        let detail = Bilingual::new(
            "L'unità non si addice allo standard: un tempo vuole un tempo, una quota una quota.",
            "The unit does not suit the standard: a time takes a time, a share takes a share.",
        );
        return Err(ApiError::field("/unit", "unsuitable", detail));
    }
    let comparator = body
        .comparator
        .map_or(own.comparator(), |comparator| comparator.0);
    let printed = body
        .target
        .as_ref()
        .map_or_else(|| own.printed(), |target| target.as_str().to_owned());
    parsed("/target", Target::parse(comparator, &printed, unit))
}

/// What is to be weighed case by case; nothing for an upheld share, which has no time.
fn proposal(
    db: &mut Conn,
    body: &ProposedTarget,
    proposed: Target,
    measure: CaseMeasure,
    settled: Settled<'_>,
) -> Result<Option<Proposal>, ApiError> {
    match (measure, body.term, proposed.unit().of_term()) {
        (CaseMeasure::UpheldShare, ..) => Ok(None),
        (CaseMeasure::ShareWithin, Some(term), _) => Ok(Some(Proposal {
            unit: term.unit.0,
            within: Some(term.amount.get()),
        })),
        (CaseMeasure::WorstElapsed, _, Some(unit)) => Ok(Some(Proposal {
            unit,
            within: proposed.number().map(|units| units.floor()),
        })),
        _ => {
            let unit = unit_of(db, settled)?;
            Ok(Some(Proposal { unit, within: None }))
        }
    }
}

/// What the term counts now, by the first of the procedures.
fn unit_of(db: &mut Conn, settled: Settled<'_>) -> Result<deadline::Unit, ApiError> {
    for code in settled.procedures {
        let found = procedures::find(db, settled.administration, code)?;
        if let Some(rule) = found.as_ref().and_then(|found| found.value.term(settled.term)) {
            return Ok(rule.term.unit());
        }
    }
    Err(ApiError::internal(
        "a standard is measured by a term that no procedure has",
    ))
}

/// Weighs every case that counts, each by the rules and the calendar of its own time.
fn simulated(db: &mut Conn, proposal: Proposal, settled: Settled<'_>) -> Result<Simulation, ApiError> {
    let mut simulation = Simulation::default();
    let mut known = Known::default();
    cases::each_settled(db, settled, |db, case| {
        let (rule, calendar) = known.of(db, settled, &case)?;
        let past = PastCase {
            rule,
            calendar,
            starts_at: case.starts_at,
            ended_at: case.ended_at,
            kept: case.kept,
            suspensions: &case.suspensions,
        };
        simulation.weigh(proposal, &past).map_err(ApiError::internal)
    })?;
    Ok(simulation)
}

/// The rules and calendars that cases ran by, each read once.
#[derive(Default)]
struct Known(BTreeMap<(codes::Code, i32, i32), (TermRule, Calendar)>);

impl Known {
    fn of(
        &mut self,
        db: &mut Conn,
        settled: Settled<'_>,
        case: &SettledCase,
    ) -> Result<(&TermRule, &Calendar), ApiError> {
        let key = (
            case.procedure.clone(),
            case.procedure_version,
            case.calendar_version,
        );
        if !self.0.contains_key(&key) {
            let administration = settled.administration;
            let procedure =
                procedures::find_version(db, administration, &case.procedure, case.procedure_version)?;
            let calendar =
                calendars::of_version(db, administration, &procedure.office, case.calendar_version)?;
            let rule = procedure.term(settled.term).cloned().ok_or_else(lost)?;
            self.0.insert(key.clone(), (rule, calendar));
        }
        let (rule, calendar) = self.0.get(&key).ok_or_else(lost)?;
        Ok((rule, calendar))
    }
}

fn lost() -> ApiError {
    ApiError::internal("a deadline runs by a term that its procedure has not")
}

/// Of an upheld share: how many were upheld, whatever is proposed.
fn upheld(db: &mut Conn, settled: Settled<'_>) -> Result<Simulation, StoreError> {
    let wanted = Wanted {
        procedures: settled.procedures,
        term: settled.term,
    };
    let settlements = Settlements::read(
        db,
        settled.administration,
        (settled.from, settled.until),
        [wanted],
    )?;
    let figures = settlements.of(wanted);
    Ok(Simulation {
        counted: figures.reports,
        would_have_met: figures.upheld,
        met_with_current: figures.upheld,
        ..Simulation::default()
    })
}

fn not_from_cases(file: &CharterFile) -> ApiError {
    let detail = Bilingual::new(
        "Questo standard non è misurato sulle pratiche: non ci sono casi passati su cui provare un obiettivo.",
        "This standard is not measured from cases: there are no past cases to try a target on.",
    );
    refused("measured_from_cases", detail, file.charter.title.as_str())
}

fn not_begun() -> ApiError {
    let detail = Bilingual::new(
        "Il periodo non è ancora cominciato: non ci sono casi.",
        "The period has not begun: there are no cases.",
    );
    refused("period_has_begun", detail, "Cartaviva")
}

fn refused(rule: &str, detail: Bilingual, source: &str) -> ApiError {
    let rule = RefusedRule {
        rule: rule.to_owned(),
        detail: detail.clone(),
        source: source.to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}
