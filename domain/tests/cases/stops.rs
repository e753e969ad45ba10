//! What stops the terms of a case, and when they run again; answers that come late, are corrected, are shared.

use crate::completion::{access, complete};
use crate::desk::*;
use crate::walk::*;
use cartaviva_domain::cases::{Case, Command, MergeTarget, Outcome, Refusal, Status};
use cartaviva_domain::deadline::DeadlineState;
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

fn ask() -> Command {
    Command::AskCompletion { missing: reason() }
}

fn after(days: i64) -> OffsetDateTime {
    FRIDAY + Duration::days(days)
}

fn due(case: &Case) -> Option<Date> {
    due_on(case, "conclusion")
}

#[test]
fn access_to_documents_starts_again_when_what_was_missing_has_come() {
    let desk = Desk::of(access());
    let case = desk.received(FRIDAY);
    assert_eq!(due(&case), Some(date!(2026 - 12 - 21)));
    let asked = desk.apply(&case, ask(), after(10)).unwrap();
    assert_eq!((asked.status, due(&asked)), (Status::Suspended, None));
    assert_eq!(state(&asked, "conclusion", after(60)), DeadlineState::Suspended);
    let completed = desk.apply(&asked, complete(&[]), after(12)).unwrap();
    let last = date!(2027 - 01 - 02);
    assert_eq!(
        due(&completed),
        Some(last),
        "1 January, a holiday, is the thirtieth day"
    );
}

#[test]
fn what_is_missing_from_a_request_of_access_is_said_within_ten_days() {
    let desk = Desk::of(access());
    let case = desk.received(FRIDAY);
    let last = datetime!(2026-11-30 23:59 +1);
    assert!(desk.apply(&case, ask(), last).is_ok());
    let late = desk.apply(&case, ask(), last + Duration::minutes(1));
    let last_day = date!(2026 - 11 - 30);
    assert_eq!(late, Err(Refusal::CompletionAskedTooLate { last_day }));
}

#[test]
fn a_request_that_is_dropped_leaves_the_term_as_it_was() {
    let desk = Desk::of(access());
    let asked = desk.apply(&desk.received(FRIDAY), ask(), after(3)).unwrap();
    let dropped = desk.apply(&asked, Command::Resume, after(8)).unwrap();
    assert_eq!(due(&dropped), Some(date!(2026 - 12 - 21)));
}

#[test]
fn elsewhere_a_request_for_completion_suspends_once_and_no_longer_than_the_law_lets_it() {
    let desk = Desk::of(application());
    let asked = desk.apply(&desk.received(FRIDAY), ask(), after(2)).unwrap();
    let completed = desk.apply(&asked, complete(&[]), after(50)).unwrap();
    assert_eq!(
        due(&completed),
        Some(date!(2027 - 01 - 19)),
        "20 December and thirty days"
    );
    let again = desk.apply(&completed, ask(), after(51));
    assert_eq!(
        again.map(drop).map_err(|refusal| refusal.rule()),
        Err("too_many_suspensions")
    );
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), forward("roads"), FRIDAY)
        .unwrap();
    assert_eq!(desk.apply(&case, ask(), after(1)), Err(Refusal::NotSuspendable));
}

#[test]
fn a_notice_before_refusal_moves_the_term_by_its_ten_days() {
    let desk = Desk::of(application());
    let told = desk.apply(&desk.received(FRIDAY), notice(), after(10)).unwrap();
    assert_eq!(
        due(&told),
        Some(date!(2026 - 12 - 30)),
        "20 December and ten days"
    );
    assert_eq!(
        desk.apply(&told, Command::Resume, after(19)),
        Err(Refusal::NoticeStillOpen)
    );
    let silent = desk.apply(&told, Command::Resume, after(20)).unwrap();
    assert_eq!(
        (silent.status, due(&silent)),
        (Status::Registered, Some(date!(2026 - 12 - 30)))
    );
}

#[test]
fn after_observations_the_term_runs_again_ten_days_later() {
    let desk = Desk::of(application());
    let told = desk.apply(&desk.received(FRIDAY), notice(), after(10)).unwrap();
    let observed = desk
        .apply(&told, Command::Observe { text: None }, after(15))
        .unwrap();
    assert_eq!(
        (observed.status, due(&observed)),
        (Status::Registered, Some(date!(2027 - 01 - 04)))
    );
    let suspended = desk.apply(&observed, Command::Suspend { reason: reason() }, after(16));
    assert_eq!(suspended, Err(Refusal::NoticeStillOpen), "it does not run yet");
    assert!(
        desk.apply(&observed, Command::Suspend { reason: reason() }, after(25))
            .is_ok()
    );
}

