//! What may happen to a case, and what that does to its deadlines. Procedures are Livorno's and Lecce's.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its data fails")]

use cartaviva_domain::calendar::{Calendar, CalendarSettings};
use cartaviva_domain::cases::{
    Case, Cause, Channel, Command, Decision, Moment, Outcome, Reason, Refusal, Rules, Status, Submission,
    apply, receive,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::deadline::{DeadlineState, Extension, Unit};
use cartaviva_domain::people::Reporter;
use cartaviva_domain::procedures::Procedure;
use proptest::prelude::*;
use serde_json::json;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const FRIDAY: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

/// Three working days to enter, thirty days from forwarding to answer; no suspension, no extension.
fn livorno() -> Procedure {
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
fn lecce() -> Procedure {
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

struct Desk {
    procedure: Procedure,
    calendar: Calendar,
}

impl Desk {
    fn of(procedure: Procedure) -> Self {
        let calendar = Calendar::try_from(CalendarSettings::default()).unwrap();
        Self { procedure, calendar }
    }

    fn rules(&self) -> Rules<'_> {
        Rules {
            procedure: &self.procedure,
            procedure_version: 1,
            calendar: &self.calendar,
            calendar_version: 1,
        }
    }

    fn receive(&self, submission: &Submission, moment: Moment) -> Result<Case, Refusal> {
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

    fn received(&self, at: OffsetDateTime) -> Case {
        self.receive(&submission(), Moment::now(at)).unwrap()
    }

    fn apply(&self, case: &Case, command: Command, at: OffsetDateTime) -> Result<Case, Refusal> {
        apply(case, command, Moment::now(at), &self.rules()).map(|done| done.case)
    }
}

fn submission() -> Submission {
    Submission {
        channel: Channel::Web,
        subject: "Sportello chiuso".to_owned().try_into().unwrap(),
        description: "Chiuso in orario di apertura.".to_owned().try_into().unwrap(),
        service: None,
        reporter: anna(),
        registered_at: None,
    }
}

fn anna() -> Reporter {
    serde_json::from_value(
        json!({ "given_name": "Anna", "family_name": "Rossi", "email": "anna@example.it" }),
    )
    .unwrap()
}

fn forward(office: &str) -> Command {
    Command::Forward {
        office: code(office),
        reason: None,
    }
}

fn reason() -> Reason {
    Reason::parse("Serve un sopralluogo.").unwrap()
}

fn decide(outcome: Outcome) -> Command {
    Command::Decide(Decision {
        outcome,
        answer: "La risposta, con i suoi motivi.".to_owned().try_into().unwrap(),
        pertinent: true,
        breached_standards: Vec::new(),
        cause: Some(Cause::Administration),
    })
}

fn state(case: &Case, term: &str, now: OffsetDateTime) -> DeadlineState {
    case.deadlines
        .iter()
        .find(|d| d.term == code(term))
        .unwrap()
        .state(now)
}

fn due_on(case: &Case, term: &str) -> Option<time::Date> {
    case.deadlines
        .iter()
        .find(|d| d.term == code(term))
        .unwrap()
        .due
        .map(|due| due.due_on)
}

#[test]
fn a_term_from_forwarding_does_not_start_before_it() {
    let desk = Desk::of(livorno());
    let case = desk.received(FRIDAY);
    assert_eq!(state(&case, "intake", FRIDAY), DeadlineState::Met);
    assert_eq!(state(&case, "response", FRIDAY), DeadlineState::NotStarted);
    assert_eq!(due_on(&case, "response"), None);
}

#[test]
fn forwarding_starts_the_thirty_days_and_a_last_day_on_a_sunday_moves() {
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), forward("roads"), FRIDAY)
        .unwrap();
    assert_eq!(due_on(&case, "response"), Some(date!(2026 - 12 - 21)));
    assert_eq!(
        state(&case, "response", datetime!(2026-12-21 23:59:59 +1)),
        DeadlineState::Running
    );
    assert_eq!(
        state(&case, "response", datetime!(2026-12-22 00:00 +1)),
        DeadlineState::Missed
    );
}

#[test]
fn an_office_that_keeps_a_case_about_itself_has_its_days_from_receipt() {
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), forward("urp"), FRIDAY + Duration::days(5))
        .unwrap();
    assert_eq!(due_on(&case, "response"), Some(date!(2026 - 12 - 21)));
    let moved = Command::Forward {
        office: code("roads"),
        reason: Some(reason()),
    };
    let case = desk.apply(&case, moved, FRIDAY + Duration::days(7)).unwrap();
    assert_eq!(
        due_on(&case, "response"),
        Some(date!(2026 - 12 - 28)),
        "27 December is a Sunday"
    );
}

