//! What happens to a case does to its deadlines what the charters say.

use crate::desk::*;
use cartaviva_domain::cases::{Case, Channel, Command, Moment, Outcome, Refusal, Submission};
use cartaviva_domain::deadline::{DeadlineState, Extension, Unit};
use serde_json::json;
use time::Duration;
use time::macros::{date, datetime};

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
    let missed = desk.apply(&case, decide_late(Outcome::Upheld), late).unwrap();
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
        settles(&desk.apply(&case, decide_late(Outcome::Upheld), late).unwrap()),
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
