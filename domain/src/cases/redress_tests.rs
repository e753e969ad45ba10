//! The redress of a case: each act, its event and what refuses it.

use super::*;
use crate::calendar::{Calendar, CalendarHistory, CalendarSettings};
use crate::codes::GrantId;
use crate::people::Reporter;
use crate::procedures::{Fields, Procedure};
use crate::ristoro::{self, ClaimWindow, Kind};
use crate::text::Source;
use time::Duration;
use time::macros::{date, datetime};
use uuid::Uuid;

const FRIDAY: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

struct Desk {
    procedure: Procedure,
    calendars: CalendarHistory,
}

impl Desk {
    fn new() -> Self {
        let procedure = serde_json::json!({
            "code": "complaint", "kind": "complaint", "name": "Reclamo", "office": "urp",
            "legal_basis": "Carta", "silence": "no_effect", "decided_by": "manager", "channels_source": "Carta",
            "channels": [{ "channel": "web" }],
            "terms": [{ "code": "response", "name": "Risposta", "starts": "received",
                "ends": "decided", "term": { "amount": 30, "unit": "calendar_days" }, "source": "Carta" }]
        });
        Self {
            procedure: serde_json::from_value(procedure).unwrap(),
            calendars: CalendarHistory::unchanging(Calendar::try_from(CalendarSettings::default()).unwrap()),
        }
    }

    fn rules(&self) -> Rules<'_> {
        Rules {
            procedure: &self.procedure,
            procedure_version: 1,
            calendars: &self.calendars,
        }
    }

    /// A case that was decided.
    fn decided(&self) -> Case {
        let submission = Submission {
            channel: Channel::Web,
            subject: Subject::parse("Sportello chiuso").unwrap(),
            description: Prose::parse("Chiuso in orario di apertura.").unwrap(),
            service: None,
            reporter: Reporter::default(),
            identification: None,
            fields: Fields::new(),
            incomplete: false,
            registered_at: None,
        };
        let (administration, id) = (AdministrationCode::parse("c_e625").unwrap(), CaseId(Uuid::nil()));
        let received = receive(
            administration,
            id,
            &self.rules(),
            &submission,
            Moment::now(FRIDAY),
        );
        let decision = Decision {
            outcome: Outcome::Upheld,
            answer: Answer::parse("Accolto.").unwrap(),
            pertinent: true,
            breached_standards: Vec::new(),
            cause: None,
            late_reasons: None,
        };
        self.done(&received.unwrap().0, Command::Decide(decision)).case
    }

    fn apply(&self, case: &Case, command: Command, at: OffsetDateTime) -> Result<Transition, Refusal> {
        apply(case, command, Moment::now(at), &self.rules())
    }

    fn done(&self, case: &Case, command: Command) -> Transition {
        self.apply(case, command, FRIDAY).unwrap()
    }

    #[track_caller]
    fn refused(&self, case: &Case, command: Command) -> &'static str {
        self.apply(case, command, FRIDAY).unwrap_err().rule()
    }
}

fn reason() -> Reason {
    Reason::parse("Non è stato ritirato.").unwrap()
}

fn claim() -> Command {
    Command::ClaimRistoro { window: None }
}

fn refuse() -> Command {
    Command::RefuseRistoro { reason: reason() }
}

fn take_back() -> Command {
    Command::ReturnRistoro { reason: reason() }
}

fn deliver() -> Command {
    Command::DeliverRistoro {
        voucher: book().voucher,
    }
}

fn grant() -> Command {
    Command::GrantRistoro(Box::new(book()))
}

/// A book, good until 20 December.
fn book() -> Granted {
    Granted {
        id: GrantId(Uuid::nil()),
        kind: Kind::Publication,
        item: Code::parse("a-book").unwrap(),
        quantity: 1,
        voucher: "K7QWM2ZTA4XN5PRB".to_owned(),
        granted_at: FRIDAY,
        granted_by: "the manager".to_owned(),
        expires_on: Some(date!(2026 - 12 - 20)),
        delivered_at: None,
        returned: None,
    }
}

#[test]
fn a_request_after_the_last_day_is_refused_with_the_day_and_its_source() {
    let desk = Desk::new();
    let case = desk.decided();
    let due_at = datetime!(2026-12-21 23:59:59 +1);
    let due = deadline_of(due_at);
    let source = Source::parse("Carta, Ristoro").unwrap();
    let window = || {
        let (due, source) = (due, source.clone());
        Some(ClaimWindow { due, source })
    };
    let claimed = |at| desk.apply(&case, Command::ClaimRistoro { window: window() }, at);
    assert_eq!(claimed(due_at).unwrap().case.claimed_at, Some(due_at));
    let refused = claimed(due_at + Duration::SECOND).unwrap_err();
    assert_eq!(
        refused,
        Refusal::Ristoro(ristoro::Refusal::ClaimedTooLate {
            last_day: date!(2026 - 12 - 21),
            source: source.clone()
        })
    );
    assert_eq!(
        (refused.rule(), refused.source()),
        ("claimed_in_time", Some("Carta, Ristoro"))
    );
}

