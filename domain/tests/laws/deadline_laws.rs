//! The laws that every deadline obeys, whatever the calendar.

use crate::replay::replay;
use crate::strategies::*;
use cartaviva_domain::calendar::{Calendar, DayKind};
use cartaviva_domain::deadline::{
    Direction, Due, Extension, Refusal, Request, Roll, Suspension, SuspensionLimit, Term, Unit, compute,
    elapsed, explain,
};
use cartaviva_domain::language::Language;
use proptest::prelude::*;
use proptest::sample::select;
use time::{Date, Duration, OffsetDateTime};

/// The due date; none where the calendar hardly ever opens or works.
fn due(calendar: &Calendar, term: Term, starts_at: OffsetDateTime) -> Option<Due> {
    computed(calendar, &Request::new(term, starts_at))
}

fn computed(calendar: &Calendar, request: &Request<'_>) -> Option<Due> {
    match compute(calendar, request) {
        Ok(due) => Some(due),
        Err(Refusal::NeverOpen | Refusal::NoWorkingDay | Refusal::OutsideYears(_)) => None,
        Err(refusal) => panic!("{refusal}"),
    }
}

fn forward(amount: u32, unit: Unit, roll: Roll) -> Term {
    Term::new(amount, unit, roll, Direction::Forward).unwrap()
}

/// An instant at noon UTC of a date, which is the same date or the next in every zone of the laws.
fn noon(date: Date) -> OffsetDateTime {
    date.with_hms(12, 0, 0).unwrap().assume_utc()
}

/// The hour by which a time that the clocks leap over comes later than its neighbours.
fn tolerance(unit: Unit) -> Duration {
    if unit == Unit::WorkingDayHours {
        Duration::HOUR
    } else {
        Duration::ZERO
    }
}

fn extensions() -> impl Strategy<Value = Vec<Extension>> {
    let one = select(&COUNTED)
        .prop_flat_map(|unit| amounts(unit).prop_map(move |amount| Extension { amount, unit }));
    proptest::collection::vec(one, 0..3)
}

/// Suspensions that follow one another, given in the reverse order.
fn suspensions() -> impl Strategy<Value = Vec<Suspension>> {
    (
        instants(),
        proptest::collection::vec((0_i64..2_000_000, 0_i64..4_000_000), 0..3),
    )
        .prop_map(|(first, parts)| {
            let mut at = first;
            let mut suspensions = Vec::new();
            for (pause, length) in parts {
                let from = at + Duration::seconds(pause);
                at = from + Duration::seconds(length);
                suspensions.push(Suspension { from, to: Some(at) });
            }
            suspensions.reverse();
            suspensions
        })
}

