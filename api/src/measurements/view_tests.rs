use cartaviva_domain::decimal::Decimal;
use cartaviva_domain::distribution::Distribution;
use cartaviva_domain::standards::RolledUp;

use super::*;

/// Four cases that count: three kept the term, one has not ended.
fn figures() -> CaseFigures {
    CaseFigures {
        counted: 4,
        within: 3,
        elapsed: Distribution::of([(2, 1), (3, 1), (7, 1)]),
        reports: 8,
        upheld: 1,
    }
}

fn counted(measure: CaseMeasure, figures: CaseFigures) -> Shown {
    let shown = Shown::of(&Reached::Counted(measure, figures));
    assert_eq!(shown.source, Some(ValueSource::Cases));
    shown
}

#[test]
fn a_time_is_shown_as_the_longest_one_in_its_own_unit_beside_how_many_kept_it() {
    let shown = counted(CaseMeasure::WorstElapsed, figures());
    assert_eq!((shown.value.as_deref(), shown.share), (Some("7"), Some((3, 4))));
    let times = Times {
        counted: 4,
        within: 3,
        median: Some(3),
        percentile_90: Some(7),
        worst: Some(7),
    };
    assert_eq!(shown.times, Some(times));
}

#[test]
fn a_case_that_is_still_open_counts_and_took_nothing_yet() {
    let open = CaseFigures {
        counted: 1,
        ..CaseFigures::default()
    };
    let shown = counted(CaseMeasure::WorstElapsed, open);
    assert_eq!((shown.value, shown.share), (None, Some((0, 1))));
    assert_eq!(
        shown
            .times
            .map(|times| (times.counted, times.median, times.worst)),
        Some((1, None, None))
    );
}

#[test]
fn a_share_of_cases_is_shown_in_percent() {
    let within = counted(CaseMeasure::ShareWithin, figures());
    assert_eq!(within.value.as_deref(), Some("75.00"));
    assert_eq!(within.times.and_then(|times| times.worst), Some(7));
    let upheld = counted(CaseMeasure::UpheldShare, figures());
    assert_eq!(
        (upheld.value.as_deref(), upheld.share, upheld.times),
        (Some("12.50"), Some((1, 8)), None)
    );
}

#[test]
fn no_cases_at_all_have_a_denominator_of_zero_and_no_value() {
    let shown = counted(CaseMeasure::ShareWithin, CaseFigures::default());
    assert_eq!((shown.value, shown.share), (None, Some((0, 0))));
}

#[test]
fn a_recorded_number_is_shown_as_it_was_written() {
    let value = Value::Number(Decimal::parse("96.50").unwrap());
    let shown = Shown::of(&Reached::Recorded(value));
    let expected = Shown {
        value: Some("96.50".to_owned()),
        source: Some(ValueSource::Recorded),
        ..Shown::default()
    };
    assert_eq!(shown, expected);
    assert_eq!(Shown::of(&Reached::Nothing), Shown::default());
}

#[test]
fn a_value_that_follows_from_shorter_periods_names_them() {
    let periods: Vec<Period> = ["2026-H1", "2026-H2"]
        .iter()
        .map(|raw| Period::parse(raw).unwrap())
        .collect();
    let value = Value::mean(Decimal::parse("3.755").unwrap(), 200).unwrap();
    let shown = Shown::of(&Reached::RolledUp(RolledUp {
        value,
        periods: periods.clone(),
    }));
    let expected = Shown {
        value: Some("3.76".to_owned()),
        answers: Some(200),
        rolled_up_from: periods,
        source: Some(ValueSource::RolledUp),
        ..Shown::default()
    };
    assert_eq!(shown, expected);
}
