//! The steps in Italian.

use super::folding::{listed, opening_days, skipped};
use super::words::{self, no_effect};
use crate::calendar::{ClockChange, DayKind};
use crate::deadline::{Direction, Quantity, Roll, SkippedDay, StartEvent, StepKind, Unit};
use crate::language::Language::Italian;
use time::{Date, OffsetDateTime};

/// A step in Italian.
pub(super) fn sentence(kind: &StepKind) -> String {
    match kind {
        StepKind::FirstDayNotCounted { event, day } => first_day(*event, *day),
        StepKind::ClockStarts { event: None, at } => format!("Il termine decorre da {}.", instant(*at)),
        StepKind::ClockStarts {
            event: Some(event),
            at,
        } => {
            format!(
                "Il termine decorre {}, {}.",
                words::event(*event, Italian),
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
                "{}{days}, festivi compresi, {}.",
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
                "l'ultimo giorno del mese"
            } else {
                "lo stesso giorno del mese"
            };
            format!("{}{months} da {from} a {to}, {day}.", way(*direction))
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
                opening_days(stretches, Italian),
            );
            format!("{way}{hours} {span}: {days}.")
        }
        StepKind::SuspensionCapped {
            from,
            ended,
            to,
            limit,
        } => format!(
            "Sospensione {}: può durare al più {}, si conta fino a {}.",
            span(*from, *ended),
            words::counted(limit.days, ("giorno", "giorni")),
            instant(*to)
        ),
        StepKind::SuspensionAdded { from, to, added } => {
            format!(
                "Termine sospeso {}: si allunga di {}.",
                span(*from, *to),
                quantity(*added)
            )
        }
        StepKind::SuspensionWithoutEffect { from, to, why } => {
            format!(
                "La sospensione {} non ha effetto: {}.",
                span(*from, *to),
                no_effect(*why, Italian)
            )
        }
        StepKind::ExtensionAdded {
            added,
            original_due_on,
        } => format!(
            "Proroga di {}: senza proroga il termine scadeva {}.",
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
            format!(
                "Scadenza: {}, fino a mezzanotte; dalla mezzanotte è in ritardo.",
                date(*on)
            )
        }
        StepKind::DueAtInstant { at } => format!("Scadenza: {}; dopo è in ritardo.", instant(*at)),
    }
}

fn first_day(event: Option<StartEvent>, day: Date) -> String {
    let day = date(day);
    match event.map(|event| words::event(event, Italian)) {
        None => format!("Il primo giorno, {day}, non si conta."),
        Some(event) => format!("Il termine decorre {event}, {day}: il primo giorno non si conta."),
    }
}

fn clock_moved(event: Option<StartEvent>, from: OffsetDateTime, at: OffsetDateTime, unit: Unit) -> String {
    let closed = match unit {
        Unit::WorkingDayHours => format!("{} non è un giorno lavorativo", date(from.date())),
        _ => format!("{} l'ufficio è chiuso", instant(from)),
    };
    match event.map(|event| words::event(event, Italian)) {
        None => format!(
            "{}: il termine decorre da {}.",
            words::capitalised(&closed),
            instant(at)
        ),
        Some(event) => format!(
            "Il termine decorre {event}; {closed}: si conta da {}.",
            instant(at)
        ),
    }
}

fn last_day_moved(to: Date, skipped: &[SkippedDay], direction: Direction) -> String {
    let mut days = skipped.iter();
    let from = days
        .next()
        .map_or_else(String::new, |day| words::day_of_kind(day.date, day.kind, Italian));
    let verb = if direction == Direction::Forward {
        "passa"
    } else {
        "si anticipa"
    };
    let others = days.as_slice();
    let skipping = if others.is_empty() {
        String::new()
    } else {
        format!(", saltando {}", listed(others, Italian))
    };
    format!("L'ultimo giorno cade {from} e {verb} a {}{skipping}.", date(to))
}

fn last_day_stands(on: Date, kind: DayKind, roll: Roll) -> String {
    let day = words::capitalised(&words::day_of_kind(on, kind, Italian));
    match roll {
        Roll::None => format!("{day}: questo termine non si sposta."),
        _ => format!("{day} non è né domenica né festivo: il termine non si sposta."),
    }
}

fn days_counted(from: Date, to: Date) -> String {
    format!("da {} (escluso) a {}", date(from), date(to))
}

fn span(from: OffsetDateTime, to: OffsetDateTime) -> String {
    format!("da {} a {}", instant(from), instant(to))
}

fn skipping(days: &[SkippedDay]) -> String {
    if days.is_empty() {
        String::new()
    } else {
        format!(", saltando {}", skipped(days, Italian))
    }
}

fn way(direction: Direction) -> &'static str {
    if direction == Direction::Forward {
        ""
    } else {
        "A ritroso: "
    }
}

fn clock_note(clock: ClockChange) -> &'static str {
    match clock {
        ClockChange::None => "",
        ClockChange::Skipped => "; quell'ora non esiste per l'ora legale, vale un'ora dopo",
        ClockChange::Repeated => "; quell'ora si ripete per l'ora legale, vale la prima",
    }
}

fn date(on: Date) -> String {
    words::date_phrase(on, Italian)
}

fn instant(at: OffsetDateTime) -> String {
    words::instant_phrase(at, Italian)
}

fn quantity(quantity: Quantity) -> String {
    words::quantity_phrase(quantity, Italian)
}
