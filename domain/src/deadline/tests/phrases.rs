//! Dates, instants and quantities in words.

use super::*;
use crate::language::Language;
use time::macros::{date, datetime};

#[test]
fn lengths_of_time_are_told_to_the_second() {
    let phrase = |quantity| quantity_phrase(quantity, Language::Italian);
    assert_eq!(
        phrase(Quantity::OpeningTime(time::Duration::ZERO)),
        "0 ore di apertura"
    );
    assert_eq!(
        phrase(Quantity::OpeningTime(time::Duration::seconds(3_661))),
        "1 ora, 1 minuto e 1 secondo di apertura"
    );
    assert_eq!(
        phrase(Quantity::WorkingDayTime(time::Duration::minutes(120))),
        "2 ore lavorative"
    );
    assert_eq!(phrase(Quantity::CalendarDays(1)), "1 giorno");
    assert_eq!(phrase(Quantity::WorkingDays(0)), "0 giorni lavorativi");
}

#[test]
fn dates_and_instants_are_told_in_words() {
    assert_eq!(
        date_phrase(date!(2026 - 05 - 01), Language::Italian),
        "venerdì 1º maggio 2026"
    );
    assert_eq!(
        date_phrase(date!(2026 - 05 - 01), Language::English),
        "Friday 1 May 2026"
    );
    assert_eq!(
        instant_phrase(datetime!(2026-02-11 08:05:09 +1), Language::Italian),
        "mercoledì 11 febbraio 2026 alle ore 08:05:09"
    );
}
