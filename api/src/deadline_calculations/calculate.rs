//! Calculating a deadline.

use actix_web::{HttpRequest, HttpResponse, post, web};
use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::codes;
use cartaviva_domain::deadline::{
    Direction, Explained, Extension, Refusal, Request, Roll, Suspension, Term, Unit, explain,
};
use cartaviva_persistence::{Conn, administrations, offices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::CalendarBody;
use crate::bounded::{
    AdministrationCode, Code, Day, Int, List, Moment, TermDirectionWord, TermRollWord, TermUnitWord,
};
use crate::cases::StepView;
use crate::extract::{Json, parsed};
use crate::language::{Bilingual, Language, preferred};
use crate::problem::{ApiError, FieldError, ProblemCode};
use crate::state::AppState;

/// A term, its start, and the calendar to count by: given here, or that of an administration or one of its offices.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "calendar": { "patron_saint_day": "05-22" },
    "term": { "amount": 30, "unit": "calendar_days" },
    "starts_at": "2026-11-20T11:30:00+01:00"
}))]
pub struct DeadlineCalculation {
    /// The calendar. Either this or an administration.
    #[validate(nested)]
    #[schema(inline)]
    pub calendar: Option<CalendarBody>,
    /// The administration whose calendar counts.
    #[validate(nested)]
    pub administration: Option<AdministrationCode>,
    /// The office of that administration whose calendar counts.
    #[validate(nested)]
    pub office: Option<Code>,
    /// The term.
    #[validate(nested)]
    pub term: TermBody,
    /// When it starts.
    pub starts_at: Moment,
    /// The times during which it did not run; none may overlap another.
    #[serde(default)]
    #[validate(nested)]
    pub suspensions: List<SuspensionBody, 100>,
    /// By how much it was extended, in order.
    #[serde(default)]
    #[validate(nested)]
    pub extensions: List<ExtensionBody, 100>,
}

/// A term.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = Term, example = json!({ "amount": 30, "unit": "calendar_days", "roll": "next_non_holiday" }))]
pub struct TermBody {
    /// How many units; an immediate term has none.
    #[validate(nested)]
    pub amount: Option<Int<0, 600_000>>,
    /// What is counted.
    #[validate(nested)]
    pub unit: TermUnitWord,
    /// Where a term in days or months may end; moved off holidays when nothing is said.
    #[validate(nested)]
    pub roll: Option<TermRollWord>,
    /// Which way it is counted; forward when nothing is said.
    #[validate(nested)]
    pub direction: Option<TermDirectionWord>,
}

/// A time during which a term did not run, half-open.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = Suspension, example = json!({ "from": "2026-12-01T09:00:00+01:00", "to": "2026-12-11T09:00:00+01:00" }))]
pub struct SuspensionBody {
    /// When it stopped running.
    pub from: Moment,
    /// When it ran again.
    pub to: Moment,
}

/// By how much a term was extended.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = Extension, example = json!({ "amount": 15, "unit": "calendar_days" }))]
pub struct ExtensionBody {
    /// How many units.
    #[validate(nested)]
    pub amount: Int<0, 600_000>,
    /// Of what.
    #[validate(nested)]
    pub unit: TermUnitWord,
}

/// When the term is due, and the steps that lead there.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalculatedDeadline {
    /// The last day on which it is kept.
    pub due_on: Day,
    /// The last second at which it is kept.
    pub due_at: Moment,
    /// The last day before it was extended.
    pub original_due_on: Day,
    /// The last second before it was extended.
    pub original_due_at: Moment,
    /// The steps, in order: whoever follows them by hand gets the date.
    pub steps: List<StepView, 500>,
}

/// Calculate a deadline
///
/// When a term is due, and every step that leads there with its rule and where the rule is written, in Italian or English.
/// Nothing is kept. The calendar is given in full, or is that of an administration or of one of its offices.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "calculate_deadline",
    security(()),
    responses((status = 200, description = "The due date and its steps.", body = CalculatedDeadline))
)]
#[post("/deadline-calculations")]
pub async fn calculate_deadline(
    state: web::Data<AppState>,
    request: HttpRequest,
    Json(body): Json<DeadlineCalculation>,
) -> Result<HttpResponse, ApiError> {
    let calendar = match (&body.calendar, &body.administration) {
        (Some(settings), None) if body.office.is_none() => made(settings)?,
        (None, Some(_)) => {
            let (administration, office) = (body.administration.clone(), body.office.clone());
            state
                .read(move |db| kept(db, administration.as_ref(), office.as_ref()))
                .await?
        }
        _ => return Err(one_calendar()),
    };
    let explained = explained(&calendar, &body).map_err(refused)?;
    Ok(HttpResponse::Ok().json(CalculatedDeadline::of(&explained, preferred(&request))))
}