#[test]
fn a_case_moves_between_offices_only_with_a_reason_and_keeps_its_due_date() {
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), forward("roads"), FRIDAY)
        .unwrap();
    let later = FRIDAY + Duration::days(3);
    assert_eq!(
        desk.apply(&case, forward("roads"), later),
        Err(Refusal::SameOffice)
    );
    assert_eq!(
        desk.apply(&case, forward("parks"), later),
        Err(Refusal::ReasonNeeded)
    );
    let moved = Command::Forward {
        office: code("parks"),
        reason: Some(reason()),
    };
    let case = desk.apply(&case, moved, later).unwrap();
    assert_eq!(case.office, code("parks"));
    assert_eq!(due_on(&case, "response"), Some(date!(2026 - 12 - 21)));
}

#[test]
fn a_decision_on_the_last_day_keeps_the_term_and_the_day_after_misses_it() {
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), forward("roads"), FRIDAY)
        .unwrap();
    let last = datetime!(2026-12-21 23:59 +1);
    let kept = desk.apply(&case, decide(Outcome::Rejected), last).unwrap();
    assert_eq!(state(&kept, "response", last), DeadlineState::Met);
    let late = last + Duration::minutes(1);
    let missed = desk.apply(&case, decide(Outcome::Upheld), late).unwrap();
    assert_eq!(state(&missed, "response", late), DeadlineState::Missed);
    let response = missed
        .deadlines
        .iter()
        .find(|d| d.term == code("response"))
        .unwrap();
    assert_eq!(response.took, Some(32));
}

#[test]
fn paper_entered_late_misses_the_intake_term() {
    let desk = Desk::of(livorno());
    let arrived = Moment::said(Some(FRIDAY), FRIDAY + Duration::days(6)).unwrap();
    let mut paper = submission();
    paper.registered_at = Some(FRIDAY + Duration::days(3));
    let case = desk.receive(&paper, arrived).unwrap();
    assert_eq!(
        state(&case, "intake", FRIDAY + Duration::days(6)),
        DeadlineState::Met,
        "Monday: one working day"
    );
    paper.registered_at = None;
    let case = desk.receive(&paper, arrived).unwrap();
    assert_eq!(
        state(&case, "intake", FRIDAY + Duration::days(6)),
        DeadlineState::Missed,
        "Thursday: four"
    );
}

#[test]
fn nothing_happens_in_the_future_or_before_what_came_before() {
    let desk = Desk::of(livorno());
    assert_eq!(
        Moment::said(Some(FRIDAY + Duration::seconds(1)), FRIDAY),
        Err(Refusal::OccurredInFuture)
    );
    let case = desk.received(FRIDAY);
    let before = desk.apply(&case, forward("roads"), FRIDAY - Duration::seconds(1));
    assert_eq!(before, Err(Refusal::OccurredBeforePrevious));
    let mut paper = submission();
    paper.registered_at = Some(FRIDAY - Duration::seconds(1));
    assert_eq!(
        desk.receive(&paper, Moment::now(FRIDAY)),
        Err(Refusal::OccurredBeforePrevious)
    );
}

