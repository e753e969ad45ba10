//! Every command from every status.

use crate::desk::*;
use crate::walk::*;
use cartaviva_domain::cases::{Command, Refusal, Status, Stop};
use proptest::prelude::*;
use std::collections::HashSet;
use time::Duration;

const WORKED_ON: [Place; 4] = [
    Place::At(Status::Registered),
    Place::At(Status::Forwarded),
    Place::At(Status::InProgress),
    Place::At(Status::Reopened),
];
const STOPPED: [Place; 3] = [
    Place::Stopped(Stop::Suspension),
    Place::Stopped(Stop::Completion),
    Place::Stopped(Stop::Notice),
];
const RECEIVED: Place = Place::At(Status::Received);
const IN_PROGRESS: Place = Place::At(Status::InProgress);
const DECIDED: Place = Place::At(Status::Decided);
const CLOSED: Place = Place::At(Status::Closed);
const INADMISSIBLE: Place = Place::At(Status::Inadmissible);
const WITHDRAWN: Place = Place::At(Status::Withdrawn);
const MERGED: Place = Place::At(Status::Merged);

/// The table: from where each command is allowed.
fn allowed_from(command: &Command) -> Vec<Place> {
    match command {
        Command::Register => vec![RECEIVED],
        Command::AskCompletion { .. }
        | Command::Forward { .. }
        | Command::Suspend { .. }
        | Command::Extend { .. }
        | Command::GiveNotice { .. }
        | Command::Merge(_) => WORKED_ON.to_vec(),
        Command::DeclareInadmissible { .. } | Command::TakeCharge { .. } | Command::Absorb { .. } => {
            [&WORKED_ON[..], &STOPPED].concat()
        }
        Command::Complete { .. } => vec![Place::Stopped(Stop::Completion)],
        Command::Observe { .. } => vec![Place::Stopped(Stop::Notice)],
        Command::Resume => STOPPED.to_vec(),
        Command::Release => [&[IN_PROGRESS][..], &STOPPED].concat(),
        Command::Decide(_) => [&WORKED_ON[..], &[Place::Stopped(Stop::Notice)]].concat(),
        Command::Correct { .. }
        | Command::ClaimRistoro { .. }
        | Command::RefuseRistoro { .. }
        | Command::GrantRistoro(_) => vec![DECIDED, CLOSED],
        Command::Close { .. } => vec![DECIDED, INADMISSIBLE],
        Command::Withdraw { .. } => [&[RECEIVED][..], &WORKED_ON, &STOPPED].concat(),
        Command::Reopen { .. } => vec![DECIDED, CLOSED, INADMISSIBLE, WITHDRAWN, MERGED],
        Command::Note { .. }
        | Command::Relate { .. }
        | Command::LetGo { .. }
        | Command::DeliverRistoro { .. }
        | Command::ReturnRistoro { .. } => every_place(),
    }
}

/// What else a command needs than the place, which the cases of the walk do not have: a redress that was asked for or granted,
/// somebody in charge, a case that was merged, a term that still runs.
fn needs_more(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Ristoro(_)
            | Refusal::NobodyInCharge
            | Refusal::NotMerged
            | Refusal::NotSuspendable
            | Refusal::NotExtendable
    )
}

/// Every command from every place: what the table allows, and nothing else.
#[test]
fn each_command_is_allowed_exactly_from_the_places_of_the_table() {
    let desk = Desk::of(application());
    for place in every_place() {
        let case = standing(&desk, place);
        for command in every_command() {
            let (name, allowed) = (command.name(), allowed_from(&command).contains(&place));
            match desk.apply(&case, command, FRIDAY + Duration::days(11)) {
                Ok(_) => assert!(allowed, "{name} from {place:?} was carried out"),
                Err(Refusal::NotFrom { command, status }) => {
                    assert!(!allowed, "{name} from {place:?} was refused");
                    assert_eq!((command, status), (name, case.status));
                }
                Err(refusal) => assert!(
                    allowed && needs_more(&refusal),
                    "{name} from {place:?}: {refusal:?}"
                ),
            }
        }
    }
}

#[test]
fn every_command_and_every_status_is_walked() {
    let names: HashSet<&str> = every_command().iter().map(Command::name).collect();
    assert_eq!(names.len(), every_command().len());
    assert_eq!(names.len(), 27);
    let desk = Desk::of(application());
    let statuses: HashSet<Status> = every_place()
        .into_iter()
        .map(|place| standing(&desk, place).status)
        .collect();
    assert_eq!(statuses, HashSet::from(Status::ALL));
}

#[test]
fn what_is_refused_says_so_in_both_languages() {
    use cartaviva_domain::language::Language;
    let desk = Desk::of(application());
    for place in every_place() {
        let case = standing(&desk, place);
        for command in every_command() {
            if let Err(refusal) = desk.apply(&case, command, FRIDAY) {
                let (italian, english) = (
                    refusal.sentence(Language::Italian),
                    refusal.sentence(Language::English),
                );
                assert!(italian.ends_with('.') && english.ends_with('.') && italian != english);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever is asked of a case, in whatever order: a refusal changes nothing, every change adds one event and one
    /// version, nothing goes back in time, and what has ended does not run again.
    #[test]
    fn no_order_of_commands_breaks_a_case(steps in prop::collection::vec((0_usize..27, 0_i64..20), 0..25)) {
        let desk = Desk::of(application());
        let mut case = standing(&desk, RECEIVED);
        let mut now = FRIDAY;
        for (which, days) in steps {
            now += Duration::days(days);
            let command = every_command().swap_remove(which);
            let was_merged = case.status == Status::Merged;
            let Ok(next) = desk.apply(&case, command, now) else { continue };
            prop_assert_eq!(next.version, case.version + 1);
            prop_assert_eq!(next.events, case.events + 1);
            prop_assert!(next.last_occurred_at >= case.last_occurred_at);
            for (was, is) in case.deadlines.iter().zip(&next.deadlines) {
                if was.ended_at.is_some() || (was.cancelled && !was_merged) {
                    prop_assert_eq!(was, is);
                }
            }
            let is_open = next.suspensions.iter().any(|suspension| suspension.to.is_none());
            let stop = next.proceedings.stop;
            prop_assert_eq!(next.status == Status::Suspended, stop.is_some());
            prop_assert_eq!(is_open, matches!(stop, Some(Stop::Suspension | Stop::Completion)));
            prop_assert_eq!(next.proceedings.missing.is_some(), stop == Some(Stop::Completion));
            prop_assert_eq!(next.status == Status::Merged, next.proceedings.merged_into.is_some());
            prop_assert_eq!(next.status == Status::Closed, next.closed_at.is_some());
            prop_assert!(next.assignee.is_some() || next.status != Status::InProgress);
            prop_assert!(next.next_due_at().is_none() || next.status.is_open());
            let answered = matches!(next.status, Status::Decided | Status::Closed | Status::Inadmissible);
            prop_assert!(!answered || (next.decision.is_some() && next.decided_at.is_some()));
            prop_assert!(next.refused_claim.is_none() || next.claimed_at.is_some());
            if let Some(was) = case.grant.as_ref().filter(|was| was.counts()) {
                let is = next.grant.as_ref().unwrap();
                prop_assert!(was.delivered_at.is_none() || is == was, "what was handed out stays so");
            }
            case = next;
        }
    }
}