#[test]
fn an_application_is_rejected_only_after_a_notice_and_its_ten_days() {
    let desk = Desk::of(application());
    let case = desk.received(FRIDAY);
    assert_eq!(
        desk.apply(&case, decide(Outcome::Rejected), after(1)),
        Err(Refusal::NoticeNeeded)
    );
    let told = desk.apply(&case, notice(), after(10)).unwrap();
    assert_eq!(
        desk.apply(&told, decide(Outcome::Rejected), after(19)),
        Err(Refusal::NoticeStillOpen)
    );
    assert!(
        desk.apply(&told, decide(Outcome::Upheld), after(11)).is_ok(),
        "what is upheld waits for nobody"
    );
    assert!(desk.apply(&told, decide(Outcome::Rejected), after(20)).is_ok());
    let observed = desk
        .apply(&told, Command::Observe { text: None }, after(12))
        .unwrap();
    assert!(
        desk.apply(&observed, decide(Outcome::Rejected), after(13))
            .is_ok()
    );
    let upheld = desk.apply(&case, decide(Outcome::Upheld), after(1)).unwrap();
    assert_eq!(
        desk.apply(&upheld, correct(Outcome::Rejected), after(2)),
        Err(Refusal::NoticeNeeded)
    );
}

#[test]
fn a_complaint_is_rejected_without_a_notice_and_none_is_given() {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    assert_eq!(
        desk.apply(&case, notice(), after(1)),
        Err(Refusal::NoNoticeForeseen)
    );
    assert!(desk.apply(&case, decide(Outcome::Rejected), after(1)).is_ok());
}

#[test]
fn what_came_after_the_due_date_is_closed_once_it_says_why() {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    let late = datetime!(2026-12-22 00:00 +1);
    assert_eq!(
        desk.apply(&case, inadmissible(), late),
        Err(Refusal::LateReasonsNeeded),
        "nothing could correct it"
    );
    let silent = desk.apply(&case, decide(Outcome::Upheld), late).unwrap();
    assert_eq!(
        desk.apply(&silent, close(), late),
        Err(Refusal::LateReasonsNeeded)
    );
    let answered = desk.apply(&case, decide_late(Outcome::Upheld), late).unwrap();
    assert!(desk.apply(&answered, close(), late).is_ok());
    let Command::Decide(why) = decide_late(Outcome::Upheld) else {
        unreachable!("a decision")
    };
    let correct_late = Command::Correct {
        decision: Box::new(why),
        reason: reason(),
    };
    let corrected = desk.apply(&silent, correct_late, late).unwrap();
    assert!(desk.apply(&corrected, close(), late).is_ok());
    let kept = desk
        .apply(&case, decide(Outcome::Upheld), late - Duration::SECOND)
        .unwrap();
    let reopened = desk
        .apply(&kept, Command::Reopen { reason: reason() }, late)
        .unwrap();
    assert!(
        desk.apply(&reopened, decide(Outcome::Rejected), late).is_ok(),
        "its term was kept"
    );
}

#[test]
fn what_is_inadmissible_was_answered_and_ends_the_term() {
    let desk = Desk::of(livorno());
    let case = desk
        .apply(&desk.received(FRIDAY), inadmissible(), after(1))
        .unwrap();
    assert_eq!(state(&case, "response", after(1)), DeadlineState::Met);
    assert_eq!(case.decision.unwrap().outcome, Outcome::Inadmissible);
}

#[test]
fn a_correction_keeps_the_first_decision_and_its_date() {
    let desk = Desk::of(application());
    let decided = desk
        .apply(&desk.received(FRIDAY), decide(Outcome::PartiallyUpheld), after(1))
        .unwrap();
    let closed = desk.apply(&decided, close(), after(2)).unwrap();
    let corrected = desk.apply(&closed, correct(Outcome::Upheld), after(40)).unwrap();
    assert_eq!(
        (corrected.status, corrected.decided_at),
        (Status::Decided, decided.decided_at)
    );
    assert_eq!(
        (corrected.closed_at, &corrected.deadlines),
        (None, &decided.deadlines)
    );
    let former = &corrected.proceedings.superseded[0].decision;
    assert_eq!(Some(former), decided.decision.as_ref());
}

