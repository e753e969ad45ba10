//! A case is the fold of its events: whoever replays them, from nothing but what was recorded, gets the case as it stands.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its data fails")]

use cartaviva_domain::calendar::{Calendar, CalendarHistory, CalendarSettings, CalendarVersion};
use cartaviva_domain::cases::{
    Case, Channel, Command, Decision, Happening, Moment, Outcome, Reason, Rules, Status, Submission, apply,
    receive, recompute,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::deadline::{Extension, Suspension, Unit};
use cartaviva_domain::procedures::Procedure;
use proptest::prelude::*;
use serde_json::json;
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

const FRIDAY: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

fn reason() -> Reason {
    Reason::parse("Serve un sopralluogo.").unwrap()
}

/// Ten working days from forwarding, or from receipt in the receiving office; may be suspended twice and extended.
fn procedure() -> Procedure {
    serde_json::from_value(json!({
        "code": "complaint", "kind": "complaint", "name": "Reclamo", "office": "urp",
        "legal_basis": "Carta", "silence": "no_effect", "decided_by": "officer",
        "channels_source": "Carta", "channels": [{ "channel": "web" }],
        "terms": [{ "code": "response", "name": "Risposta", "starts": "forwarded", "starts_in_own_office": "received",
            "ends": "decided", "term": { "amount": 10, "unit": "working_days" },
            "suspension": { "times": 2, "days": 30 }, "extendable": true, "source": "Carta" }]
    }))
    .unwrap()
}

fn rules<'a>(procedure: &'a Procedure, calendars: &'a CalendarHistory) -> Rules<'a> {
    Rules {
        procedure,
        procedure_version: 1,
        calendars,
    }
}

fn version(version: i32, valid_from: Date, holidays: &[Date]) -> CalendarVersion {
    let settings = CalendarSettings {
        holidays: holidays.iter().map(ToString::to_string).collect(),
        ..CalendarSettings::default()
    };
    CalendarVersion {
        version,
        valid_from,
        calendar: Calendar::try_from(settings).unwrap(),
    }
}

fn received(rules: &Rules<'_>) -> (Case, Vec<(Happening, Moment)>) {
    let submission = Submission {
        channel: Channel::Web,
        subject: "Sportello chiuso".to_owned().try_into().unwrap(),
        description: "Chiuso in orario di apertura.".to_owned().try_into().unwrap(),
        service: None,
        reporter: cartaviva_domain::people::Reporter::default(),
        identification: None,
        fields: cartaviva_domain::procedures::Fields::new(),
        incomplete: false,
        registered_at: None,
    };
    let administration = AdministrationCode::parse("c_e625").unwrap();
    let (case, happened) = receive(
        administration,
        CaseId(Uuid::nil()),
        rules,
        &submission,
        Moment::now(FRIDAY),
    )
    .unwrap();
    (case, happened.to_vec())
}

/// What the events alone say of a case.
#[derive(Debug, PartialEq)]
struct Replayed {
    status: Status,
    office: Code,
    received_at: OffsetDateTime,
    forwarded_at: Option<OffsetDateTime>,
    decided_at: Option<OffsetDateTime>,
    outcome: Option<Outcome>,
    claimed_at: Option<OffsetDateTime>,
    suspensions: Vec<Suspension>,
    extensions: Vec<Extension>,
    own_office: bool,
    events: usize,
}

impl Replayed {
    fn of(case: &Case) -> Self {
        Self {
            status: case.status,
            office: case.office.clone(),
            received_at: case.received_at,
            forwarded_at: case.forwarded_at,
            decided_at: case.decided_at,
            outcome: case.decision.as_ref().map(|decision| decision.outcome),
            claimed_at: case.claimed_at,
            suspensions: case.suspensions.clone(),
            extensions: case.extensions.clone(),
            own_office: case.own_office,
            events: usize::try_from(case.events).unwrap(),
        }
    }

    /// The fold, over events as they are stored.
    fn from(events: &[(Happening, Moment)]) -> Self {
        let mut state = Self {
            status: Status::Registered,
            office: code("urp"),
            received_at: FRIDAY,
            forwarded_at: None,
            decided_at: None,
            outcome: None,
            claimed_at: None,
            suspensions: Vec::new(),
            extensions: Vec::new(),
            own_office: false,
            events: events.len(),
        };
        for (happening, moment) in events {
            let stored = serde_json::to_value(happening).unwrap();
            assert_eq!(stored.get("kind"), Some(&json!(happening.kind())));
            state.take(serde_json::from_value(stored).unwrap(), moment.occurred_at());
        }
        state
    }

    fn take(&mut self, happening: Happening, at: OffsetDateTime) {
        match happening {
            Happening::Received { .. } => self.received_at = at,
            Happening::Registered { office } => (self.office, self.status) = (office, Status::Registered),
            Happening::Forwarded { office, .. } => {
                self.own_office = office == code("urp");
                if !self.own_office {
                    self.forwarded_at.get_or_insert(at);
                }
                (self.office, self.status) = (office, Status::Forwarded);
            }
            Happening::Suspended { .. } => {
                self.suspensions.push(Suspension { from: at, to: None });
                self.status = Status::Suspended;
            }
            Happening::Resumed => {
                self.run_again(at);
                let with_an_office = self.forwarded_at.is_some() || self.own_office;
                self.status = if with_an_office {
                    Status::Forwarded
                } else {
                    Status::Registered
                };
            }
            Happening::Extended { extension, .. } => self.extensions.push(extension),
            Happening::Decided { outcome, .. } => {
                self.own_office |= self.forwarded_at.is_none();
                (self.decided_at, self.outcome) = (Some(at), Some(outcome));
                self.status = Status::Decided;
            }
            Happening::Withdrawn { .. } => {
                self.run_again(at);
                self.status = Status::Withdrawn;
            }
            Happening::Reopened { .. } => self.status = Status::Reopened,
            Happening::RistoroClaimed => self.claimed_at = Some(at),
            Happening::DeadlineRecomputed { .. } => {}
            other => unreachable!("nothing of this walk: {other:?}"),
        }
    }

    fn run_again(&mut self, at: OffsetDateTime) {
        for open in self
            .suspensions
            .iter_mut()
            .filter(|suspension| suspension.to.is_none())
        {
            open.to = Some(at);
        }
    }
}

fn command(which: usize) -> Command {
    let extension = Extension {
        amount: 5,
        unit: Unit::CalendarDays,
    };
    let forward = |office| Command::Forward {
        office: code(office),
        reason: Some(reason()),
    };
    match which {
        0 => forward("roads"),
        1 => forward("urp"),
        2 => Command::Suspend { reason: reason() },
        3 => Command::Resume,
        4 => Command::Extend {
            extension,
            reason: reason(),
        },
        5 => Command::Decide(Decision {
            outcome: Outcome::Rejected,
            answer: "La risposta, con i suoi motivi.".to_owned().try_into().unwrap(),
            pertinent: true,
            breached_standards: Vec::new(),
            cause: None,
            late_reasons: Some(reason()),
        }),
        6 => Command::Withdraw { reason: None },
        7 => Command::Reopen { reason: reason() },
        _ => Command::ClaimRistoro { window: None },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Commands and changes of the calendar, in any order: after each of them the events replay to the case.
    #[test]
    fn replaying_the_events_gives_the_case(steps in prop::collection::vec((0_usize..11, 0_i64..6), 0..30)) {
        let procedure = procedure();
        let mut versions = vec![version(1, date!(1978 - 01 - 01), &[])];
        let mut calendars = CalendarHistory::new(versions.clone()).unwrap();
        let (mut case, mut events) = received(&rules(&procedure, &calendars));
        let mut now = FRIDAY;
        for (which, days) in steps {
            now += Duration::days(days);
            if which > 8 {
                let holidays: Vec<Date> = (1..5).map(|day| now.date() + Duration::days(day)).collect();
                versions.push(version(i32::try_from(versions.len()).unwrap() + 1, now.date(), &holidays));
                calendars = CalendarHistory::new(versions.clone()).unwrap();
                let done = recompute(&case, &rules(&procedure, &calendars), now.date(), &reason()).unwrap();
                if let Some(done) = done {
                    prop_assert_eq!(done.case.last_occurred_at, case.last_occurred_at);
                    events.extend(done.happenings.into_iter().map(|happening| (happening, Moment::now(now))));
                    case = done.case;
                }
            } else if let Ok(done) = apply(&case, command(which), Moment::now(now), &rules(&procedure, &calendars)) {
                events.push((done.happening, Moment::now(now)));
                case = done.case;
            }
            prop_assert_eq!(Replayed::from(&events), Replayed::of(&case));
            prop_assert_eq!(usize::try_from(case.version).unwrap(), 1 + changes(&events));
            let last = events.last().map(|(happening, _)| happening);
            if let Some(Happening::DeadlineRecomputed { before, after, .. }) = last {
                prop_assert_eq!(case.deadlines[0].due, Some(*after));
                prop_assert_ne!(before, after);
            }
        }
    }
}

/// How often the case changed: this procedure has one term, so that each change has one event.
fn changes(events: &[(Happening, Moment)]) -> usize {
    events.len() - 2
}

/// Ten working days from Friday 20 November 2026 end on Friday 4 December.
mod recomputing {
    use super::*;

    fn kept_by_the_urp(calendars: &CalendarHistory) -> Case {
        let procedure = procedure();
        let rules = rules(&procedure, calendars);
        let (case, _) = received(&rules);
        apply(&case, command(1), Moment::now(FRIDAY), &rules)
            .unwrap()
            .case
    }

    fn moved(case: &Case, calendars: &CalendarHistory, valid_from: Date) -> Option<Case> {
        let procedure = procedure();
        let rules = rules(&procedure, calendars);
        recompute(case, &rules, valid_from, &reason())
            .unwrap()
            .map(|done| done.case)
    }

    fn before() -> CalendarHistory {
        CalendarHistory::new(vec![version(1, date!(1978 - 01 - 01), &[])]).unwrap()
    }

    fn with_a_holiday(from: Date) -> CalendarHistory {
        let changed = version(2, from, &[date!(2026 - 12 - 04)]);
        CalendarHistory::new(vec![version(1, date!(1978 - 01 - 01), &[]), changed]).unwrap()
    }

    #[test]
    fn a_deadline_due_on_the_day_or_later_moves_with_its_version() {
        let case = kept_by_the_urp(&before());
        let from = date!(2026 - 12 - 04);
        let moved = moved(&case, &with_a_holiday(from), from).unwrap();
        let deadline = &moved.deadlines[0];
        assert_eq!(deadline.due.unwrap().due_on, date!(2026 - 12 - 07));
        assert_eq!(deadline.calendar_version, 2);
        assert_eq!((moved.version, moved.events), (case.version + 1, case.events + 1));
    }

    #[test]
    fn a_deadline_due_before_the_day_stays() {
        let case = kept_by_the_urp(&before());
        let from = date!(2026 - 12 - 05);
        assert_eq!(moved(&case, &with_a_holiday(from), from), None);
    }

    #[test]
    fn a_deadline_that_has_ended_was_cancelled_or_is_suspended_stays() {
        let (calendars, procedure) = (before(), procedure());
        let rules = rules(&procedure, &calendars);
        let from = date!(2026 - 12 - 01);
        for which in [2, 5, 6] {
            let case = kept_by_the_urp(&calendars);
            let case = apply(&case, command(which), Moment::now(FRIDAY), &rules)
                .unwrap()
                .case;
            assert_eq!(moved(&case, &with_a_holiday(from), from), None, "command {which}");
        }
    }

    #[test]
    fn what_was_extended_keeps_its_original_by_the_new_calendar() {
        let (calendars, procedure) = (before(), procedure());
        let rules = rules(&procedure, &calendars);
        let case = apply(
            &kept_by_the_urp(&calendars),
            command(4),
            Moment::now(FRIDAY),
            &rules,
        )
        .unwrap()
        .case;
        let due = case.deadlines[0].due.unwrap();
        assert_eq!(
            (due.original_due_on, due.due_on),
            (date!(2026 - 12 - 04), date!(2026 - 12 - 09))
        );
        let from = date!(2026 - 12 - 01);
        let due = moved(&case, &with_a_holiday(from), from).unwrap().deadlines[0]
            .due
            .unwrap();
        assert_eq!(
            (due.original_due_on, due.due_on),
            (date!(2026 - 12 - 07), date!(2026 - 12 - 12))
        );
    }

    #[test]
    fn a_calendar_that_moves_nothing_is_no_event() {
        let case = kept_by_the_urp(&before());
        let from = date!(2026 - 12 - 01);
        let same = CalendarHistory::new(vec![
            version(1, date!(1978 - 01 - 01), &[]),
            version(2, from, &[]),
        ])
        .unwrap();
        assert_eq!(moved(&case, &same, from), None);
    }
}
