//! Suspensions and extensions, as the steps of an explanation tell them.

use super::*;
use crate::language::Language;
use time::macros::datetime;

const START: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn told(request: &Request<'_>, language: Language) -> Vec<String> {
    explain(&rome(), request)
        .unwrap()
        .steps
        .iter()
        .map(|step| step.sentence(language))
        .collect()
}

#[test]
fn suspensions_and_extensions_are_told_in_the_order_in_which_they_are_added() {
    let suspensions = [
        suspension(datetime!(2026-11-01 09:00 +1), datetime!(2026-11-10 09:00 +1)),
        suspension(datetime!(2026-12-01 09:00 +1), datetime!(2027-01-20 09:00 +1)),
    ];
    let request = Request {
        suspensions: &suspensions,
        suspension_limit: Some(SuspensionLimit { times: 2, days: 30 }),
        extensions: &[Extension {
            amount: 15,
            unit: Unit::WorkingDays,
        }],
        ..Request::new(term(30, Unit::CalendarDays), START)
    };
    assert_eq!(
        rules(&rome(), &request),
        [
            "first_day_not_counted",
            "calendar_days_counted",
            "suspension_without_effect",
            "suspension_capped",
            "suspension_added",
            "calendar_days_counted",
            "extension_added",
            "working_days_counted",
            "due_until_midnight"
        ]
    );
    assert_eq!(
        told(&request, Language::Italian)[2..8],
        [
            "La sospensione da domenica 1º novembre 2026 alle ore 09:00 a martedì 10 novembre 2026 alle ore 09:00 non ha effetto: era finita quando il termine è iniziato.",
            "Sospensione da martedì 1º dicembre 2026 alle ore 09:00 a mercoledì 20 gennaio 2027 alle ore 09:00: può durare al più 30 giorni, si conta fino a giovedì 31 dicembre 2026 alle ore 09:00.",
            "Termine sospeso da martedì 1º dicembre 2026 alle ore 09:00 a giovedì 31 dicembre 2026 alle ore 09:00: si allunga di 30 giorni.",
            "30 giorni, festivi compresi, da domenica 20 dicembre 2026 (escluso) a martedì 19 gennaio 2027.",
            "Proroga di 15 giorni lavorativi: senza proroga il termine scadeva martedì 19 gennaio 2027.",
            "15 giorni lavorativi da martedì 19 gennaio 2027 (escluso) a martedì 9 febbraio 2027, saltando 6 giorni di riposo settimanale.",
        ]
    );
    let steps = explain(&rome(), &request).unwrap().steps;
    assert_eq!(steps[3].source(), "disciplina del procedimento");
    assert_eq!(steps[6].source(), "atto motivato di proroga (L. 241/1990 art. 3)");
}

#[test]
fn the_cap_of_law_241_names_its_law() {
    let suspensions = [suspension(
        datetime!(2026-12-01 09:00 +1),
        datetime!(2027-01-20 09:00 +1),
    )];
    let request = Request {
        suspensions: &suspensions,
        suspension_limit: Some(L241_ART2_C7),
        ..Request::new(term(30, Unit::CalendarDays), START)
    };
    assert_eq!(
        explain(&rome(), &request).unwrap().steps[2].source(),
        "L. 241/1990 art. 2 c. 7"
    );
}

#[test]
fn a_suspension_as_long_as_the_law_allows_is_not_cut_short() {
    let suspensions = [suspension(
        datetime!(2026-12-01 09:00 +1),
        datetime!(2026-12-31 09:00 +1),
    )];
    let request = Request {
        suspensions: &suspensions,
        suspension_limit: Some(L241_ART2_C7),
        ..Request::new(term(30, Unit::CalendarDays), START)
    };
    assert!(!rules(&rome(), &request).contains(&"suspension_capped"));
}

#[test]
fn a_suspension_after_the_end_or_of_what_is_immediate_says_so() {
    let late = [suspension(
        datetime!(2026-12-22 09:00 +1),
        datetime!(2026-12-24 09:00 +1),
    )];
    let thirty = Request {
        suspensions: &late,
        ..Request::new(term(30, Unit::CalendarDays), START)
    };
    assert!(
        told(&thirty, Language::English)[2].ends_with("has no effect: it began when the term had ended.")
    );
    let now = Request {
        suspensions: &late,
        ..Request::new(term(0, Unit::Immediate), START)
    };
    assert!(told(&now, Language::English)[1].ends_with("has no effect: what is immediate is not suspended."));
}
