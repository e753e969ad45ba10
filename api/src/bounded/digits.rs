//! Writes days and moments (RFC 3339). An answer tells dozens of them.

use serde::ser::{Error, Serializer};
use time::{Date, OffsetDateTime, Time, UtcOffset};

/// The longest moment: `2026-11-20T11:30:00.123456789+01:00`.
const LONGEST: usize = 35;

/// Characters, one after the other.
struct Text {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Text {
    const EMPTY: Self = Self {
        bytes: [0; LONGEST],
        length: 0,
    };

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    fn digit(&mut self, number: u32) {
        self.push(b'0' + u8::try_from(number % 10).unwrap_or(0));
    }

    fn two_digits(&mut self, number: impl Into<u32>) {
        let number = number.into();
        self.digit(number / 10);
        self.digit(number);
    }

    fn date(&mut self, date: Date) -> Result<(), &'static str> {
        let year = u32::try_from(date.year()).map_err(|_| "a year before the first cannot be written")?;
        if year > 9_999 {
            return Err("a year of five digits cannot be written");
        }
        self.two_digits(year / 100);
        self.two_digits(year % 100);
        self.push(b'-');
        self.two_digits(u8::from(date.month()));
        self.push(b'-');
        self.two_digits(date.day());
        Ok(())
    }

    fn time(&mut self, time: Time) {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        self.two_digits(hour);
        self.push(b':');
        self.two_digits(minute);
        self.push(b':');
        self.two_digits(second);
        if nanosecond == 0 {
            return;
        }
        self.push(b'.');
        let (mut rest, mut place) = (nanosecond, 100_000_000);
        while rest > 0 {
            self.digit(rest / place);
            rest %= place;
            place = (place / 10).max(1);
        }
    }

    fn offset(&mut self, offset: UtcOffset) -> Result<(), &'static str> {
        let (hours, minutes, seconds) = offset.as_hms();
        if seconds != 0 {
            return Err("an offset with seconds cannot be written");
        }
        if offset.is_utc() {
            self.push(b'Z');
            return Ok(());
        }
        self.push(if offset.is_negative() { b'-' } else { b'+' });
        self.two_digits(hours.unsigned_abs());
        self.push(b':');
        self.two_digits(minutes.unsigned_abs());
        Ok(())
    }

    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = self.bytes.get(..self.length).unwrap_or_default();
        serializer.serialize_str(str::from_utf8(written).map_err(S::Error::custom)?)
    }
}

/// Writes `2026-11-20`.
pub(super) fn day<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = Text::EMPTY;
    text.date(*date).map_err(S::Error::custom)?;
    text.serialize(serializer)
}

/// Writes `2026-11-20T11:30:00+01:00`, with as many digits of the second as it has.
pub(super) fn moment<S: Serializer>(moment: &OffsetDateTime, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = Text::EMPTY;
    text.date(moment.date()).map_err(S::Error::custom)?;
    text.push(b'T');
    text.time(moment.time());
    text.offset(moment.offset()).map_err(S::Error::custom)?;
    text.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::format_description::well_known::Rfc3339;
    use time::macros::datetime;

    use crate::bounded::{Day, Moment};

    fn written(moment: time::OffsetDateTime) -> String {
        serde_json::to_string(&Moment(moment)).unwrap()
    }

    #[test]
    fn a_moment_has_as_many_digits_of_the_second_as_are_needed() {
        assert_eq!(
            written(datetime!(2026-11-20 11:30 +1)),
            r#""2026-11-20T11:30:00+01:00""#
        );
        assert_eq!(
            written(datetime!(2026-11-20 11:30:00.120 UTC)),
            r#""2026-11-20T11:30:00.12Z""#
        );
        assert_eq!(
            written(datetime!(0001-01-02 23:59:59.000_000_009 -3:30)),
            r#""0001-01-02T23:59:59.000000009-03:30""#
        );
    }

    #[test]
    fn what_rfc_3339_cannot_write_is_not_written() {
        assert!(serde_json::to_string(&Moment(datetime!(2026-11-20 11:30 +1:00:30))).is_err());
        assert!(serde_json::to_string(&Moment(datetime!(-0001-11-20 11:30 UTC))).is_err());
        assert!(serde_json::to_string(&Day(time::macros::date!(-0001 - 11 - 20))).is_err());
    }

    proptest! {
        #[test]
        fn moments_are_written_as_the_standard_says(
            second in -62_135_596_800_i64..253_402_214_400,
            nanosecond in prop_oneof![Just(0), Just(120_000_000), 0..1_000_000_000_u32],
            minutes in -14 * 60..=14 * 60,
        ) {
            let offset = time::UtcOffset::from_whole_seconds(minutes * 60).unwrap();
            let moment = time::OffsetDateTime::from_unix_timestamp(second).unwrap();
            let moment = moment.replace_nanosecond(nanosecond).unwrap();
            if let Some(moment) = moment.checked_to_offset(offset)
                && let Ok(expected) = moment.format(&Rfc3339)
            {
                prop_assert_eq!(written(moment), format!("\"{expected}\""));
                let day = serde_json::to_string(&Day(moment.date())).unwrap();
                prop_assert_eq!(&day[1..11], &expected[..10]);
            }
        }
    }
}
