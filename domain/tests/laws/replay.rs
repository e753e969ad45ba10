//! Following the steps of an explanation by hand: nothing but the steps is looked at, no calendar.

use cartaviva_domain::calendar::ClockChange;
use cartaviva_domain::deadline::{Direction, Quantity, SkippedDay, Step, StepKind};
use std::collections::BTreeSet;
use time::{Date, Duration, OffsetDateTime, Time};

/// Where the count stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    Day(Date),
    Instant(OffsetDateTime),
}

/// The result that the steps lead to: the last day and the last moment. Panics where a step does not hold.
pub(crate) fn replay(steps: &[Step]) -> (Date, OffsetDateTime) {
    let mut reached = None;
    let mut added = None;
    let mut due = None;
    for step in steps {
        assert_eq!(due, None, "nothing follows the due date");
        reached = match &step.kind {
            StepKind::FirstDayNotCounted { day, .. } => Some(Reached::Day(*day)),
            StepKind::ClockStarts { at, .. } | StepKind::ClockMoved { at, .. } => Some(Reached::Instant(*at)),
            StepKind::SuspensionWithoutEffect { .. } | StepKind::SuspensionCapped { .. } => reached,
            StepKind::SuspensionAdded { added: quantity, .. }
            | StepKind::ExtensionAdded { added: quantity, .. } => {
                assert_eq!(added, None, "what was added before has been counted");
                added = Some(*quantity).filter(|quantity| !quantity.is_zero());
                reached
            }
            StepKind::LastDayMoved {
                from,
                to,
                skipped,
                direction,
                ..
            } => {
                assert_eq!(day_of(reached), *from);
                let days: Vec<Date> = skipped.iter().map(|day| day.date).collect();
                assert_eq!(
                    days,
                    days_from(*from, *to, *direction),
                    "every day passed over has its reason"
                );
                Some(Reached::Day(*to))
            }
            StepKind::LastDayStands { on, .. } => {
                assert_eq!(day_of(reached), *on);
                reached
            }
            StepKind::DueOnDay { on, at } => {
                assert_eq!(day_of(reached), *on);
                due = Some((*on, *at));
                reached
            }
            StepKind::DueAtInstant { at } => {
                assert_eq!(reached, Some(Reached::Instant(*at)));
                due = Some((at.date(), *at));
                reached
            }
            counted => {
                let (quantity, end) = count(counted, reached);
                assert!(
                    added.is_none_or(|added| added == quantity),
                    "what was added is what is counted"
                );
                added = None;
                Some(end)
            }
        };
    }
    due.unwrap()
}

fn count(kind: &StepKind, reached: Option<Reached>) -> (Quantity, Reached) {
    match kind {
        StepKind::CalendarDaysCounted {
            amount,
            from,
            to,
            direction,
        } => {
            assert_eq!(day_of(reached), *from);
            assert_eq!(
                days_from(*from, *to, *direction).len(),
                usize::try_from(*amount).unwrap()
            );
            (Quantity::CalendarDays(*amount), Reached::Day(*to))
        }
        StepKind::WorkingDaysCounted {
            amount,
            from,
            to,
            skipped,
            direction,
        } => {
            assert_eq!(day_of(reached), *from);
            let off: BTreeSet<Date> = skipped.iter().map(|day| day.date).collect();
            let counted = days_from(*to, *from, opposite(*direction))
                .into_iter()
                .filter(|day| !off.contains(day));
            assert_eq!(counted.count(), usize::try_from(*amount).unwrap());
            assert!(*amount == 0 || !off.contains(to), "it ends on a working day");
            (Quantity::WorkingDays(*amount), Reached::Day(*to))
        }
        StepKind::MonthsCounted {
            amount,
            from,
            to,
            last_day,
            direction,
        } => {
            assert_eq!(day_of(reached), *from);
            let months = |date: &Date| date.year() * 12 + i32::from(u8::from(date.month()));
            let passed = if *direction == Direction::Forward {
                months(to) - months(from)
            } else {
                months(from) - months(to)
            };
            assert_eq!(passed, i32::try_from(*amount).unwrap());
            let length = to.month().length(to.year());
            assert_eq!(to.day(), if *last_day { length } else { from.day() });
            assert_eq!(*last_day, from.day() > length);
            (Quantity::Months(*amount), Reached::Day(*to))
        }
        StepKind::WorkingDayHoursCounted {
            time,
            from,
            to,
            skipped,
            clock,
            direction,
        } => {
            starts_at(reached, *from);
            let (first, last) = if *direction == Direction::Forward {
                (*from, *to)
            } else {
                (*to, *from)
            };
            let shown =
                working_time(last, skipped) - working_time(first, skipped) + whole_days(first, last, skipped);
            let leap = if *clock == ClockChange::Skipped {
                Duration::HOUR
            } else {
                Duration::ZERO
            };
            let shown = if *direction == Direction::Forward {
                shown - leap
            } else {
                shown + leap
            };
            assert_eq!(shown, *time);
            (Quantity::WorkingDayTime(*time), Reached::Instant(*to))
        }
        StepKind::OpeningTimeCounted {
            time,
            from,
            to,
            stretches,
            direction,
        } => {
            starts_at(reached, *from);
            let open: Duration = stretches.iter().map(|(opens, closes)| *closes - *opens).sum();
            assert_eq!(open, *time);
            assert!(
                stretches.windows(2).all(|pair| pair[0].1 <= pair[1].0),
                "stretches follow one another"
            );
            if !time.is_zero() {
                let (begin, end) = (stretches[0].0, stretches[stretches.len() - 1].1);
                match direction {
                    Direction::Forward => assert!(*from <= begin && end == *to),
                    Direction::Backward => assert!(end <= *from && begin == *to),
                }
            }
            (Quantity::OpeningTime(*time), Reached::Instant(*to))
        }
        other => panic!("not a count: {other:?}"),
    }
}

fn day_of(reached: Option<Reached>) -> Date {
    match reached.unwrap() {
        Reached::Day(day) => day,
        Reached::Instant(instant) => instant.date(),
    }
}

/// A count to the instant goes on from an instant, or from the midnight that ends a day.
fn starts_at(reached: Option<Reached>, from: OffsetDateTime) {
    match reached.unwrap() {
        Reached::Instant(instant) => assert_eq!(instant, from),
        Reached::Day(day) => assert_eq!(day.next_day(), Some(from.date())),
    }
}

/// The time of day, none on a day of rest: that is as if it were the next working day's midnight.
fn working_time(instant: OffsetDateTime, skipped: &[SkippedDay]) -> Duration {
    if skipped.iter().any(|day| day.date == instant.date()) {
        Duration::ZERO
    } else {
        instant.time() - Time::MIDNIGHT
    }
}

/// The working days that begin from one instant to another, the last excluded.
fn whole_days(from: OffsetDateTime, to: OffsetDateTime, skipped: &[SkippedDay]) -> Duration {
    let off: BTreeSet<Date> = skipped.iter().map(|day| day.date).collect();
    let days = days_from(from.date(), to.date(), Direction::Forward)
        .into_iter()
        .filter(|day| !off.contains(day));
    Duration::DAY * u32::try_from(days.count()).unwrap()
}

/// The days from one to another, the last excluded.
fn days_from(from: Date, to: Date, direction: Direction) -> Vec<Date> {
    let next = |day: &Date| {
        if direction == Direction::Forward {
            day.next_day()
        } else {
            day.previous_day()
        }
    };
    std::iter::successors(Some(from), next)
        .take_while(|day| *day != to)
        .collect()
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Forward => Direction::Backward,
        Direction::Backward => Direction::Forward,
    }
}
