//! A case is the fold of its events: whoever replays them, from nothing but what was recorded, gets the case as it stands.

use crate::desk::*;
use crate::walk::*;
use cartaviva_domain::cases::{
    Assignee, Case, Happening, Moment, Outcome, Reason, Signal, Status, Stop, apply, arrive, record,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::deadline::{Extension, Suspension};
use cartaviva_domain::procedures::Procedure;
use proptest::prelude::*;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// What the events alone say of a case.
#[derive(Clone, Debug, PartialEq)]
struct Replayed {
    status: Status,
    office: Code,
    own_office: bool,
    assignee: Option<Assignee>,
    received_at: OffsetDateTime,
    forwarded_at: Option<OffsetDateTime>,
    decided_at: Option<OffsetDateTime>,
    closed_at: Option<OffsetDateTime>,
    outcome: Option<Outcome>,
    suspensions: Vec<Suspension>,
    extensions: Vec<Extension>,
    stop: Option<Stop>,
    missing: Option<Reason>,
    restarted_at: Option<OffsetDateTime>,
    notice: Option<Suspension>,
    merged_into: Option<CaseId>,
    merged: Vec<CaseId>,
    related: Vec<CaseId>,
    corrections: usize,
    claimed_at: Option<OffsetDateTime>,
    claim_refused: bool,
    granted: bool,
    delivered: bool,
    events: usize,
}

impl Replayed {
    fn of(case: &Case) -> Self {
        let held = &case.proceedings;
        let counts = case.grant.as_ref().filter(|grant| grant.counts());
        Self {
            status: case.status,
            office: case.office.clone(),
            own_office: case.own_office,
            assignee: case.assignee.clone(),
            received_at: case.received_at,
            forwarded_at: case.forwarded_at,
            decided_at: case.decided_at,
            closed_at: case.closed_at,
            outcome: case.decision.as_ref().map(|decision| decision.outcome),
            suspensions: case.suspensions.clone(),
            extensions: case.extensions.clone(),
            stop: held.stop,
            missing: held.missing.clone(),
            restarted_at: held.restarted_at,
            notice: held.notice.as_ref().map(|notice| notice.suspension),
            merged_into: held.merged_into,
            merged: held.merged.clone(),
            related: held.related.clone(),
            corrections: held.superseded.len(),
            claimed_at: case.claimed_at,
            claim_refused: case.refused_claim.is_some(),
            granted: counts.is_some(),
            delivered: counts.is_some_and(|grant| grant.delivered_at.is_some()),
            events: usize::try_from(case.events).unwrap(),
        }
    }

    /// The fold, over events as they are stored.
    fn from(events: &[(Happening, Moment)]) -> Self {
        let nothing = Self::of(&standing(&Desk::of(application()), Place::At(Status::Received)));
        let mut state = Self {
            events: events.len(),
            ..nothing
        };
        for (happening, moment) in events {
            let stored = serde_json::to_value(happening).unwrap();
            state.take(serde_json::from_value(stored).unwrap(), moment.occurred_at());
        }
        state
    }

    fn take(&mut self, happening: Happening, at: OffsetDateTime) {
        match happening {
            Happening::Received { .. } => (self.received_at, self.status) = (at, Status::Received),
            Happening::Registered { office } => (self.office, self.status) = (office, Status::Registered),
            Happening::DeclaredInadmissible { .. } => {
                self.answered(Outcome::Inadmissible, at);
                self.status = Status::Inadmissible;
            }
            Happening::CompletionAsked { missing, restarts } => {
                if !restarts {
                    self.suspensions.push(Suspension { from: at, to: None });
                }
                self.missing = Some(missing);
                self.stopped(Stop::Completion);
            }
            Happening::Completed { restarts } => {
                self.restarted_at = if restarts { Some(at) } else { self.restarted_at };
                self.run_again(at);
                self.status = self.resting();
            }
            Happening::Forwarded { office, .. } => {
                self.own_office = office == code("urp");
                if !self.own_office {
                    self.forwarded_at.get_or_insert(at);
                }
                (self.office, self.assignee, self.status) = (office, None, Status::Forwarded);
            }
            Happening::TakenInCharge { assignee } => {
                self.assignee = Some(assignee);
                self.handled();
            }
            Happening::Released => {
                self.assignee = None;
                self.handled();
            }
            Happening::Suspended { .. } => {
                self.suspensions.push(Suspension { from: at, to: None });
                self.stopped(Stop::Suspension);
            }
            Happening::Resumed => {
                self.run_again(at);
                self.status = self.resting();
            }
            Happening::Extended { extension, .. } => self.extensions.push(extension),
            Happening::NoticeGiven { suspension } => {
                self.notice = Some(suspension);
                self.stopped(Stop::Notice);
            }
            Happening::Observed { suspension } => {
                (self.notice, self.stop) = (Some(suspension), None);
                self.status = self.resting();
            }
            Happening::Decided { outcome, .. } => {
                self.answered(outcome, at);
                self.status = Status::Decided;
            }
            Happening::Corrected { outcome, .. } => {
                (self.outcome, self.closed_at, self.status) = (Some(outcome), None, Status::Decided);
                self.corrections += 1;
            }
            Happening::Closed { .. } => (self.closed_at, self.status) = (Some(at), Status::Closed),
            Happening::Withdrawn { .. } => {
                self.run_again(at);
                (self.assignee, self.status) = (None, Status::Withdrawn);
            }
            Happening::Reopened { .. } => {
                (self.closed_at, self.merged_into, self.assignee) = (None, None, None);
                self.status = Status::Reopened;
            }
            Happening::Merged { into } => {
                (self.merged_into, self.assignee, self.status) = (Some(into), None, Status::Merged);
            }
            Happening::Absorbed { case } => self.merged.push(case),
            Happening::LetGo { case } => self.merged.retain(|known| *known != case),
            Happening::Related { case } => self.related.push(case),
            Happening::RistoroClaimed => (self.claimed_at, self.claim_refused) = (Some(at), false),
            Happening::RistoroRefused { .. } => self.claim_refused = true,
            Happening::RistoroGranted { .. } => self.granted = true,
            Happening::RistoroDelivered { .. } => self.delivered = true,
            Happening::RistoroReturned { .. } => self.granted = false,
            Happening::Noted { .. }
            | Happening::AttachmentAdded { .. }
            | Happening::AttachmentWithdrawn { .. }
            | Happening::PersonalDataRemoved { .. }
            | Happening::AnsweredTogether { .. }
            | Happening::DeadlineApproaching { .. }
            | Happening::DeadlineMissed { .. }
            | Happening::SuspensionOver
            | Happening::ClaimWindowClosing
            | Happening::VoucherExpiring
            | Happening::VoucherExpired
            | Happening::DeadlineRecomputed { .. } => {}
        }
    }

    fn answered(&mut self, outcome: Outcome, at: OffsetDateTime) {
        self.run_again(at);
        self.own_office |= self.forwarded_at.is_none();
        (self.decided_at, self.outcome) = (Some(at), Some(outcome));
    }

    fn stopped(&mut self, by: Stop) {
        (self.stop, self.status) = (Some(by), Status::Suspended);
    }

    fn handled(&mut self) {
        if self.status != Status::Suspended {
            self.status = self.resting();
        }
    }

    fn resting(&self) -> Status {
        if self.assignee.is_some() {
            Status::InProgress
        } else if self.forwarded_at.is_some() || self.own_office {
            Status::Forwarded
        } else {
            Status::Registered
        }
    }

    fn run_again(&mut self, at: OffsetDateTime) {
        for open in self.suspensions.iter_mut().filter(|one| one.to.is_none()) {
            open.to = Some(at);
        }
        (self.stop, self.missing) = (None, None);
    }
}

/// An application, and the same where terms start again on completion.
fn procedures() -> [Procedure; 2] {
    let access = Procedure {
        kind: cartaviva_domain::procedures::CaseKind::DocumentAccess,
        ..application()
    };
    [application(), access]
}

fn every_signal() -> Vec<Signal> {
    let term = code("conclusion");
    vec![
        Signal::DeadlineApproaching {
            term: term.clone(),
            due_at: FRIDAY,
            level: 3,
        },
        Signal::DeadlineMissed { term },
        Signal::SuspensionOver,
        Signal::ClaimWindowClosing,
        Signal::VoucherExpiring,
        Signal::VoucherExpired,
        Signal::AnsweredTogether {
            case: other(9),
            outcome: Outcome::Upheld,
        },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Every command and every signal, in any order: after each of them the events replay to the case.
    #[test]
    fn replaying_the_events_gives_the_case(
        which in 0_usize..2,
        steps in prop::collection::vec((0_usize..34, 0_i64..8), 0..40),
    ) {
        let desk = Desk::of(procedures()[which].clone());
        let administration = AdministrationCode::parse("c_e625").unwrap();
        let arrived = arrive(administration, CaseId(Uuid::nil()), &desk.rules(), &submission(), Moment::now(FRIDAY));
        let (mut case, first) = arrived.unwrap();
        let mut events = vec![first];
        let mut now = FRIDAY;
        for (which, days) in steps {
            now += Duration::days(days);
            let commands = every_command();
            let done = match commands.get(which) {
                Some(command) => apply(&case, command.clone(), Moment::now(now), &desk.rules()).ok(),
                None => Some(record(&case, every_signal().swap_remove(which - commands.len()))),
            };
            let Some(done) = done else { continue };
            events.push((done.happening, Moment::now(now)));
            case = done.case;
            prop_assert_eq!(Replayed::from(&events), Replayed::of(&case));
        }
    }
}
