//! Every command from every status.

use crate::desk::*;
use cartaviva_domain::cases::{Case, Command, Outcome, Refusal, Status};
use cartaviva_domain::codes::GrantId;
use cartaviva_domain::deadline::{Extension, Unit};
use cartaviva_domain::ristoro::{Granted, Kind};
use proptest::prelude::*;
use time::Duration;
use time::macros::date;
use uuid::Uuid;

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
        Command::ClaimRistoro { window: None },
        Command::RefuseRistoro { reason: reason() },
        Command::GrantRistoro(Box::new(bus_ride())),
        Command::DeliverRistoro {
            voucher: bus_ride().voucher,
        },
        Command::ReturnRistoro { reason: reason() },
    ]
}

fn bus_ride() -> Granted {
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

/// Every command from every status: what the table allows, and nothing else.
#[test]
fn each_command_is_allowed_exactly_from_the_statuses_of_the_table() {
    use Status::{Decided, Forwarded, Registered, Reopened, Suspended, Withdrawn};
    let open = [Registered, Forwarded, Reopened];
    let table: [(&str, &[Status]); 12] = [
        ("forward", &open),
        ("suspend", &open),
        ("resume", &[Suspended]),
        ("extend", &open),
        ("decide", &open),
        ("withdraw", &[Registered, Forwarded, Suspended, Reopened]),
        ("reopen", &[Decided, Withdrawn]),
        ("claim_ristoro", &[Decided]),
        ("refuse_ristoro", &[Decided]),
        ("grant_ristoro", &[Decided]),
        ("deliver_ristoro", &Status::ALL),
        ("return_ristoro", &Status::ALL),
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
    fn no_order_of_commands_breaks_a_case(steps in prop::collection::vec((0_usize..12, 0_i64..20), 0..25)) {
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
            prop_assert!(next.refused_claim.is_none() || next.claimed_at.is_some());
            if let Some(was) = case.grant.as_ref().filter(|was| was.counts()) {
                let is = next.grant.as_ref().unwrap();
                prop_assert!(was.delivered_at.is_none() || is == was, "what was handed out stays so");
            }
            case = next;
        }
    }
}
