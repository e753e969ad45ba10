//! A desk to try cases on: Livorno's and Lecce's procedures, a submission, commands.

use cartaviva_domain::calendar::{Calendar, CalendarHistory, CalendarSettings};
use cartaviva_domain::cases::{
    Case, Cause, Channel, Command, Decision, Moment, Outcome, Reason, Refusal, Rules, Submission, apply,
    receive,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::deadline::DeadlineState;
use cartaviva_domain::people::Reporter;
use cartaviva_domain::procedures::{Fields, Procedure};
use serde_json::json;
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

/// A Friday on which things begin.
pub(crate) const FRIDAY: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

pub(crate) fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

/// Three working days to enter, thirty days from forwarding to answer; no suspension, no extension.
pub(crate) fn livorno() -> Procedure {
    serde_json::from_value(json!({
        "code": "disservice-report", "kind": "disservice_report", "name": "Segnalazione di disservizio",
        "office": "urp", "legal_basis": "Carta URP, Livorno, §7", "silence": "no_effect", "decided_by": "officer",
        "channels_source": "Carta URP, Livorno, §7",
        "channels": [{ "channel": "web", "requires": ["name", "contact"] }, { "channel": "phone", "requires": ["name", "address", "phone"] }],
        "terms": [
            { "code": "intake", "name": "Inserimento", "starts": "received", "ends": "registered",
              "term": { "amount": 3, "unit": "working_days" }, "source": "Carta URP, Livorno, §8" },
            { "code": "response", "name": "Risposta", "starts": "forwarded", "starts_in_own_office": "received",
              "ends": "decided", "term": { "amount": 30, "unit": "calendar_days" }, "source": "Carta URP, Livorno, §7" }
        ]
    }))
    .unwrap()
}

/// Thirty days from receipt; may be suspended under L. 241/1990 and extended.
pub(crate) fn lecce() -> Procedure {
    serde_json::from_value(json!({
        "code": "complaint", "kind": "complaint", "name": "Reclamo", "office": "suap",
        "legal_basis": "Carta ICT, Lecce, §9", "silence": "no_effect", "decided_by": "manager",
        "channels_source": "Carta ICT, Lecce, §9", "channels": [{ "channel": "web", "requires": ["name", "contact"] }],
        "terms": [{ "code": "response", "name": "Risposta", "starts": "received", "ends": "decided",
            "term": { "amount": 30, "unit": "calendar_days" }, "suspension": { "times": 1, "days": 30 },
            "extendable": true, "source": "Carta ICT, Lecce, §9" }]
    }))
    .unwrap()
}

pub(crate) struct Desk {
    pub(crate) procedure: Procedure,
    calendars: CalendarHistory,
}

impl Desk {
    pub(crate) fn of(procedure: Procedure) -> Self {
        let calendar = Calendar::try_from(CalendarSettings::default()).unwrap();
        Self {
            procedure,
            calendars: CalendarHistory::unchanging(calendar),
        }
    }

    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules {
            procedure: &self.procedure,
            procedure_version: 1,
            calendars: &self.calendars,
        }
    }

    pub(crate) fn receive(&self, submission: &Submission, moment: Moment) -> Result<Case, Refusal> {
        let administration = AdministrationCode::parse("c_e625").unwrap();
        receive(
            administration,
            CaseId(Uuid::nil()),
            &self.rules(),
            submission,
            moment,
        )
        .map(|(case, _)| case)
    }

    pub(crate) fn received(&self, at: OffsetDateTime) -> Case {
        self.receive(&submission(), Moment::now(at)).unwrap()
    }

    pub(crate) fn apply(&self, case: &Case, command: Command, at: OffsetDateTime) -> Result<Case, Refusal> {
        apply(case, command, Moment::now(at), &self.rules()).map(|done| done.case)
    }
}

pub(crate) fn submission() -> Submission {
    Submission {
        channel: Channel::Web,
        subject: "Sportello chiuso".to_owned().try_into().unwrap(),
        description: "Chiuso in orario di apertura.".to_owned().try_into().unwrap(),
        service: None,
        reporter: anna(),
        identification: None,
        fields: Fields::new(),
        incomplete: false,
        registered_at: None,
    }
}

pub(crate) fn anna() -> Reporter {
    serde_json::from_value(
        json!({ "given_name": "Anna", "family_name": "Rossi", "email": "anna@example.it" }),
    )
    .unwrap()
}

pub(crate) fn forward(office: &str) -> Command {
    Command::Forward {
        office: code(office),
        reason: None,
    }
}

pub(crate) fn reason() -> Reason {
    Reason::parse("Serve un sopralluogo.").unwrap()
}

pub(crate) fn decide(outcome: Outcome) -> Command {
    Command::Decide(Decision {
        outcome,
        answer: "La risposta, con i suoi motivi.".to_owned().try_into().unwrap(),
        pertinent: true,
        breached_standards: Vec::new(),
        cause: Some(Cause::Administration),
        late_reasons: None,
    })
}

/// The same, after the due date.
pub(crate) fn decide_late(outcome: Outcome) -> Command {
    let Command::Decide(decision) = decide(outcome) else {
        unreachable!("a decision")
    };
    Command::Decide(Decision {
        late_reasons: Some(reason()),
        ..decision
    })
}

pub(crate) fn state(case: &Case, term: &str, now: OffsetDateTime) -> DeadlineState {
    case.deadlines
        .iter()
        .find(|d| d.term == code(term))
        .unwrap()
        .state(now)
}

pub(crate) fn due_on(case: &Case, term: &str) -> Option<time::Date> {
    case.deadlines
        .iter()
        .find(|d| d.term == code(term))
        .unwrap()
        .due
        .map(|due| due.due_on)
}
