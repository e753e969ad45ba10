//! The steps of an explanation, as a clerk would tell them.

use super::*;
use crate::language::Language;
use time::macros::{date, datetime};

const START: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn told(calendar: &Calendar, request: &Request<'_>, language: Language) -> Vec<String> {
    explain(calendar, request)
        .unwrap()
        .steps
        .iter()
        .map(|step| step.sentence(language))
        .collect()
}

fn in_italian(calendar: &Calendar, request: &Request<'_>) -> Vec<String> {
    told(calendar, request, Language::Italian)
}

fn in_english(calendar: &Calendar, request: &Request<'_>) -> Vec<String> {
    told(calendar, request, Language::English)
}

#[test]
fn thirty_days_from_forwarding_are_told_in_four_steps() {
    let request = Request {
        start_event: Some(StartEvent::Forwarded),
        ..Request::new(term(30, Unit::CalendarDays), START)
    };
    assert_eq!(
        rules(&rome(), &request),
        [
            "first_day_not_counted",
            "calendar_days_counted",
            "last_day_moved",
            "due_until_midnight"
        ]
    );
    assert_eq!(
        in_italian(&rome(), &request),
        [
            "Il termine decorre dall'inoltro all'ufficio competente, venerdì 20 novembre 2026: il primo giorno non si conta.",
            "30 giorni, festivi compresi, da venerdì 20 novembre 2026 (escluso) a domenica 20 dicembre 2026.",
            "L'ultimo giorno cade domenica 20 dicembre 2026 e passa a lunedì 21 dicembre 2026.",
            "Scadenza: lunedì 21 dicembre 2026, fino a mezzanotte; dalla mezzanotte è in ritardo.",
        ]
    );
    assert_eq!(
        in_english(&rome(), &request),
        [
            "The term runs from forwarding to the competent office, Friday 20 November 2026: the first day does not count.",
            "30 days, holidays included, from Friday 20 November 2026 (excluded) to Sunday 20 December 2026.",
            "The last day falls on Sunday 20 December 2026 and moves on to Monday 21 December 2026.",
            "Due on Monday 21 December 2026, until midnight; late from midnight on.",
        ]
    );
}

#[test]
fn each_step_arrives_at_its_date_and_says_where_its_rule_is_written() {
    let steps = explain(&rome(), &Request::new(term(30, Unit::CalendarDays), START))
        .unwrap()
        .steps;
    let arrivals: Vec<Date> = steps.iter().map(|step| step.on).collect();
    assert_eq!(
        arrivals,
        [
            date!(2026 - 11 - 20),
            date!(2026 - 12 - 20),
            date!(2026 - 12 - 21),
            date!(2026 - 12 - 21)
        ]
    );
    let sources: Vec<&str> = steps.iter().map(Step::source).collect();
    assert_eq!(
        sources,
        [
            "art. 2963 c. 2 c.c.",
            "art. 155 c. 3 c.p.c.",
            "art. 2963 c. 3 c.c.; L. 260/1949",
            "art. 2963 c. 2 c.c."
        ]
    );
    assert_eq!(
        steps.last().and_then(|step| step.at),
        Some(datetime!(2026-12-21 23:59:59 +1))
    );
}

#[test]
fn several_holidays_in_a_row_are_all_named() {
    let request = Request::new(term(10, Unit::CalendarDays), datetime!(2026-12-15 12:00 +1));
    assert_eq!(
        in_italian(&rome(), &request)[2],
        "L'ultimo giorno cade venerdì 25 dicembre 2026 (Natale) e passa a lunedì 28 dicembre 2026, saltando sabato 26 dicembre 2026 (Santo Stefano) e domenica 27 dicembre 2026."
    );
}

#[test]
fn of_many_days_passed_over_the_first_are_named_and_the_rest_numbered() {
    let closed = |last: &str| {
        calendar(&format!(
            r#"{{"closures": [{{"from": "2026-08-10", "to": "{last}"}}]}}"#
        ))
    };
    let sentence = |last| {
        let term = rolled(10, Unit::CalendarDays, Roll::NextWorkingDay);
        in_italian(&closed(last), &Request::new(term, datetime!(2026-07-31 12:00 +2))).remove(2)
    };
    // Monday 10 August, and ten, thirteen and fourteen days more.
    for (last, end) in [
        ("2026-08-20", "e giovedì 20 agosto 2026 (chiusura dell'ufficio)."),
        ("2026-08-21", "sabato 22 agosto 2026 e un altro giorno."),
        ("2026-08-24", "sabato 22 agosto 2026 e altri 2 giorni."),
    ] {
        assert!(sentence(last).ends_with(end), "{}", sentence(last));
    }
}

