//! Moving on from a position in time by a quantity.

use super::days::{self, covered, rest_days_within};
use super::refusal::Member;
use super::step::{Step, StepKind};
use super::{Direction, Quantity, Refusal, SkippedDay, opening_time, working_time};
use crate::calendar::Calendar;
use time::{Date, OffsetDateTime};

/// How far a count has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// A whole day: what is counted in days or months.
    Day(Date),
    /// An instant, on the zone's clock.
    Instant(OffsetDateTime),
}

/// Who is told of the steps.
pub(super) trait Recorder {
    /// Takes note of a step.
    fn record(&mut self, step: impl FnOnce() -> Step);
}

/// Takes no notes.
pub(super) struct Silent;

impl Recorder for Silent {
    fn record(&mut self, _step: impl FnOnce() -> Step) {}
}

impl Recorder for Vec<Step> {
    fn record(&mut self, step: impl FnOnce() -> Step) {
        self.push(step());
    }
}

/// Which way to go, and what of the request is at fault when it leads out of the calendar's years.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub(super) direction: Direction,
    pub(super) member: Member,
}

impl Position {
    /// The civil date of the position.
    pub(super) fn date(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Instant(instant) => instant.date(),
        }
    }

    /// The instant from which to count on: a day counts until its end.
    fn instant(self, calendar: &Calendar) -> OffsetDateTime {
        match self {
            Self::Day(date) => calendar.end_of_day(date),
            Self::Instant(instant) => instant,
        }
    }
}

/// The position reached from another by a quantity. Days lead to a day, hours to an instant.
pub(super) fn advance(
    calendar: &Calendar,
    from: Position,
    quantity: Quantity,
    way: Way,
    recorder: &mut impl Recorder,
) -> Result<Position, Refusal> {
    let Way { direction, member } = way;
    match quantity {
        Quantity::CalendarDays(amount) => {
            let from = from.date();
            let to = covered(days::calendar_days(from, amount, direction), member)?;
            recorder.record(|| {
                day_step(
                    to,
                    StepKind::CalendarDaysCounted {
                        amount,
                        from,
                        to,
                        direction,
                    },
                )
            });
            Ok(Position::Day(to))
        }
        Quantity::WorkingDays(amount) => {
            let from = from.date();
            let to = days::working_days(calendar, from, amount, direction, member)?;
            recorder.record(|| {
                let skipped = skipped(calendar, from, to, direction);
                day_step(
                    to,
                    StepKind::WorkingDaysCounted {
                        amount,
                        from,
                        to,
                        skipped,
                        direction,
                    },
                )
            });
            Ok(Position::Day(to))
        }
        Quantity::Months(amount) => {
            let from = from.date();
            let (to, last_day) =
                days::months(from, amount, direction).ok_or(Refusal::OutsideYears(member))?;
            let to = covered(Some(to), member)?;
            recorder.record(|| {
                day_step(
                    to,
                    StepKind::MonthsCounted {
                        amount,
                        from,
                        to,
                        last_day,
                        direction,
                    },
                )
            });
            Ok(Position::Day(to))
        }
        Quantity::WorkingDayTime(time) => {
            let from = from.instant(calendar);
            let (to, clock) = working_time::spend(calendar, from, time, direction, member)?;
            recorder.record(|| {
                let (first, last) = (from.min(to).date(), from.max(to).date());
                let skipped = rest_days_within(calendar, first, last.next_day().unwrap_or(last));
                instant_step(
                    to,
                    StepKind::WorkingDayHoursCounted {
                        time,
                        from,
                        to,
                        skipped,
                        clock,
                        direction,
                    },
                )
            });
            Ok(Position::Instant(to))
        }
        Quantity::OpeningTime(time) => {
            let from = from.instant(calendar);
            let to = opening_time::spend(calendar, from, time, direction, member)?;
            recorder.record(|| {
                let stretches =
                    opening_time::stretches_within(calendar, from.min(to), to.max(from)).collect();
                instant_step(
                    to,
                    StepKind::OpeningTimeCounted {
                        time,
                        from,
                        to,
                        stretches,
                        direction,
                    },
                )
            });
            Ok(Position::Instant(to))
        }
    }
}

/// A step that arrives at a date.
pub(super) fn day_step(on: Date, kind: StepKind) -> Step {
    Step { on, at: None, kind }
}

/// A step that arrives at an instant.
pub(super) fn instant_step(at: OffsetDateTime, kind: StepKind) -> Step {
    Step {
        on: at.date(),
        at: Some(at),
        kind,
    }
}

/// The days between a start and an end, the start excluded, that are no working days.
fn skipped(calendar: &Calendar, from: Date, to: Date, direction: Direction) -> Vec<SkippedDay> {
    match direction {
        Direction::Forward => {
            let (after, end) = (from.next_day().unwrap_or(from), to.next_day().unwrap_or(to));
            rest_days_within(calendar, after, end)
        }
        Direction::Backward => rest_days_within(calendar, to, from),
    }
}
