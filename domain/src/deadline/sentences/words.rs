//! Dates, quantities, events and kinds of day in words.

use crate::calendar::DayKind;
use crate::deadline::{NoEffect, Quantity, StartEvent};
use crate::language::Language;
use time::{Date, Duration, Month, OffsetDateTime, Weekday};

/// A date in words: `martedì 8 dicembre 2026`, `Tuesday 8 December 2026`.
#[must_use]
pub fn date_phrase(date: Date, language: Language) -> String {
    let (weekday, month) = (weekday(date.weekday(), language), month(date.month(), language));
    let ordinal = match (language, date.day()) {
        (Language::Italian, 1) => "º",
        _ => "",
    };
    let (day, year) = (date.day().to_string(), date.year().to_string());
    [weekday, " ", &day, ordinal, " ", month, " ", &year].concat()
}

/// An instant in words, on the clock it is given on: `martedì 8 dicembre 2026 alle ore 11:30`,
/// `Tuesday 8 December 2026 at 11:30`. Seconds are told when there are any.
#[must_use]
pub fn instant_phrase(instant: OffsetDateTime, language: Language) -> String {
    let at = language.pick("alle ore", "at");
    format!(
        "{} {at} {}",
        date_phrase(instant.date(), language),
        clock(instant)
    )
}

/// A quantity in words: `30 giorni`, `10 working days`, `48 ore di apertura`.
#[must_use]
pub fn quantity_phrase(quantity: Quantity, language: Language) -> String {
    match quantity {
        Quantity::CalendarDays(days) => counted(days, language.pick(("giorno", "giorni"), ("day", "days"))),
        Quantity::WorkingDays(days) => counted(
            days,
            language.pick(
                ("giorno lavorativo", "giorni lavorativi"),
                ("working day", "working days"),
            ),
        ),
        Quantity::Months(months) => counted(months, language.pick(("mese", "mesi"), ("month", "months"))),
        Quantity::WorkingDayTime(time) => {
            format!(
                "{} {}",
                duration(time, language),
                language.pick("lavorative", "of working days")
            )
        }
        Quantity::OpeningTime(time) => {
            format!(
                "{} {}",
                duration(time, language),
                language.pick("di apertura", "of opening time")
            )
        }
    }
}

/// The time of day, with seconds when there are any.
pub(super) fn clock(instant: OffsetDateTime) -> String {
    let (hour, minute, second) = instant.to_hms();
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

/// A length of time in words, to the second.
pub(super) fn duration(time: Duration, language: Language) -> String {
    let seconds = time.whole_seconds().unsigned_abs();
    let parts = [
        (seconds / 3600, language.pick(("ora", "ore"), ("hour", "hours"))),
        (
            seconds / 60 % 60,
            language.pick(("minuto", "minuti"), ("minute", "minutes")),
        ),
        (
            seconds % 60,
            language.pick(("secondo", "secondi"), ("second", "seconds")),
        ),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, words)| counted(amount, words))
        .collect();
    if told.is_empty() {
        return counted(0_u64, language.pick(("ora", "ore"), ("hour", "hours")));
    }
    joined(&told, language)
}

/// A number with its noun.
pub(super) fn counted(amount: impl Into<u64>, (one, many): (&str, &str)) -> String {
    let amount = amount.into();
    format!("{amount} {}", if amount == 1 { one } else { many })
}

/// Items in a row: `a, b e c`, `a, b and c`.
pub(super) fn joined(items: &[String], language: Language) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {} {last}", rest.join(", "), language.pick("e", "and")),
    }
}

/// What set a term off, with its preposition: `dalla ricezione`, `from receipt`.
pub(super) fn event(event: StartEvent, language: Language) -> &'static str {
    match event {
        StartEvent::Received => language.pick("dalla ricezione", "from receipt"),
        StartEvent::Registered => language.pick(
            "dalla registrazione a protocollo",
            "from registration in the protocol",
        ),
        StartEvent::Forwarded => language.pick(
            "dall'inoltro all'ufficio competente",
            "from forwarding to the competent office",
        ),
        StartEvent::Completed => language.pick(
            "dal completamento della documentazione",
            "from completion of the documents",
        ),
    }
}

/// A kind of day.
pub(super) fn day_kind(kind: DayKind, language: Language) -> &'static str {
    match kind {
        DayKind::Working => language.pick("giorno lavorativo", "working day"),
        DayKind::WeeklyRest => language.pick("giorno di riposo settimanale", "weekly day of rest"),
        DayKind::NationalHoliday(holiday) => language.pick(holiday.italian(), holiday.english()),
        DayKind::DeclaredHoliday => language.pick("festività dell'ente", "holiday of the body"),
        DayKind::PatronSaintDay => language.pick("festa patronale", "patron-saint day"),
        DayKind::SpecialClosing => language.pick("chiusura straordinaria", "extraordinary closing"),
        DayKind::Closure => language.pick("chiusura dell'ufficio", "office closed"),
    }
}

/// A date with the kind of day it is; a weekly day of rest is told by its weekday alone.
pub(super) fn day_of_kind(date: Date, kind: DayKind, language: Language) -> String {
    let phrase = date_phrase(date, language);
    if kind == DayKind::WeeklyRest {
        phrase
    } else {
        format!("{phrase} ({})", day_kind(kind, language))
    }
}

/// A text that begins a sentence.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Why a suspension changed nothing.
pub(super) fn no_effect(why: NoEffect, language: Language) -> &'static str {
    match why {
        NoEffect::EndedBeforeStart => language.pick(
            "era finita quando il termine è iniziato",
            "it had ended when the term began",
        ),
        NoEffect::BeganAfterEnd => {
            language.pick("è iniziata a termine scaduto", "it began when the term had ended")
        }
        NoEffect::Immediate => language.pick(
            "ciò che è immediato non si sospende",
            "what is immediate is not suspended",
        ),
    }
}

fn weekday(weekday: Weekday, language: Language) -> &'static str {
    match weekday {
        Weekday::Monday => language.pick("lunedì", "Monday"),
        Weekday::Tuesday => language.pick("martedì", "Tuesday"),
        Weekday::Wednesday => language.pick("mercoledì", "Wednesday"),
        Weekday::Thursday => language.pick("giovedì", "Thursday"),
        Weekday::Friday => language.pick("venerdì", "Friday"),
        Weekday::Saturday => language.pick("sabato", "Saturday"),
        Weekday::Sunday => language.pick("domenica", "Sunday"),
    }
}

fn month(month: Month, language: Language) -> &'static str {
    match month {
        Month::January => language.pick("gennaio", "January"),
        Month::February => language.pick("febbraio", "February"),
        Month::March => language.pick("marzo", "March"),
        Month::April => language.pick("aprile", "April"),
        Month::May => language.pick("maggio", "May"),
        Month::June => language.pick("giugno", "June"),
        Month::July => language.pick("luglio", "July"),
        Month::August => language.pick("agosto", "August"),
        Month::September => language.pick("settembre", "September"),
        Month::October => language.pick("ottobre", "October"),
        Month::November => language.pick("novembre", "November"),
        Month::December => language.pick("dicembre", "December"),
    }
}