#[test]
fn a_backward_term_is_told_backward() {
    let back = Term::new(60, Unit::CalendarDays, Roll::NextNonHoliday, Direction::Backward).unwrap();
    let request = Request::new(back, datetime!(2026-11-19 12:00 +1));
    assert_eq!(
        in_italian(&rome(), &request)[1..3],
        [
            "A ritroso: 60 giorni, festivi compresi, da giovedì 19 novembre 2026 (escluso) a domenica 20 settembre 2026.",
            "L'ultimo giorno cade domenica 20 settembre 2026 e si anticipa a sabato 19 settembre 2026.",
        ]
    );
    let moved = explain(&rome(), &request).unwrap().steps;
    assert_eq!(moved[2].source(), "art. 52 c. 4 c.p.a.");
    assert_eq!(
        in_english(&rome(), &request)[1],
        "Backward: 60 days, holidays included, from Thursday 19 November 2026 (excluded) to Sunday 20 September 2026."
    );
    assert_eq!(
        in_english(&rome(), &request)[2],
        "The last day falls on Sunday 20 September 2026 and moves back to Saturday 19 September 2026."
    );
}

#[test]
fn a_last_day_that_stands_says_why() {
    let saturday = Request::new(term(29, Unit::CalendarDays), START);
    assert_eq!(
        in_italian(&rome(), &saturday)[2],
        "Sabato 19 dicembre 2026 non è né domenica né festivo: il termine non si sposta."
    );
    let patron = Request::new(term(10, Unit::CalendarDays), datetime!(2026-05-12 12:00 +2));
    assert_eq!(
        in_english(&livorno(), &patron)[2],
        "Friday 22 May 2026 (patron-saint day) is neither a Sunday nor a holiday: the term does not move."
    );
    let fixed = Request::new(rolled(30, Unit::CalendarDays, Roll::None), START);
    assert_eq!(
        in_italian(&rome(), &fixed)[2],
        "Domenica 20 dicembre 2026: questo termine non si sposta."
    );
    assert_eq!(
        in_english(&rome(), &fixed)[2],
        "Sunday 20 December 2026: this term does not move."
    );
    assert_eq!(rules(&rome(), &fixed)[2], "last_day_not_moved");
    assert_eq!(
        explain(&rome(), &fixed).unwrap().steps[2].source(),
        "disciplina del termine"
    );
    let working = Request::new(rolled(30, Unit::CalendarDays, Roll::NextWorkingDay), START);
    assert_eq!(
        explain(&rome(), &working).unwrap().steps[2].source(),
        "disciplina del termine"
    );
}

#[test]
fn long_counts_of_working_days_are_folded() {
    let request = Request::new(term(10, Unit::WorkingDays), datetime!(2026-12-04 10:00 +1));
    assert_eq!(
        in_italian(&rome(), &request)[1],
        "10 giorni lavorativi da venerdì 4 dicembre 2026 (escluso) a lunedì 21 dicembre 2026, saltando 6 giorni di riposo settimanale e martedì 8 dicembre 2026 (Immacolata Concezione)."
    );
    let closed = calendar(
        r#"{"closures": [{"from": "2026-08-10", "to": "2026-08-21"}], "patron_saint_day": "08-26"}"#,
    );
    let august = Request::new(term(20, Unit::WorkingDays), datetime!(2026-08-04 10:00 +2));
    assert_eq!(
        in_english(&closed, &august)[1],
        "20 working days from Tuesday 4 August 2026 (excluded) to Wednesday 16 September 2026, skipping 12 weekly days of rest, 10 days from Monday 10 August 2026 to Friday 21 August 2026 (office closed) and Wednesday 26 August 2026 (patron-saint day)."
    );
    let short = Request::new(term(1, Unit::WorkingDays), datetime!(2026-12-02 10:00 +1));
    assert_eq!(
        in_english(&rome(), &short)[1],
        "1 working day from Wednesday 2 December 2026 (excluded) to Thursday 3 December 2026."
    );
}

#[test]
fn a_very_long_count_names_the_first_days_and_numbers_the_rest() {
    let years = Request::new(term(520, Unit::WorkingDays), datetime!(2026-12-04 10:00 +1));
    let sentence = &in_italian(&rome(), &years)[1];
    assert!(
        sentence.contains("martedì 8 dicembre 2026 (Immacolata Concezione)"),
        "{sentence}"
    );
    assert!(sentence.ends_with("e altri 8 giorni."), "{sentence}");
}

#[test]
fn months_say_whether_the_day_exists() {
    let exists = Request::new(
        rolled(1, Unit::Months, Roll::None),
        datetime!(2026-01-15 10:00 +1),
    );
    assert_eq!(rules(&rome(), &exists)[1], "months_end_on_same_day");
    assert_eq!(
        in_italian(&rome(), &exists)[1],
        "1 mese da giovedì 15 gennaio 2026 a domenica 15 febbraio 2026, lo stesso giorno del mese."
    );
    let short = Request::new(
        rolled(6, Unit::Months, Roll::None),
        datetime!(2026-08-31 10:00 +2),
    );
    assert_eq!(rules(&rome(), &short)[1], "months_end_on_last_day");
    assert_eq!(
        in_english(&rome(), &short)[1],
        "6 months from Monday 31 August 2026 to Sunday 28 February 2027, the last day of the month."
    );
}