fn deadline_of(due_at: OffsetDateTime) -> crate::deadline::Due {
    crate::deadline::Due {
        due_on: due_at.date(),
        due_at,
        whole_day: true,
        original_due_on: due_at.date(),
        original_due_at: due_at,
    }
}

#[test]
fn a_request_is_refused_with_a_reason_once_and_may_be_made_anew() {
    let desk = Desk::new();
    let case = desk.decided();
    assert_eq!(desk.refused(&case, refuse()), "nothing_claimed");
    let claimed = desk.done(&case, claim()).case;
    assert_eq!(desk.refused(&claimed, claim()), "already_claimed");
    let refused = desk.done(&claimed, refuse());
    assert_eq!(refused.happening, Happening::RistoroRefused { reason: reason() });
    let refused = refused.case;
    assert_eq!(
        refused.refused_claim.as_ref().map(|r| r.reason.clone()),
        Some(reason())
    );
    assert_eq!(desk.refused(&refused, refuse()), "already_refused");
    assert_eq!(desk.refused(&refused, grant()), "already_refused");
    let anew = desk.done(&refused, claim()).case;
    assert_eq!(
        (anew.refused_claim.as_ref(), anew.claimed_at),
        (None, Some(FRIDAY))
    );
    assert!(desk.apply(&anew, grant(), FRIDAY).is_ok());
}

#[test]
fn what_is_granted_is_neither_granted_again_nor_refused() {
    let desk = Desk::new();
    let claimed = desk.done(&desk.decided(), claim()).case;
    let granted = desk.done(&claimed, grant()).case;
    assert_eq!(desk.refused(&granted, grant()), "one_grant_per_case");
    assert_eq!(desk.refused(&granted, refuse()), "one_grant_per_case");
}

#[test]
fn a_grant_is_delivered_by_its_voucher_and_the_event_says_what() {
    let desk = Desk::new();
    let case = desk.decided();
    assert_eq!(desk.refused(&case, deliver()), "nothing_granted");
    let granted = desk.done(&case, grant()).case;
    let other = Command::DeliverRistoro {
        voucher: "AAAAAAAAAAAAAAAA".to_owned(),
    };
    assert_eq!(desk.refused(&granted, other), "unknown_voucher");
    let delivered = desk.done(&granted, deliver());
    let item = book().item;
    assert_eq!(
        delivered.happening,
        Happening::RistoroDelivered { item, quantity: 1 }
    );
    for command in [deliver(), take_back()] {
        assert_eq!(desk.refused(&delivered.case, command), "already_delivered");
    }
    assert_eq!(desk.refused(&delivered.case, grant()), "one_grant_per_case");
}

#[test]
fn a_voucher_is_delivered_on_its_last_day_in_rome_and_not_after_but_may_still_be_returned() {
    let desk = Desk::new();
    let granted = desk.done(&desk.decided(), grant()).case;
    let midnight = datetime!(2026-12-20 23:00 UTC);
    let last = midnight - Duration::SECOND;
    assert!(desk.apply(&granted, deliver(), last).is_ok());
    let late = desk.apply(&granted, deliver(), midnight).unwrap_err();
    assert_eq!(late.rule(), "voucher_expired");
    assert!(desk.apply(&granted, take_back(), midnight).is_ok());
}

#[test]
fn a_grant_that_was_returned_lets_another_be_granted() {
    let desk = Desk::new();
    let case = desk.decided();
    assert_eq!(desk.refused(&case, take_back()), "nothing_granted");
    let returned = desk.done(&desk.done(&case, grant()).case, take_back());
    assert_eq!(
        returned.happening,
        Happening::RistoroReturned {
            item: book().item,
            quantity: 1,
            reason: reason()
        }
    );
    for command in [deliver(), take_back()] {
        assert_eq!(desk.refused(&returned.case, command), "already_returned");
    }
    assert_eq!(desk.done(&returned.case, grant()).case.grant, Some(book()));
}

#[test]
fn a_grant_is_delivered_or_returned_wherever_its_case_stands() {
    let desk = Desk::new();
    let granted = desk.done(&desk.decided(), grant()).case;
    let reopened = desk.done(&granted, Command::Reopen { reason: reason() }).case;
    assert!(desk.apply(&reopened, deliver(), FRIDAY).is_ok());
    assert!(desk.apply(&reopened, take_back(), FRIDAY).is_ok());
    assert_eq!(desk.refused(&reopened, grant()), "not_from_this_status");
}