proptest! {
    #[test]
    fn an_extension_of_nothing_changes_nothing(
        calendar in calendars(), term in terms(&COUNTED), starts_at in instants(), unit in select(&COUNTED),
    ) {
        let term = forward(term.amount(), term.unit(), term.roll());
        let request = Request::new(term, starts_at);
        let extensions = [Extension { amount: 0, unit }];
        prop_assert_eq!(
            computed(&calendar, &Request { extensions: &extensions, ..request }),
            computed(&calendar, &request)
        );
    }

    #[test]
    fn no_days_end_on_the_first_day(calendar in calendars(), unit in select(&IN_DAYS), starts_at in instants()) {
        let due = due(&calendar, forward(0, unit, Roll::None), starts_at).unwrap();
        prop_assert_eq!(due.due_on, calendar.date_of(starts_at));
    }

    #[test]
    fn a_longer_term_ends_no_sooner_and_backward_no_later(
        calendar in calendars(), term in terms(&COUNTED), more in 0_u32..200, starts_at in instants(),
    ) {
        let longer = with_amount(term, (term.amount() + more).min(term.unit().maximum()));
        if let (Some(short), Some(long)) = (due(&calendar, term, starts_at), due(&calendar, longer, starts_at)) {
            let (first, last) = if term.direction() == Direction::Forward { (short, long) } else { (long, short) };
            prop_assert!(first.due_at <= last.due_at + tolerance(term.unit()));
        }
    }

    #[test]
    fn a_later_start_never_ends_sooner(
        calendar in calendars(), term in terms(&COUNTED), starts_at in instants(), later in 0_i64..1_000_000,
    ) {
        let then = starts_at + Duration::seconds(later);
        if let (Some(first), Some(last)) = (due(&calendar, term, starts_at), due(&calendar, term, then)) {
            prop_assert!(first.due_at <= last.due_at + tolerance(term.unit()));
        }
    }

    #[test]
    fn days_counted_in_one_go_or_piecewise_end_on_the_same_day(
        calendar in calendars(), unit in select(&IN_DAYS), one in 0_u32..60, other in 0_u32..60, date in dates(),
    ) {
        let starts_at = noon(date);
        let starts_at = if unit == Unit::Months { starts_at.replace_day(starts_at.day().min(27)).unwrap() } else { starts_at };
        let term = |amount| forward(amount, unit, Roll::None);
        if let Some(whole) = due(&calendar, term(one + other), starts_at) {
            let first = due(&calendar, term(one), starts_at).unwrap();
            let second = due(&calendar, term(other), first.due_at).unwrap();
            prop_assert_eq!(second.due_on, whole.due_on);
        }
    }

    #[test]
    fn hours_counted_in_one_go_or_piecewise_end_at_the_same_instant(
        calendar in calendars_without_clock_changes(), unit in select(&IN_HOURS),
        one in 0_u32..100, other in 1_u32..100, starts_at in instants(),
    ) {
        let term = |amount| forward(amount, unit, Roll::None);
        if let Some(whole) = due(&calendar, term(one + other), starts_at) {
            let first = due(&calendar, term(one), starts_at).unwrap();
            let second = due(&calendar, term(other), first.due_at).unwrap();
            prop_assert_eq!(second.due_at, whole.due_at);
        }
    }

    #[test]
    fn sixty_opening_minutes_are_an_opening_hour(
        calendar in calendars(), hours in 0_u32..60, starts_at in instants(), direction in directions(),
    ) {
        let term = |amount, unit| Term::new(amount, unit, Roll::None, direction).unwrap();
        prop_assert_eq!(
            due(&calendar, term(hours * 60, Unit::OpeningMinutes), starts_at),
            due(&calendar, term(hours, Unit::OpeningHours), starts_at)
        );
    }

    #[test]
    fn twenty_four_hours_of_a_working_day_end_on_the_next_one(
        calendar in calendars_without_clock_changes(), days in 1_u32..20, starts_at in instants(),
    ) {
        let by_days = due(&calendar, forward(days, Unit::WorkingDays, Roll::None), starts_at);
        if let Some(due_on) = by_days.filter(|_| calendar.is_working_day(calendar.date_of(starts_at))) {
            let hours = due(&calendar, forward(days * 24, Unit::WorkingDayHours, Roll::None), starts_at).unwrap();
            prop_assert_eq!(hours.due_on, due_on.due_on);
            prop_assert_eq!(hours.due_at.time(), starts_at.time());
        }
    }

    #[test]
    fn a_suspension_of_n_days_moves_a_term_in_days_by_n_before_it_rolls(
        calendar in calendars(), amount in 1_u32..90, days in 0_i64..40, into in 0_i64..90, date in dates(),
        unit in select(vec![Unit::CalendarDays, Unit::Months]),
    ) {
        let starts_at = noon(date);
        let amount = if unit == Unit::Months { amount % 12 + 1 } else { amount };
        let term = forward(amount, unit, Roll::None);
        let plain = due(&calendar, term, starts_at).unwrap();
        let into = into % ((plain.due_on - calendar.date_of(starts_at)).whole_days() + 1);
        let from = noon(date + Duration::days(into));
        let to = noon(date + Duration::days(into + days));
        let suspensions = [Suspension { from, to: Some(to) }];
        let moved = computed(&calendar, &Request { suspensions: &suspensions, ..Request::new(term, starts_at) });
        prop_assert_eq!(moved.unwrap().due_on, plain.due_on + Duration::days(days));
    }

    #[test]
    fn a_capped_suspension_moves_a_term_by_no_more_than_its_cap(
        calendar in calendars(), amount in 1_u32..90, days in 0_i64..90, cap in 0_u32..60, date in dates(),
    ) {
        let starts_at = noon(date);
        let term = forward(amount, Unit::CalendarDays, Roll::None);
        let plain = due(&calendar, term, starts_at).unwrap();
        let suspensions = [Suspension { from: starts_at, to: Some(noon(date + Duration::days(days))) }];
        let request = Request {
            suspensions: &suspensions,
            suspension_limit: Some(SuspensionLimit { times: 1, days: cap }),
            ..Request::new(term, starts_at)
        };
        let moved = computed(&calendar, &request).unwrap();
        prop_assert_eq!(moved.due_on, plain.due_on + Duration::days(days.min(i64::from(cap))));
    }

    #[test]
    fn the_last_day_is_never_one_that_the_roll_policy_excludes(
        calendar in calendars(), term in terms(&IN_DAYS), starts_at in instants(),
    ) {
        if let Some(due) = due(&calendar, term, starts_at) {
            let kind = calendar.day_kind(due.due_on);
            match term.roll() {
                Roll::None => {}
                Roll::NextWorkingDay => prop_assert_eq!(kind, DayKind::Working),
                Roll::NextNonHoliday => prop_assert!(
                    calendar.legal_holiday(due.due_on).is_none()
                        || (term.unit() == Unit::WorkingDays && kind == DayKind::Working)
                ),
            }
        }
    }

    #[test]
    fn a_term_in_opening_time_ends_while_the_office_is_open_or_as_it_closes(
        calendar in calendars(), minutes in 1_u32..3_000, starts_at in instants(),
    ) {
        if let Some(due) = due(&calendar, forward(minutes, Unit::OpeningMinutes, Roll::None), starts_at) {
            prop_assert!(calendar.is_open(due.due_at - Duration::NANOSECOND));
            prop_assert!(due.due_at - starts_at >= Duration::minutes(i64::from(minutes)));
        }
    }

    #[test]
    fn a_term_that_runs_to_its_end_took_its_amount(
        calendar in calendars_without_clock_changes(), term in terms(&COUNTED), starts_at in instants(),
    ) {
        let term = forward(term.amount(), term.unit(), Roll::None);
        if let Some(due) = due(&calendar, term, starts_at) {
            let took = elapsed(&calendar, term.unit(), starts_at, due.due_at, &[]).unwrap();
            prop_assert_eq!(took.whole(), i64::from(term.amount()));
            let (numerator, denominator) = took.fraction();
            prop_assert_eq!(numerator, u64::from(term.amount()) * denominator);
        }
    }

    #[test]
    fn a_suspended_term_took_its_amount_too(
        calendar in calendars_without_clock_changes(), hours in 1_u32..60, starts_at in instants(),
        suspensions in suspensions(),
    ) {
        let term = forward(hours, Unit::OpeningHours, Roll::None);
        let request = Request { suspensions: &suspensions, ..Request::new(term, starts_at) };
        if let Some(due) = computed(&calendar, &request) {
            let took = elapsed(&calendar, Unit::OpeningHours, starts_at, due.due_at, &suspensions).unwrap();
            prop_assert_eq!(took.fraction().0, u64::from(hours) * took.fraction().1);
        }
    }

    #[test]
    fn days_back_from_the_last_day_lead_to_the_first(
        calendar in calendars(), amount in 0_u32..200, starts_at in instants(),
    ) {
        let there = due(&calendar, forward(amount, Unit::CalendarDays, Roll::None), starts_at).unwrap();
        let back = Term::new(amount, Unit::CalendarDays, Roll::None, Direction::Backward).unwrap();
        prop_assert_eq!(due(&calendar, back, there.due_at).unwrap().due_on, calendar.date_of(starts_at));
    }

    #[test]
    fn the_steps_lead_to_the_result_and_are_one_computation_with_it(
        calendar in calendars(), term in terms(&COUNTED), starts_at in instants(),
        suspensions in suspensions(), extensions in extensions(), capped in any::<bool>(),
    ) {
        let backward = term.direction() == Direction::Backward;
        let request = Request {
            suspensions: if backward { &[] } else { &suspensions },
            extensions: if backward { &[] } else { &extensions },
            suspension_limit: capped.then_some(SuspensionLimit { times: 2, days: 10 }),
            ..Request::new(term, starts_at)
        };
        match explain(&calendar, &request) {
            Ok(explained) => {
                prop_assert_eq!(compute(&calendar, &request), Ok(explained.due));
                prop_assert_eq!(replay(&explained.steps), (explained.due.due_on, explained.due.due_at));
                for step in &explained.steps {
                    for language in [Language::Italian, Language::English] {
                        prop_assert!((10..=2_000).contains(&step.sentence(language).len()));
                    }
                }
                let last = explained.steps.last().unwrap();
                prop_assert_eq!((last.on, last.at), (explained.due.due_on, Some(explained.due.due_at)));
            }
            Err(refusal) => prop_assert_eq!(compute(&calendar, &request), Err(refusal)),
        }
    }

    #[test]
    fn whatever_is_asked_is_answered_or_refused(
        calendar in calendars(), unit in select(&COUNTED), share in 0_u32..=100, roll in rolls(),
        direction in directions(), seconds in -10_000_000_000_i64..20_000_000_000,
        from in -10_000_000_000_i64..20_000_000_000, to in -10_000_000_000_i64..20_000_000_000,
    ) {
        let at = |seconds| OffsetDateTime::UNIX_EPOCH + Duration::seconds(seconds);
        let term = Term::new(unit.maximum() / 100 * share, unit, roll, direction).unwrap();
        let suspensions = [Suspension { from: at(from), to: Some(at(to)) }];
        let request = Request { suspensions: &suspensions, ..Request::new(term, at(seconds)) };
        let asked = [request, Request::new(term, at(seconds))];
        for request in asked {
            match explain(&calendar, &request) {
                Ok(explained) => prop_assert_eq!(compute(&calendar, &request), Ok(explained.due)),
                Err(refusal) => prop_assert!(refusal.pointer().is_some()),
            }
        }
    }
}
