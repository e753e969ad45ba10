//! The months and days by which is counted, all of UTC.

use time::{Date, OffsetDateTime, Time, UtcOffset};

/// The month and the day of an instant: `2026-11` and `2026-11-20`.
pub(super) fn of(at: OffsetDateTime) -> [String; 2] {
    let day = at.to_offset(UtcOffset::UTC).date();
    [month(day), written(day)]
}

/// A stretch of time as it is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The months and days that lie in it wholly.
    pub(super) whole: Vec<String>,
    /// What is left of it: from a moment until a moment (half-open), less than a day each.
    pub(super) ends: Vec<(OffsetDateTime, OffsetDateTime)>,
}

/// What lies between two moments (half-open).
pub(super) fn between(from: OffsetDateTime, until: OffsetDateTime) -> Stretch {
    let (from, until) = (from.to_offset(UtcOffset::UTC), until.to_offset(UtcOffset::UTC));
    let last = until.date();
    let first = if from.time() == Time::MIDNIGHT {
        from.date()
    } else {
        from.date().next_day().unwrap_or(Date::MAX)
    };
    if first >= last {
        let ends = (from < until).then_some((from, until));
        return Stretch {
            whole: Vec::new(),
            ends: ends.into_iter().collect(),
        };
    }
    let begins = |day: Date| day.with_time(Time::MIDNIGHT).assume_utc();
    let ends = [(from, begins(first)), (begins(last), until)];
    Stretch {
        whole: whole(first, last),
        ends: ends.into_iter().filter(|(from, until)| from < until).collect(),
    }
}

/// The fewest months and days that make up the days from one until another (half-open).
fn whole(first: Date, last: Date) -> Vec<String> {
    let mut names = Vec::new();
    let mut day = first;
    while day < last {
        let next = if day.day() == 1 && after_month(day) <= last {
            names.push(month(day));
            after_month(day)
        } else {
            names.push(written(day));
            day.next_day().unwrap_or(Date::MAX)
        };
        day = next;
    }
    names
}

/// The day after the last of a day's month.
fn after_month(day: Date) -> Date {
    let length = day.month().length(day.year());
    day.replace_day(length)
        .ok()
        .and_then(Date::next_day)
        .unwrap_or(Date::MAX)
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), u8::from(day.month()))
}

fn written(day: Date) -> String {
    format!("{}-{:02}", month(day), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::Duration;
    use time::macros::datetime;

    #[test]
    fn a_year_of_rome_is_eleven_months_thirty_one_days_and_an_hour_at_each_end() {
        let year = between(datetime!(2026-01-01 00:00 +1), datetime!(2027-01-01 00:00 +1));
        assert_eq!(year.whole.len(), 11 + 30);
        assert_eq!(year.whole[0], "2026-01");
        assert_eq!(year.whole[40], "2026-12-30");
        assert_eq!(
            year.ends,
            [
                (datetime!(2025-12-31 23:00 UTC), datetime!(2026-01-01 00:00 UTC)),
                (datetime!(2026-12-31 00:00 UTC), datetime!(2026-12-31 23:00 UTC)),
            ]
        );
    }

    #[test]
    fn within_a_day_nothing_is_whole() {
        let morning = (datetime!(2026-11-20 06:00 UTC), datetime!(2026-11-20 09:00 UTC));
        let stretch = between(morning.0, morning.1);
        assert!(stretch.whole.is_empty());
        assert_eq!(stretch.ends, [morning]);
        assert_eq!(between(morning.1, morning.0), Stretch::default());
    }

    /// An instant in the years that periods have.
    fn instant() -> impl Strategy<Value = OffsetDateTime> {
        (0_i64..3_000_000, any::<bool>()).prop_map(|(minutes, sharp)| {
            let minutes = if sharp { minutes / 1_440 * 1_440 } else { minutes };
            datetime!(2024-01-01 00:00 UTC) + Duration::minutes(minutes)
        })
    }

    proptest! {
        #[test]
        fn every_instant_of_a_stretch_is_counted_once_and_no_other(from in instant(), length in 0_i64..1_500_000, at in instant()) {
            let until = from + Duration::minutes(length);
            let stretch = between(from, until);
            let whole = of(at).iter().filter(|name| stretch.whole.contains(name)).count();
            let ends = stretch.ends.iter().filter(|(from, until)| *from <= at && at < *until).count();
            prop_assert_eq!(whole + ends, usize::from(from <= at && at < until));
            prop_assert!(stretch.ends.iter().all(|(from, until)| *until - *from < Duration::DAY * 2));
        }
    }
}
