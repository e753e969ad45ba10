//! What a due date costs: 30 calendar days, 20 working days, 48 opening hours over August, each with and without
//! its steps, and 10,000 running deadlines recomputed.

use cartaviva_domain::calendar::{Calendar, CalendarSettings};
use cartaviva_domain::deadline::{Direction, Request, Roll, Term, Unit, compute, explain};
use criterion::Criterion;
use std::error::Error;
use std::hint::black_box;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

/// Livorno, URP charter.
const LIVORNO: &str = r#"{
    "opening_hours": {
        "monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"], ["15:30", "17:30"]],
        "wednesday": [["09:00", "13:00"]], "thursday": [["09:00", "13:00"], ["15:30", "17:30"]],
        "friday": [["09:00", "13:00"]]
    },
    "closures": [{"from": "08-01", "to": "08-31", "weekdays": ["tuesday", "thursday"], "hours": [["15:30", "17:30"]]}],
    "patron_saint_day": "05-22"
}"#;

const NOVEMBER: OffsetDateTime = datetime!(2026-11-20 11:30 +1);
const AUGUST: OffsetDateTime = datetime!(2026-07-30 15:45 +2);

fn main() -> Result<(), Box<dyn Error>> {
    let calendar = Calendar::try_from(serde_json::from_str::<CalendarSettings>(LIVORNO)?)?;
    let mut criterion = Criterion::default().configure_from_args();
    for (name, amount, unit, starts_at) in [
        ("30 calendar days", 30, Unit::CalendarDays, NOVEMBER),
        ("20 working days", 20, Unit::WorkingDays, NOVEMBER),
        ("48 opening hours over August", 48, Unit::OpeningHours, AUGUST),
    ] {
        let term = Term::new(amount, unit, Roll::NextNonHoliday, Direction::Forward)?;
        let request = Request::new(term, starts_at);
        criterion.bench_function(name, |bench| {
            bench.iter(|| compute(&calendar, black_box(&request)))
        });
        let explained = format!("{name}, with its steps");
        criterion.bench_function(&explained, |bench| {
            bench.iter(|| explain(&calendar, black_box(&request)))
        });
    }
    recompute_ten_thousand(&mut criterion, &calendar)?;
    criterion.final_summary();
    Ok(())
}

/// Half of them in calendar days, the others in working days and in hours, all year round.
fn recompute_ten_thousand(criterion: &mut Criterion, calendar: &Calendar) -> Result<(), Box<dyn Error>> {
    let forward = |amount, unit| Term::new(amount, unit, Roll::NextNonHoliday, Direction::Forward);
    let terms = [
        forward(30, Unit::CalendarDays)?,
        forward(3, Unit::WorkingDays)?,
        forward(30, Unit::CalendarDays)?,
        forward(48, Unit::WorkingDayHours)?,
    ];
    let starts = (0_i64..).map(|index| NOVEMBER + Duration::minutes(index * 53));
    let running: Vec<Request<'_>> = terms
        .iter()
        .cycle()
        .zip(starts)
        .take(10_000)
        .map(|(term, start)| Request::new(*term, start))
        .collect();
    criterion.bench_function("10,000 running deadlines recomputed", |bench| {
        bench.iter(|| {
            running
                .iter()
                .filter(|request| compute(calendar, request).is_ok())
                .count()
        });
    });
    Ok(())
}
