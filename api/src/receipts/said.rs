//! Dates, times and numbers as they are written in words, and read out.

use cartaviva_domain::language::Language;
use time::{Date, Month, OffsetDateTime, Weekday};

/// A day in words: `venerdì 20 novembre 2026`, `Friday 20 November 2026`.
pub(super) fn day(date: Date, language: Language) -> String {
    format!(
        "{} {} {} {}",
        weekday(date.weekday(), language),
        date.day(),
        month(date.month(), language),
        date.year()
    )
}

/// A moment in words: the day and the time of the clock.
pub(super) fn moment(at: OffsetDateTime, language: Language) -> String {
    let at_time = language.pick("alle ore", "at");
    format!(
        "{} {at_time} {:02}:{:02}",
        day(at.date(), language),
        at.hour(),
        at.minute()
    )
}

/// A protocol number as it is read out: without its leading zeros.
pub(super) fn number(number: i64, year: i32, language: Language) -> String {
    match language {
        Language::Italian => format!("numero {number} dell'anno {year}"),
        Language::English => format!("number {number} of the year {year}"),
    }
}

fn weekday(day: Weekday, language: Language) -> &'static str {
    let (it, en) = match day {
        Weekday::Monday => ("lunedì", "Monday"),
        Weekday::Tuesday => ("martedì", "Tuesday"),
        Weekday::Wednesday => ("mercoledì", "Wednesday"),
        Weekday::Thursday => ("giovedì", "Thursday"),
        Weekday::Friday => ("venerdì", "Friday"),
        Weekday::Saturday => ("sabato", "Saturday"),
        Weekday::Sunday => ("domenica", "Sunday"),
    };
    language.pick(it, en)
}

fn month(month: Month, language: Language) -> &'static str {
    let (it, en) = match month {
        Month::January => ("gennaio", "January"),
        Month::February => ("febbraio", "February"),
        Month::March => ("marzo", "March"),
        Month::April => ("aprile", "April"),
        Month::May => ("maggio", "May"),
        Month::June => ("giugno", "June"),
        Month::July => ("luglio", "July"),
        Month::August => ("agosto", "August"),
        Month::September => ("settembre", "September"),
        Month::October => ("ottobre", "October"),
        Month::November => ("novembre", "November"),
        Month::December => ("dicembre", "December"),
    };
    language.pick(it, en)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn dates_times_and_numbers_are_said_in_words() {
        assert_eq!(
            day(date!(2026 - 11 - 20), Language::Italian),
            "venerdì 20 novembre 2026"
        );
        assert_eq!(
            day(date!(2026 - 08 - 02), Language::English),
            "Sunday 2 August 2026"
        );
        let at = datetime!(2026-11-20 09:05 +1);
        assert_eq!(
            moment(at, Language::Italian),
            "venerdì 20 novembre 2026 alle ore 09:05"
        );
        assert_eq!(moment(at, Language::English), "Friday 20 November 2026 at 09:05");
        assert_eq!(number(123, 2026, Language::Italian), "numero 123 dell'anno 2026");
        assert_eq!(
            number(123, 2026, Language::English),
            "number 123 of the year 2026"
        );
    }
}
