//! What a deadline is calculated from.

use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::CalendarBody;
use crate::bounded::{
    AdministrationCode, Code, Int, List, Moment, StartEventWord, TermDirectionWord, TermRollWord,
    TermUnitWord,
};

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
    /// What starts it, for the explanation.
    #[validate(nested)]
    pub start_event: Option<StartEventWord>,
    /// When the last missing document came in, if the submission was incomplete: the term starts anew then.
    pub completed_at: Option<Moment>,
    /// The times during which it did not run; none may overlap another.
    #[serde(default)]
    #[validate(nested)]
    pub suspensions: List<SuspensionBody, 100>,
    /// How often and how long it may be suspended; as often and as long as it was when nothing is said.
    #[validate(nested)]
    pub suspension_limit: Option<SuspensionLimitBody>,
    /// The notice before refusal (L. 241/1990 art. 10-bis), which suspends the term, beside the limit.
    #[validate(nested)]
    pub notice_before_refusal: Option<NoticeBody>,
    /// By how much it was extended, in order.
    #[serde(default)]
    #[validate(nested)]
    pub extensions: List<ExtensionBody, 100>,
    /// When what was due was done: asks how long it took.
    pub ended_at: Option<Moment>,
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

/// How often a term may be suspended, and for how long each time.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = AllowedSuspensions, example = json!({ "times": 1, "days": 30 }))]
pub struct SuspensionLimitBody {
    /// How many times; more are refused.
    #[validate(nested)]
    pub times: Int<0, 100>,
    /// For how many days each time; what is longer counts no longer than this.
    #[validate(nested)]
    pub days: Int<0, 3_650>,
}

/// A notice before refusal (L. 241/1990 art. 10-bis): the term runs again ten days after the observations or, without any
/// within ten days, when these have run out.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NoticeBeforeRefusal, example = json!({ "received_at": "2026-12-01T09:00:00+01:00", "observations_at": "2026-12-09T17:20:00+01:00" }))]
pub struct NoticeBody {
    /// When the notice was received.
    pub received_at: Moment,
    /// When the observations came in, if any did.
    pub observations_at: Option<Moment>,
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
    /// When the act was adopted; refused when the term was already over.
    pub granted_at: Option<Moment>,
}