#[test]
fn an_unsigned_report_is_not_considered_and_each_missing_requirement_is_named() {
    let desk = Desk::of(livorno());
    let refused = |channel, reporter: serde_json::Value| {
        let reporter = serde_json::from_value(reporter).unwrap();
        let presented = Submission {
            channel,
            reporter,
            ..submission()
        };
        desk.receive(&presented, Moment::now(FRIDAY))
            .map(drop)
            .map_err(|refusal| refusal.rule())
    };
    assert_eq!(refused(Channel::Web, json!({})), Err("anonymous_not_considered"));
    assert_eq!(
        refused(Channel::Web, json!({ "email": "a@b.it" })),
        Err("name_required")
    );
    assert_eq!(
        refused(Channel::Web, json!({ "given_name": "A", "family_name": "B" })),
        Err("contact_required")
    );
    assert_eq!(refused(Channel::Fax, json!({})), Err("channel_not_accepted"));
    let spoken = json!({ "given_name": "A", "family_name": "B", "phone": "0586820204" });
    assert_eq!(refused(Channel::Phone, spoken), Err("address_required"));
}

#[test]
fn a_suspension_moves_the_due_date_by_its_days_once() {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    assert_eq!(due_on(&case, "response"), Some(date!(2026 - 12 - 21)));
    let suspended = desk
        .apply(
            &case,
            Command::Suspend { reason: reason() },
            FRIDAY + Duration::days(2),
        )
        .unwrap();
    assert_eq!(
        state(&suspended, "response", FRIDAY + Duration::days(90)),
        DeadlineState::Suspended
    );
    let resumed = desk
        .apply(&suspended, Command::Resume, FRIDAY + Duration::days(12))
        .unwrap();
    assert_eq!(
        due_on(&resumed, "response"),
        Some(date!(2026 - 12 - 30)),
        "20 December and ten days"
    );
    let again = desk.apply(
        &resumed,
        Command::Suspend { reason: reason() },
        FRIDAY + Duration::days(13),
    );
    assert_eq!(
        again.map(drop).map_err(|refusal| refusal.rule()),
        Err("too_many_suspensions")
    );
}

#[test]
fn a_term_that_no_law_lets_be_suspended_or_extended_is_not() {
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), forward("roads"), FRIDAY)
        .unwrap();
    let suspend = Command::Suspend { reason: reason() };
    assert_eq!(desk.apply(&case, suspend, FRIDAY), Err(Refusal::NotSuspendable));
    let extension = Extension {
        amount: 10,
        unit: Unit::CalendarDays,
    };
    assert_eq!(
        desk.apply(
            &case,
            Command::Extend {
                extension,
                reason: reason()
            },
            FRIDAY
        ),
        Err(Refusal::NotExtendable)
    );
}

#[test]
fn an_extension_comes_before_the_due_date_and_keeps_the_original() {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    let extension = Extension {
        amount: 10,
        unit: Unit::CalendarDays,
    };
    let extend = || Command::Extend {
        extension,
        reason: reason(),
    };
    let extended = desk.apply(&case, extend(), FRIDAY + Duration::days(20)).unwrap();
    let due = extended.deadlines.first().unwrap().due.unwrap();
    assert_eq!(
        (due.original_due_on, due.due_on),
        (date!(2026 - 12 - 21), date!(2026 - 12 - 30))
    );
    let late = desk.apply(&case, extend(), datetime!(2026-12-22 00:00 +1));
    assert_eq!(
        late.map(drop).map_err(|refusal| refusal.rule()),
        Err("extension_after_due")
    );
}

#[test]
fn a_withdrawal_cancels_what_is_in_time_and_leaves_what_is_late() {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    let in_time = desk
        .apply(
            &case,
            Command::Withdraw { reason: None },
            FRIDAY + Duration::days(1),
        )
        .unwrap();
    assert_eq!(
        state(&in_time, "response", FRIDAY + Duration::days(90)),
        DeadlineState::Cancelled
    );
    let late = desk
        .apply(
            &case,
            Command::Withdraw { reason: None },
            FRIDAY + Duration::days(60),
        )
        .unwrap();
    assert_eq!(
        state(&late, "response", FRIDAY + Duration::days(90)),
        DeadlineState::Missed
    );
}

