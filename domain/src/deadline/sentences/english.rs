//! The steps in English.

use super::folding::{listed, opening_days, skipped};
use super::words::{self, no_effect};
use crate::calendar::{ClockChange, DayKind};
use crate::deadline::{Direction, Quantity, Roll, SkippedDay, StartEvent, StepKind, Unit};
use crate::language::Language::English;
use time::{Date, OffsetDateTime};

/// A step in English.
pub(super) fn sentence(kind: &StepKind) -> String {
    match kind {
        StepKind::FirstDayNotCounted { event, day } => first_day(*event, *day),
        StepKind::ClockStarts { event: None, at } => format!("The term runs from {}.", instant(*at)),
        StepKind::ClockStarts {
            event: Some(event),
            at,
        } => {
            format!(
                "The term runs {}, {}.",
                words::event(*event, English),
                instant(*at)
            )
        }
        StepKind::ClockMoved {
            event,
            from,
            at,
            unit,
        } => clock_moved(*event, *from, *at, *unit),
        StepKind::CalendarDaysCounted {
            amount,
            from,
            to,
            direction,
        } => {
            let days = quantity(Quantity::CalendarDays(*amount));
            format!(
                "{}{days}, holidays included, {}.",
                way(*direction),
                days_counted(*from, *to)
            )
        }
        StepKind::WorkingDaysCounted {
            amount,
            from,
            to,
            skipped,
            direction,
        } => {
            let days = quantity(Quantity::WorkingDays(*amount));
            format!(
                "{}{days} {}{}.",
                way(*direction),
                days_counted(*from, *to),
                skipping(skipped)
            )
        }
        StepKind::MonthsCounted {
            amount,
            from,
            to,
            last_day,
            direction,
        } => {
            let (months, from, to) = (quantity(Quantity::Months(*amount)), date(*from), date(*to));
            let day = if *last_day {
                "the last day of the month"
            } else {
                "the same day of the month"
            };
            format!("{}{months} from {from} to {to}, {day}.", way(*direction))
        }
        StepKind::WorkingDayHoursCounted {
            time,
            from,
            to,
            skipped,
            clock,
            direction,
        } => {
            let hours = quantity(Quantity::WorkingDayTime(*time));
            let (way, span, skipping) = (way(*direction), span(*from, *to), skipping(skipped));
            format!("{way}{hours} {span}{skipping}{}.", clock_note(*clock))
        }
        StepKind::OpeningTimeCounted {
            time,
            from,
            to,
            stretches,
            direction,
        } => {
            let hours = quantity(Quantity::OpeningTime(*time));
            let (way, span, days) = (
                way(*direction),
                span(*from, *to),
                opening_days(stretches, English),
            );
            format!("{way}{hours} {span}: {days}.")
        }
        StepKind::SuspensionCapped {
            from,
            ended,
            to,
            limit,
        } => format!(
            "Suspension {}: it may last {} at most, it counts until {}.",
            span(*from, *ended),
            words::counted(limit.days, ("day", "days")),
            instant(*to)
        ),
        StepKind::SuspensionAdded { from, to, added } => {
            format!(
                "Term suspended {}: it is longer by {}.",
                span(*from, *to),
                quantity(*added)
            )
        }
        StepKind::SuspensionWithoutEffect { from, to, why } => {
            format!(
                "The suspension {} has no effect: {}.",
                span(*from, *to),
                no_effect(*why, English)
            )
        }
        StepKind::ExtensionAdded {
            added,
            original_due_on,
        } => format!(
            "Extended by {}: without it the term was due on {}.",
            quantity(*added),
            date(*original_due_on)
        ),
        StepKind::LastDayMoved {
            to,
            skipped,
            direction,
            ..
        } => last_day_moved(*to, skipped, *direction),
        StepKind::LastDayStands { on, kind, roll } => last_day_stands(*on, *kind, *roll),
        StepKind::DueOnDay { on, .. } => {
            format!("Due on {}, until midnight; late from midnight on.", date(*on))
        }
        StepKind::DueAtInstant { at } => format!("Due on {}; late afterwards.", instant(*at)),
    }
}

fn first_day(event: Option<StartEvent>, day: Date) -> String {
    let day = date(day);
    match event.map(|event| words::event(event, English)) {
        None => format!("The first day, {day}, does not count."),
        Some(event) => format!("The term runs {event}, {day}: the first day does not count."),
    }
}

fn clock_moved(event: Option<StartEvent>, from: OffsetDateTime, at: OffsetDateTime, unit: Unit) -> String {
    let closed = match unit {
        Unit::WorkingDayHours => format!("{} is not a working day", date(from.date())),
        _ => format!("on {} the office is closed", instant(from)),
    };
    match event.map(|event| words::event(event, English)) {
        None => format!(
            "{}: the term runs from {}.",
            words::capitalised(&closed),
            instant(at)
        ),
        Some(event) => format!(
            "The term runs {event}; {closed}: it is counted from {}.",
            instant(at)
        ),
    }
}

fn last_day_moved(to: Date, skipped: &[SkippedDay], direction: Direction) -> String {
    let mut days = skipped.iter();
    let from = days
        .next()
        .map_or_else(String::new, |day| words::day_of_kind(day.date, day.kind, English));
    let way = if direction == Direction::Forward {
        "on"
    } else {
        "back"
    };
    let others = days.as_slice();
    let skipping = if others.is_empty() {
        String::new()
    } else {
        format!(", skipping {}", listed(others, English))
    };
    format!(
        "The last day falls on {from} and moves {way} to {}{skipping}.",
        date(to)
    )
}

fn last_day_stands(on: Date, kind: DayKind, roll: Roll) -> String {
    let day = words::capitalised(&words::day_of_kind(on, kind, English));
    match roll {
        Roll::None => format!("{day}: this term does not move."),
        _ => format!("{day} is neither a Sunday nor a holiday: the term does not move."),
    }
}

fn days_counted(from: Date, to: Date) -> String {
    format!("from {} (excluded) to {}", date(from), date(to))
}

fn span(from: OffsetDateTime, to: OffsetDateTime) -> String {
    format!("from {} to {}", instant(from), instant(to))
}

fn skipping(days: &[SkippedDay]) -> String {
    if days.is_empty() {
        String::new()
    } else {
        format!(", skipping {}", skipped(days, English))
    }
}

fn way(direction: Direction) -> &'static str {
    if direction == Direction::Forward {
        ""
    } else {
        "Backward: "
    }
}

fn clock_note(clock: ClockChange) -> &'static str {
    match clock {
        ClockChange::None => "",
        ClockChange::Skipped => "; the clocks leap over that time, it is taken one hour later",
        ClockChange::Repeated => "; the clocks show that time twice, it is taken the first time",
    }
}

fn date(on: Date) -> String {
    words::date_phrase(on, English)
}

fn instant(at: OffsetDateTime) -> String {
    words::instant_phrase(at, English)
}

fn quantity(quantity: Quantity) -> String {
    words::quantity_phrase(quantity, English)
}