#[test]
fn a_case_without_a_contact_is_closed_by_the_record_of_the_delivery() {
    let desk = Desk::of(application());
    let decided = desk
        .apply(&desk.received(FRIDAY), decide(Outcome::Upheld), FRIDAY)
        .unwrap();
    let silent = |contact| Command::Close {
        contact,
        delivery: None,
    };
    assert_eq!(
        desk.apply(&decided, silent(false), FRIDAY),
        Err(Refusal::NoWayToAnswer)
    );
    assert!(desk.apply(&decided, silent(true), FRIDAY).is_ok());
    assert!(desk.apply(&decided, close(), FRIDAY).is_ok());
}

#[test]
fn whoever_was_in_charge_no_longer_is_when_the_case_moves_on() {
    let desk = Desk::of(application());
    let taken = desk
        .apply(&desk.received(FRIDAY), take_charge("Giulia"), FRIDAY)
        .unwrap();
    assert_eq!(
        desk.apply(&taken, take_charge("Giulia"), FRIDAY),
        Err(Refusal::SameAssignee)
    );
    let handed = desk.apply(&taken, take_charge("Marco"), FRIDAY).unwrap();
    let moved = desk.apply(&handed, forward("roads"), FRIDAY).unwrap();
    assert_eq!((moved.status, moved.assignee), (Status::Forwarded, None));
}

#[test]
fn a_duplicate_goes_into_an_older_open_case_of_the_same_procedure() {
    let desk = Desk::of(application());
    let case = desk.received(FRIDAY);
    let target = || MergeTarget {
        id: other(1),
        procedure: code("application"),
        received_at: FRIDAY,
        status: Status::Suspended,
    };
    let into = |target: MergeTarget| desk.apply(&case, Command::Merge(Box::new(target)), FRIDAY);
    assert!(into(target()).is_ok());
    let refused = |target| into(target).unwrap_err();
    assert_eq!(
        refused(MergeTarget {
            id: case.id,
            ..target()
        }),
        Refusal::WithItself
    );
    assert_eq!(
        refused(MergeTarget {
            status: Status::Decided,
            ..target()
        }),
        Refusal::MergeIntoEnded
    );
    assert_eq!(
        refused(MergeTarget {
            procedure: code("permit"),
            ..target()
        }),
        Refusal::MergeIntoOtherProcedure
    );
    assert_eq!(
        refused(MergeTarget {
            received_at: after(1),
            ..target()
        }),
        Refusal::MergeIntoLater
    );
    let absorbing = desk
        .apply(&case, Command::Absorb { case: other(2) }, FRIDAY)
        .unwrap();
    let withdrawn = desk.apply(&absorbing, Command::Withdraw { reason: None }, FRIDAY);
    assert_eq!(withdrawn, Err(Refusal::OthersMergedInto));
}

#[test]
fn one_that_was_merged_has_its_due_date_again_when_it_is_reopened() {
    let desk = Desk::of(application());
    let merged = desk.apply(&desk.received(FRIDAY), merge(), after(1)).unwrap();
    assert_eq!(state(&merged, "conclusion", after(1)), DeadlineState::Cancelled);
    let alone = desk
        .apply(&merged, Command::Reopen { reason: reason() }, after(2))
        .unwrap();
    assert_eq!(state(&alone, "conclusion", after(2)), DeadlineState::Running);
    assert_eq!(due(&alone), Some(date!(2026 - 12 - 21)));
}

#[test]
fn a_request_for_the_redress_that_came_before_the_case_was_closed_is_recorded_after() {
    let desk = Desk::of(application());
    let decided = desk
        .apply(&desk.received(FRIDAY), decide(Outcome::Upheld), FRIDAY)
        .unwrap();
    let closed = desk.apply(&decided, close(), after(5)).unwrap();
    let claim = || Command::ClaimRistoro { window: None };
    let claimed = desk.apply(&closed, claim(), after(3)).unwrap();
    assert_eq!(
        (claimed.claimed_at, claimed.last_occurred_at),
        (Some(after(3)), after(5))
    );
    assert_eq!(
        desk.apply(&closed, claim(), FRIDAY - Duration::SECOND),
        Err(Refusal::OccurredBeforePrevious)
    );
}

#[test]
fn a_case_says_when_it_is_due_next_while_something_runs() {
    let desk = Desk::of(application());
    let case = desk.received(FRIDAY);
    assert_eq!(case.next_due_at(), Some(datetime!(2026-12-21 23:59:59 +1)));
    for command in [
        Command::Suspend { reason: reason() },
        decide(Outcome::Upheld),
        merge(),
    ] {
        let name = command.name();
        assert_eq!(
            desk.apply(&case, command, FRIDAY).unwrap().next_due_at(),
            None,
            "{name}"
        );
    }
}
