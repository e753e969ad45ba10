//! Hours of a day, to the minute.

use time::Time;

/// The minutes of a day.
pub const MINUTES_PER_DAY: u16 = 1440;

/// A stretch of a day, half-open: open at `from`, closed again at `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpeningInterval {
    from: u16,
    until: u16,
}

/// Why two times make no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IntervalFault {
    BadTime,
    Reversed,
}

impl OpeningInterval {
    /// Reads two times `HH:MM`; the second may be `24:00` and must come after the first.
    pub(super) fn parse(from: &str, until: &str) -> Result<Self, IntervalFault> {
        let from = minute_of_day(from).filter(|minute| *minute < MINUTES_PER_DAY);
        let (Some(from), Some(until)) = (from, minute_of_day(until)) else {
            return Err(IntervalFault::BadTime);
        };
        if from < until {
            Ok(Self { from, until })
        } else {
            Err(IntervalFault::Reversed)
        }
    }

    /// The first minute of the day that belongs to the interval (0 to 1439).
    #[must_use]
    pub fn from(self) -> u16 {
        self.from
    }

    /// The first minute of the day that no longer belongs to it (1 to 1440).
    #[must_use]
    pub fn until(self) -> u16 {
        self.until
    }

    /// The local time at which the interval begins.
    pub(super) fn opens_at(self) -> Time {
        time_of(self.from).unwrap_or(Time::MIDNIGHT)
    }

    /// The local time at which the interval ends; `None` for the midnight that ends the day.
    pub(super) fn closes_at(self) -> Option<Time> {
        time_of(self.until)
    }

    /// Whether the two intervals share a minute.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// What is left of the interval once another is taken out: none, one or two pieces, in order.
    pub(super) fn without(self, other: Self) -> impl Iterator<Item = Self> {
        let before = Self {
            from: self.from,
            until: self.until.min(other.from),
        };
        let after = Self {
            from: self.from.max(other.until),
            until: self.until,
        };
        [before, after]
            .into_iter()
            .filter(|piece| piece.from < piece.until)
    }
}

fn minute_of_day(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= MINUTES_PER_DAY).then_some(total)
}

fn time_of(minute: u16) -> Option<Time> {
    let hour = u8::try_from(minute / 60).ok()?;
    Time::from_hms(hour, u8::try_from(minute % 60).ok()?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(from: &str, until: &str) -> OpeningInterval {
        OpeningInterval::parse(from, until).unwrap()
    }

    #[test]
    fn an_interval_is_read_to_the_minute_and_may_end_at_24_00() {
        let morning = interval("09:00", "13:05");
        assert_eq!((morning.from(), morning.until()), (540, 785));
        assert_eq!(morning.opens_at(), time::macros::time!(09:00));
        assert_eq!(morning.closes_at(), Some(time::macros::time!(13:05)));
        let day = interval("00:00", "24:00");
        assert_eq!((day.from(), day.until()), (0, 1440));
        assert_eq!(day.closes_at(), None);
    }

    #[test]
    fn what_is_no_time_of_day_is_refused() {
        for bad in [
            "9:00", "09:60", "24:01", "25:00", "09.00", "0900", "", "09:00:00", "-1:00", "+9:00", "99:99",
        ] {
            assert_eq!(
                OpeningInterval::parse("08:00", bad),
                Err(IntervalFault::BadTime),
                "{bad}"
            );
        }
        assert_eq!(
            OpeningInterval::parse("24:00", "24:00"),
            Err(IntervalFault::BadTime)
        );
        assert_eq!(OpeningInterval::parse("x", "10:00"), Err(IntervalFault::BadTime));
    }

    #[test]
    fn an_interval_that_does_not_go_forward_is_refused() {
        assert_eq!(
            OpeningInterval::parse("13:00", "09:00"),
            Err(IntervalFault::Reversed)
        );
        assert_eq!(
            OpeningInterval::parse("09:00", "09:00"),
            Err(IntervalFault::Reversed)
        );
    }

    #[test]
    fn intervals_that_only_touch_do_not_overlap() {
        assert!(!interval("09:00", "13:00").overlaps(interval("13:00", "15:00")));
        assert!(!interval("13:00", "15:00").overlaps(interval("09:00", "13:00")));
        assert!(interval("09:00", "13:01").overlaps(interval("13:00", "15:00")));
        assert!(interval("10:00", "11:00").overlaps(interval("09:00", "13:00")));
    }

    #[test]
    fn taking_hours_out_leaves_what_is_around_them() {
        let left = |from, until| {
            interval("09:00", "13:00")
                .without(interval(from, until))
                .collect::<Vec<OpeningInterval>>()
        };
        assert_eq!(
            left("10:00", "11:00"),
            [interval("09:00", "10:00"), interval("11:00", "13:00")]
        );
        assert_eq!(left("08:00", "11:00"), [interval("11:00", "13:00")]);
        assert_eq!(left("11:00", "14:00"), [interval("09:00", "11:00")]);
        assert_eq!(left("09:00", "13:00"), []);
        assert_eq!(left("14:00", "15:00"), [interval("09:00", "13:00")]);
        assert_eq!(left("07:00", "08:00"), [interval("09:00", "13:00")]);
    }
}
