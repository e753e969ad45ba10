//! Every command, and a case in every place where one can stand.

use crate::desk::*;
use cartaviva_domain::cases::{
    Answer, Assignee, Case, Channel, Command, Decision, Delivery, MergeTarget, Moment, Outcome, Status, Stop,
    Visibility, arrive,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, GrantId};
use cartaviva_domain::deadline::{Extension, Unit};
use cartaviva_domain::procedures::{Fields, Procedure};
use cartaviva_domain::ristoro::{Granted, Kind};
use cartaviva_domain::text::Prose;
use serde_json::json;
use time::Duration;
use time::macros::date;
use uuid::Uuid;

/// Where a case stands; of a suspended one, by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    At(Status),
    Stopped(Stop),
}

/// Every place where a case can stand.
pub(crate) fn every_place() -> Vec<Place> {
    let running = Status::ALL
        .into_iter()
        .filter(|status| *status != Status::Suspended);
    let stopped = [Stop::Suspension, Stop::Completion, Stop::Notice].map(Place::Stopped);
    running.map(Place::At).chain(stopped).collect()
}

/// An application: thirty days from receipt; notice before refusal; may be suspended and extended.
pub(crate) fn application() -> Procedure {
    serde_json::from_value(json!({
        "code": "application", "kind": "application", "name": "Istanza", "office": "urp",
        "legal_basis": "L. 241/1990", "silence": "no_effect", "decided_by": "officer", "notice_before_refusal": true,
        "channels_source": "L. 241/1990", "channels": [{ "channel": "web", "requires": ["name", "contact"] }],
        "terms": [{ "code": "conclusion", "name": "Conclusione", "starts": "received", "ends": "decided",
            "term": { "amount": 30, "unit": "calendar_days" }, "suspension": { "times": 1, "days": 30 },
            "extendable": true, "source": "L. 241/1990 art. 2" }]
    }))
    .unwrap()
}

/// A case that stands somewhere, brought there by commands alone, on Friday.
pub(crate) fn standing(desk: &Desk, place: Place) -> Case {
    let registered = desk.received(FRIDAY);
    let then = |case: &Case, command: Command| desk.apply(case, command, FRIDAY).unwrap();
    let reason = || reason();
    match place {
        Place::At(Status::Received) => {
            let administration = AdministrationCode::parse("c_e625").unwrap();
            let arrived = arrive(
                administration,
                CaseId(Uuid::nil()),
                &desk.rules(),
                &submission(),
                Moment::now(FRIDAY),
            );
            arrived.unwrap().0
        }
        Place::At(Status::Registered) => registered,
        Place::At(Status::Forwarded) => then(&registered, forward("roads")),
        Place::At(Status::InProgress) => then(&registered, take_charge("Giulia")),
        Place::At(Status::Decided) => then(&registered, decide(Outcome::Upheld)),
        Place::At(Status::Closed) => then(&standing(desk, Place::At(Status::Decided)), close()),
        Place::At(Status::Inadmissible) => then(&registered, inadmissible()),
        Place::At(Status::Withdrawn) => then(&registered, Command::Withdraw { reason: None }),
        Place::At(Status::Reopened) => {
            let decided = standing(desk, Place::At(Status::Decided));
            then(&decided, Command::Reopen { reason: reason() })
        }
        Place::At(Status::Merged) => then(&registered, merge()),
        Place::At(Status::Suspended) | Place::Stopped(Stop::Suspension) => {
            then(&registered, Command::Suspend { reason: reason() })
        }
        Place::Stopped(Stop::Completion) => then(&registered, Command::AskCompletion { missing: reason() }),
        Place::Stopped(Stop::Notice) => then(&registered, notice()),
    }
}