fn explained(calendar: &Calendar, body: &DeadlineCalculation) -> Result<Explained, Refusal> {
    let TermBody {
        amount,
        unit,
        roll,
        direction,
    } = body.term;
    let amount = match amount {
        Some(amount) => u32::try_from(amount.get()).unwrap_or(u32::MAX),
        None if unit.0 == Unit::Immediate => 0,
        None => return Err(Refusal::AmountMissing),
    };
    let roll = roll.map_or_else(Roll::default, |roll| roll.0);
    let direction = direction.map_or_else(Direction::default, |direction| direction.0);
    let suspensions: Vec<Suspension> = body
        .suspensions
        .as_slice()
        .iter()
        .map(|s| Suspension {
            from: s.from.0,
            to: Some(s.to.0),
        })
        .collect();
    let extensions: Vec<Extension> = body
        .extensions
        .as_slice()
        .iter()
        .map(|e| Extension {
            amount: u32::try_from(e.amount.get()).unwrap_or(u32::MAX),
            unit: e.unit.0,
        })
        .collect();
    let request = Request {
        suspensions: &suspensions,
        extensions: &extensions,
        ..Request::new(Term::new(amount, unit.0, roll, direction)?, body.starts_at.0)
    };
    explain(calendar, &request)
}

/// The calendar that the settings make.
fn made(settings: &CalendarBody) -> Result<Calendar, ApiError> {
    Calendar::try_from(settings.0.clone()).map_err(|faults| {
        let fields = faults.0.iter().map(|fault| FieldError {
            pointer: format!("/calendar{}", fault.pointer),
            code: fault.reason.code().into(),
            detail: Bilingual::new(
                fault.reason.sentence(Language::Italian),
                fault.reason.sentence(Language::English),
            ),
        });
        let detail = Bilingual::new("Il calendario non è ammesso.", "The calendar is refused.");
        ApiError::saying(ProblemCode::ValidationFailed, detail).with_fields(fields.collect())
    })
}

/// The calendar of an administration or of one of its offices.
fn kept(
    db: &mut Conn,
    administration: Option<&AdministrationCode>,
    office: Option<&Code>,
) -> Result<Calendar, ApiError> {
    let administration = administration.map_or("", AdministrationCode::as_str);
    let administration = parsed(
        "/administration",
        codes::AdministrationCode::parse(administration),
    )?;
    if administrations::find(db, &administration)?.is_none() {
        return Err(ApiError::field(
            "/administration",
            "unknown",
            Bilingual::new(
                "Nessun ente ha questo codice.",
                "No administration has this code.",
            ),
        ));
    }
    let office = office
        .map(|office| parsed("/office", codes::Code::parse(office.as_str())))
        .transpose()?;
    if let Some(office) = &office
        && offices::find(db, &administration, office)?.is_none()
    {
        return Err(ApiError::field(
            "/office",
            "unknown",
            Bilingual::new(
                "L'ente non ha questo ufficio.",
                "The administration has no such office.",
            ),
        ));
    }
    Ok(administrations::calendar(db, &administration, office.as_ref())?.value)
}

fn one_calendar() -> ApiError {
    ApiError::field(
        "/calendar",
        "one_calendar",
        Bilingual::new(
            "Indicate un calendario, oppure un ente (ed eventualmente un suo ufficio).",
            "Give a calendar, or an administration (and one of its offices, if you like).",
        ),
    )
}

fn refused(refusal: Refusal) -> ApiError {
    let detail = Bilingual::new(
        refusal.sentence(Language::Italian),
        refusal.sentence(Language::English),
    );
    ApiError::field(&refusal.pointer().unwrap_or_default(), refusal.code(), detail)
}

impl CalculatedDeadline {
    fn of(explained: &Explained, language: Language) -> Self {
        let due = &explained.due;
        Self {
            due_on: Day(due.due_on),
            due_at: Moment(due.due_at),
            original_due_on: Day(due.original_due_on),
            original_due_at: Moment(due.original_due_at),
            steps: explained
                .steps
                .iter()
                .map(|step| StepView::of(step, language))
                .collect(),
        }
    }
}
