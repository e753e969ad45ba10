//! What is wrong with the settings of a calendar.

use super::{FIRST_YEAR, LAST_YEAR};
use crate::language::Language;

/// One thing wrong with the settings of a calendar, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {}", .reason.sentence(Language::English))]
pub struct CalendarFault {
    /// The JSON Pointer of the guilty member within the settings (`/opening_hours/monday/1`).
    pub pointer: String,
    /// What is wrong with it.
    pub reason: CalendarFaultReason,
}

/// Everything that is wrong with the settings of a calendar, in the order of the settings. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<String>>().join("; "))]
pub struct CalendarFaults(pub Vec<CalendarFault>);

impl CalendarFaults {
    /// The faults, in the order of the settings.
    pub fn iter(&self) -> std::slice::Iter<'_, CalendarFault> {
        self.0.iter()
    }
}

/// Why a setting is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarFaultReason {
    /// The IANA database has no zone of this name, written like this.
    UnknownTimeZone,
    /// Not the English name of a weekday in lower case.
    UnknownWeekday,
    /// The weekday or the date is already in the list.
    Repeated,
    /// The list must not be empty.
    Empty,
    /// There are more entries than a calendar holds.
    TooMany,
    /// Not two times `HH:MM`.
    BadTime,
    /// The interval or the closure ends before it begins, or the interval is empty.
    Reversed,
    /// The interval overlaps another of the same day.
    Overlapping,
    /// Not a date `YYYY-MM-DD` (or `MM-DD`, where a day of every year is meant).
    BadDate,
    /// One end of the closure is a date, the other a day of every year.
    MixedDates,
    /// The date lies outside the years a calendar covers.
    OutsideYears,
}

impl CalendarFaultReason {
    /// The stable code of the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownTimeZone => "unknown_time_zone",
            Self::UnknownWeekday => "unknown_weekday",
            Self::Repeated => "repeated",
            Self::Empty => "empty",
            Self::TooMany => "too_many",
            Self::BadTime => "bad_time",
            Self::Reversed => "reversed",
            Self::Overlapping => "overlapping",
            Self::BadDate => "bad_date",
            Self::MixedDates => "mixed_dates",
            Self::OutsideYears => "outside_years",
        }
    }

    /// The reason in words.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        let (italian, english) = match self {
            Self::UnknownTimeZone => (
                "il fuso orario non è nella banca dati IANA",
                "the IANA database has no such time zone",
            ),
            Self::UnknownWeekday => (
                "non è un giorno della settimana (monday, tuesday, ...)",
                "it is not a weekday (monday, tuesday, ...)",
            ),
            Self::Repeated => ("è già nell'elenco", "it is already in the list"),
            Self::Empty => ("l'elenco non può essere vuoto", "the list must not be empty"),
            Self::TooMany => ("le voci sono troppe", "there are too many entries"),
            Self::BadTime => (
                "un intervallo è fatto di due orari HH:MM, il secondo al più 24:00",
                "an interval is two times HH:MM, the second at most 24:00",
            ),
            Self::Reversed => ("finisce prima di cominciare", "it ends before it begins"),
            Self::Overlapping => (
                "si sovrappone a un altro intervallo dello stesso giorno",
                "it overlaps another interval of the same day",
            ),
            Self::BadDate => (
                "la data non esiste o è scritta male",
                "there is no such date, or it is written wrong",
            ),
            Self::MixedDates => (
                "inizio e fine sono entrambi date (AAAA-MM-GG) o entrambi giorni di ogni anno (MM-GG)",
                "both ends are dates (YYYY-MM-DD) or both are days of every year (MM-DD)",
            ),
            Self::OutsideYears => return outside_years(language),
        };
        language.pick(italian, english).to_owned()
    }
}

fn outside_years(language: Language) -> String {
    match language {
        Language::Italian => format!("il calendario copre gli anni dal {FIRST_YEAR} al {LAST_YEAR}"),
        Language::English => format!("the calendar covers the years {FIRST_YEAR} to {LAST_YEAR}"),
    }
}