#[test]
fn a_case_counts_when_its_term_ended_or_it_was_decided_whichever_comes_first() {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    let due_at = case.deadlines.first().unwrap().due.unwrap().due_at;
    let settles = |case: &Case| case.settles_at(&desk.rules());
    assert_eq!(settles(&case), Some(due_at));
    let early = FRIDAY + Duration::days(3);
    assert_eq!(
        settles(&desk.apply(&case, decide(Outcome::Upheld), early).unwrap()),
        Some(early)
    );
    let late = FRIDAY + Duration::days(99);
    assert_eq!(
        settles(&desk.apply(&case, decide(Outcome::Upheld), late).unwrap()),
        Some(due_at)
    );
}

#[test]
fn what_is_not_upheld_breaches_no_standard() {
    let desk = Desk::of(lecce());
    let Command::Decide(mut decision) = decide(Outcome::Rejected) else {
        panic!("a decision")
    };
    decision.breached_standards.push(code("response-time"));
    let decided = desk.apply(&desk.received(FRIDAY), Command::Decide(decision), FRIDAY);
    assert_eq!(decided, Err(Refusal::BreachWithoutUpholding));
}

fn every_command() -> Vec<Command> {
    let extension = Extension {
        amount: 5,
        unit: Unit::CalendarDays,
    };
    vec![
        Command::Forward {
            office: code("roads"),
            reason: Some(reason()),
        },
        Command::Suspend { reason: reason() },
        Command::Resume,
        Command::Extend {
            extension,
            reason: reason(),
        },
        decide(Outcome::Upheld),
        Command::Withdraw { reason: None },
        Command::Reopen { reason: reason() },
        Command::ClaimRistoro,
        Command::GrantRistoro {
            item: code("bus-ride"),
            quantity: 1,
        },
    ]
}

/// Every command from every status: what the table allows, and nothing else.
#[test]
fn each_command_is_allowed_exactly_from_the_statuses_of_the_table() {
    use Status::{Decided, Forwarded, Registered, Reopened, Suspended, Withdrawn};
    let open = [Registered, Forwarded, Reopened];
    let table: [(&str, &[Status]); 9] = [
        ("forward", &open),
        ("suspend", &open),
        ("resume", &[Suspended]),
        ("extend", &open),
        ("decide", &open),
        ("withdraw", &[Registered, Forwarded, Suspended, Reopened]),
        ("reopen", &[Decided, Withdrawn]),
        ("claim_ristoro", &[Decided]),
        ("grant_ristoro", &[Decided]),
    ];
    let desk = Desk::of(lecce());
    for status in Status::ALL {
        for command in every_command() {
            let name = command.name();
            let case = Case {
                status,
                ..desk.received(FRIDAY)
            };
            let refused = matches!(desk.apply(&case, command, FRIDAY), Err(Refusal::NotFrom { .. }));
            let allowed = table
                .iter()
                .any(|(known, from)| *known == name && from.contains(&status));
            assert_eq!(!refused, allowed, "{name} from {status:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever is asked of a case, in whatever order: a refusal changes nothing, every change adds one event and one
    /// version, nothing goes back in time, and what has ended does not run again.
    #[test]
    fn no_order_of_commands_breaks_a_case(steps in prop::collection::vec((0_usize..9, 0_i64..20), 0..25)) {
        let desk = Desk::of(lecce());
        let mut case = desk.received(FRIDAY);
        let mut now = FRIDAY;
        for (which, days) in steps {
            now += Duration::days(days);
            let command = every_command().swap_remove(which);
            let Ok(next) = desk.apply(&case, command, now) else { continue };
            prop_assert_eq!(next.version, case.version + 1);
            prop_assert_eq!(next.events, case.events + 1);
            prop_assert!(next.last_occurred_at >= case.last_occurred_at);
            for (was, is) in case.deadlines.iter().zip(&next.deadlines) {
                if was.ended_at.is_some() || was.cancelled {
                    prop_assert_eq!(was, is);
                }
            }
            let is_open = next.suspensions.iter().any(|suspension| suspension.to.is_none());
            prop_assert_eq!(next.status == Status::Suspended, is_open);
            case = next;
        }
    }
}