#[test]
fn months_from_a_last_day_to_a_last_day_end_on_the_same_day() {
    let request = Request::new(
        rolled(2, Unit::Months, Roll::None),
        datetime!(2026-01-31 10:00 +1),
    );
    assert_eq!(rules(&rome(), &request)[1], "months_end_on_same_day");
}

#[test]
fn stretches_of_no_time_are_not_told() {
    let touching = calendar(r#"{"opening_hours": {"friday": [["09:00", "13:00"], ["13:00", "15:00"]]}}"#);
    let request = Request::new(term(4, Unit::OpeningHours), datetime!(2026-11-20 09:00 +1));
    let counted = explain(&touching, &request).unwrap().steps.remove(1).kind;
    let stretch = (datetime!(2026-11-20 09:00 +1), datetime!(2026-11-20 13:00 +1));
    assert!(matches!(counted, StepKind::OpeningTimeCounted { stretches, .. } if stretches == [stretch]));
}

#[test]
fn hours_say_from_where_the_clock_runs() {
    let open = Request::new(term(2, Unit::OpeningHours), START);
    assert_eq!(
        in_italian(&livorno(), &open),
        [
            "Il termine decorre da venerdì 20 novembre 2026 alle ore 11:30.",
            "2 ore di apertura da venerdì 20 novembre 2026 alle ore 11:30 a lunedì 23 novembre 2026 alle ore 09:30: venerdì 20 novembre 2026: 1 ora e 30 minuti; lunedì 23 novembre 2026: 30 minuti.",
            "Scadenza: lunedì 23 novembre 2026 alle ore 09:30; dopo è in ritardo.",
        ]
    );
    let closed = Request {
        start_event: Some(StartEvent::Received),
        ..Request::new(term(0, Unit::Immediate), datetime!(2026-11-20 13:00:05 +1))
    };
    assert_eq!(
        in_english(&livorno(), &closed),
        [
            "The term runs from receipt; on Friday 20 November 2026 at 13:00:05 the office is closed: it is counted from Monday 23 November 2026 at 09:00.",
            "Due on Monday 23 November 2026 at 09:00; late afterwards.",
        ]
    );
    let rest = Request::new(term(48, Unit::WorkingDayHours), datetime!(2026-12-05 10:00 +1));
    assert_eq!(
        in_italian(&rome(), &rest)[..2],
        [
            "Sabato 5 dicembre 2026 non è un giorno lavorativo: il termine decorre da lunedì 7 dicembre 2026 alle ore 00:00.",
            "48 ore lavorative da lunedì 7 dicembre 2026 alle ore 00:00 a giovedì 10 dicembre 2026 alle ore 00:00, saltando martedì 8 dicembre 2026 (Immacolata Concezione).",
        ]
    );
    assert_eq!(
        in_english(&rome(), &rest)[0],
        "Saturday 5 December 2026 is not a working day: the term runs from Monday 7 December 2026 at 00:00."
    );
    let registered = Request {
        start_event: Some(StartEvent::Registered),
        ..open
    };
    assert_eq!(
        in_italian(&livorno(), &registered)[0],
        "Il termine decorre dalla registrazione a protocollo, venerdì 20 novembre 2026 alle ore 11:30."
    );
}

#[test]
fn equal_days_of_opening_are_told_together() {
    let request = Request::new(term(48, Unit::OpeningHours), datetime!(2026-07-30 15:45 +2));
    assert_eq!(
        in_english(&livorno(), &request)[1],
        "48 hours of opening time from Thursday 30 July 2026 at 15:45 to Monday 17 August 2026 at 11:15: Thursday 30 July 2026: 1 hour and 45 minutes; 11 days from Friday 31 July 2026 to Friday 14 August 2026: 4 hours a day; Monday 17 August 2026: 2 hours and 15 minutes."
    );
    let long = Request::new(term(300, Unit::OpeningHours), datetime!(2026-09-01 09:00 +2));
    let sentence = &in_italian(&livorno(), &long)[1];
    assert!(
        sentence.ends_with("228 ore in 48 giorni da martedì 22 settembre 2026 a giovedì 26 novembre 2026."),
        "{sentence}"
    );
}

#[test]
fn a_change_of_clocks_at_the_end_is_told() {
    let every_day = calendar(
        r#"{"working_days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}"#,
    );
    let spring = Request::new(term(24, Unit::WorkingDayHours), datetime!(2026-03-28 02:30 +1));
    assert_eq!(
        in_italian(&every_day, &spring)[1],
        "24 ore lavorative da sabato 28 marzo 2026 alle ore 02:30 a domenica 29 marzo 2026 alle ore 03:30; quell'ora non esiste per l'ora legale, vale un'ora dopo."
    );
    let autumn = Request::new(term(24, Unit::WorkingDayHours), datetime!(2026-10-24 02:30 +2));
    assert_eq!(
        in_english(&every_day, &autumn)[1],
        "24 hours of working days from Saturday 24 October 2026 at 02:30 to Sunday 25 October 2026 at 02:30; the clocks show that time twice, it is taken the first time."
    );
}