/// The command after another, the first after none: a new one does not compile until it has its place.
fn after(command: Option<&Command>) -> Option<Command> {
    let extension = Extension {
        amount: 5,
        unit: Unit::CalendarDays,
    };
    let reason = reason();
    Some(match command {
        None => Command::Register,
        Some(Command::Register) => inadmissible(),
        Some(Command::DeclareInadmissible { .. }) => Command::AskCompletion { missing: reason },
        Some(Command::AskCompletion { .. }) => Command::Complete {
            text: Some(prose()),
            fields: Fields::default(),
        },
        Some(Command::Complete { .. }) => Command::Forward {
            office: code("parks"),
            reason: Some(reason),
        },
        Some(Command::Forward { .. }) => take_charge("Marco"),
        Some(Command::TakeCharge { .. }) => Command::Release,
        Some(Command::Release) => Command::Note {
            text: prose(),
            visibility: Visibility::Public,
        },
        Some(Command::Note { .. }) => Command::Suspend { reason },
        Some(Command::Suspend { .. }) => Command::Resume,
        Some(Command::Resume) => Command::Extend { extension, reason },
        Some(Command::Extend { .. }) => notice(),
        Some(Command::GiveNotice { .. }) => Command::Observe { text: Some(prose()) },
        Some(Command::Observe { .. }) => decide(Outcome::Upheld),
        Some(Command::Decide(_)) => correct(Outcome::PartiallyUpheld),
        Some(Command::Correct { .. }) => close(),
        Some(Command::Close { .. }) => Command::Withdraw { reason: None },
        Some(Command::Withdraw { .. }) => Command::Reopen { reason },
        Some(Command::Reopen { .. }) => merge(),
        Some(Command::Merge(_)) => Command::Absorb { case: other(2) },
        Some(Command::Absorb { .. }) => Command::LetGo { case: other(2) },
        Some(Command::LetGo { .. }) => Command::Relate { case: other(3) },
        Some(Command::Relate { .. }) => Command::ClaimRistoro { window: None },
        Some(Command::ClaimRistoro { .. }) => Command::RefuseRistoro { reason },
        Some(Command::RefuseRistoro { .. }) => Command::GrantRistoro(Box::new(bus_ride())),
        Some(Command::GrantRistoro(_)) => Command::DeliverRistoro {
            voucher: bus_ride().voucher,
        },
        Some(Command::DeliverRistoro { .. }) => Command::ReturnRistoro { reason },
        Some(Command::ReturnRistoro { .. }) => return None,
    })
}

/// Every command.
pub(crate) fn every_command() -> Vec<Command> {
    std::iter::successors(after(None), |command| after(Some(command))).collect()
}

pub(crate) fn other(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn prose() -> Prose {
    Prose::parse("Si allega quanto richiesto.").unwrap()
}

fn answer() -> Answer {
    Answer::parse("La risposta, con i suoi motivi.").unwrap()
}

pub(crate) fn take_charge(who: &str) -> Command {
    Command::TakeCharge {
        assignee: Assignee::parse(who).unwrap(),
    }
}

pub(crate) fn inadmissible() -> Command {
    Command::DeclareInadmissible {
        answer: answer(),
        late_reasons: None,
    }
}

pub(crate) fn notice() -> Command {
    Command::GiveNotice { grounds: answer() }
}

pub(crate) fn close() -> Command {
    Command::Close {
        contact: true,
        delivery: Some(Delivery {
            channel: Channel::Post,
            reference: None,
        }),
    }
}

pub(crate) fn correct(outcome: Outcome) -> Command {
    let decision = Decision {
        outcome,
        answer: answer(),
        pertinent: true,
        breached_standards: Vec::new(),
        cause: None,
        late_reasons: None,
    };
    Command::Correct {
        decision: Box::new(decision),
        reason: reason(),
    }
}

pub(crate) fn merge() -> Command {
    Command::Merge(Box::new(MergeTarget {
        id: other(1),
        procedure: code("application"),
        received_at: FRIDAY - Duration::DAY,
        status: Status::Forwarded,
    }))
}

pub(crate) fn bus_ride() -> Granted {
    Granted {
        id: GrantId(Uuid::nil()),
        kind: Kind::BusRide,
        item: code("bus-ride"),
        quantity: 1,
        voucher: "K7QWM2ZTA4XN5PRB".to_owned(),
        granted_at: FRIDAY,
        granted_by: "the manager".to_owned(),
        expires_on: Some(date!(2027 - 01 - 20)),
        delivered_at: None,
        returned: None,
    }
}
