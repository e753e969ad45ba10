//! Exact decimal numbers, as a charter prints them (`95.00`), and exact ratios. No floats.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A decimal number of at most 12 digits, at most 6 of them after the point, that remembers how it was written.
///
/// Equality and order are those of the number: `95.00` equals `95`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    units: i64,
    scale: u32,
}

/// A decimal could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a decimal number has at most 12 digits, at most 6 of them after a point")]
pub struct DecimalFault;

impl Decimal {
    /// Reads `-?[0-9]+(\.[0-9]+)?` of at most 12 digits, at most 6 of them after the point.
    ///
    /// # Errors
    /// [`DecimalFault`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, DecimalFault> {
        let (negative, digits) = raw.strip_prefix('-').map_or((false, raw), |rest| (true, rest));
        let (whole, fraction) = digits
            .split_once('.')
            .map_or((digits, None), |(w, f)| (w, Some(f)));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let fraction_text = fraction.unwrap_or("");
        let shaped = all_digits(whole)
            && fraction.is_none_or(all_digits)
            && whole.len() + fraction_text.len() <= 12
            && fraction_text.len() <= 6;
        if !shaped {
            return Err(DecimalFault);
        }
        let units: i64 = format!("{whole}{fraction_text}")
            .parse()
            .map_err(|_| DecimalFault)?;
        let scale = u32::try_from(fraction_text.len()).map_err(|_| DecimalFault)?;
        Ok(Self {
            units: if negative { -units } else { units },
            scale,
        })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(units: i32) -> Self {
        Self {
            units: i64::from(units),
            scale: 0,
        }
    }

    /// The number in millionths, which every decimal is a whole number of.
    #[must_use]
    pub fn millionths(self) -> i64 {
        self.units * 10_i64.pow(6 - self.scale.min(6))
    }

    /// The largest whole number that is not more than it.
    #[must_use]
    pub fn floor(self) -> i64 {
        self.units.div_euclid(10_i64.pow(self.scale))
    }

    /// The exact sum, when it is a decimal of this kind too.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = |number: Self| number.units * 10_i64.pow(scale - number.scale);
        let units = units(self) + units(other);
        (units.unsigned_abs() < 10_u64.pow(12)).then_some(Self { units, scale })
    }

    /// The number as a ratio of integers.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio {
            numerator: i128::from(self.units),
            denominator: 10_i128.pow(self.scale),
        }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.units);
        }
        let width = usize::try_from(self.scale).unwrap_or(0);
        let power = 10_u64.pow(self.scale);
        let size = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:0width$}", size / power, size % power)
    }
}

impl TryFrom<String> for Decimal {
    type Error = DecimalFault;

    fn try_from(raw: String) -> Result<Self, DecimalFault> {
        Self::parse(&raw)
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.ratio().cmp(&other.ratio())
    }
}

/// An exact ratio with a positive denominator.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// `numerator / denominator`, or nothing when the denominator is zero: what is not measurable has no value.
    #[must_use]
    pub fn of(numerator: i64, denominator: i64) -> Option<Self> {
        let sign = i128::from(denominator.signum());
        (denominator != 0).then(|| Self {
            numerator: i128::from(numerator) * sign,
            denominator: i128::from(denominator) * sign,
        })
    }

    /// The same ratio out of a hundred.
    #[must_use]
    pub fn percent(self) -> Self {
        Self {
            numerator: self.numerator * 100,
            denominator: self.denominator,
        }
    }

    /// The ratio written with two decimals, the half rounded away from zero.
    #[must_use]
    pub fn to_two_decimals(self) -> String {
        let scaled = self.numerator * 100;
        let half = self.denominator / 2;
        let rounded = if scaled < 0 { scaled - half } else { scaled + half } / self.denominator;
        let sign = if rounded < 0 { "-" } else { "" };
        let size = rounded.unsigned_abs();
        format!("{sign}{}.{:02}", size / 100, size % 100)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_shown_as_it_was_written_and_compared_as_a_number() {
        for raw in ["95.00", "5", "0.5", "-3.25", "-0.05", "100000.123456"] {
            assert_eq!(Decimal::parse(raw).map(|d| d.to_string()), Ok(raw.to_owned()));
        }
        assert_eq!(Decimal::parse("95.00"), Decimal::parse("95"));
        assert!(Decimal::parse("94.999").unwrap() < Decimal::parse("95").unwrap());
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for raw in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1e3",
            "+1",
            "1,5",
            " 1",
            "1234567890123",
            "0.1234567",
            "١",
        ] {
            assert_eq!(Decimal::parse(raw), Err(DecimalFault), "{raw}");
        }
    }

    #[test]
    fn decimals_add_up_exactly_or_not_at_all() {
        let sum = |a: &str, b: &str| {
            let (a, b) = (Decimal::parse(a).unwrap(), Decimal::parse(b).unwrap());
            a.checked_add(b).map(|sum| sum.to_string())
        };
        assert_eq!(sum("0.1", "0.25").as_deref(), Some("0.35"));
        assert_eq!(sum("-3", "0.5").as_deref(), Some("-2.5"));
        assert_eq!(sum("999999999998", "1").as_deref(), Some("999999999999"));
        assert_eq!(sum("999999999999", "1"), None);
        assert_eq!(sum("999999999999", "0.000001"), None);
    }

    #[test]
    fn a_decimal_has_whole_units_below_it_and_is_whole_in_millionths() {
        let read = |raw: &str| Decimal::parse(raw).unwrap();
        assert_eq!(read("2.5").floor(), 2);
        assert_eq!(read("-2.5").floor(), -3);
        assert_eq!(read("20").floor(), 20);
        assert_eq!(read("3.75").millionths(), 3_750_000);
        assert_eq!(read("0.000001").millionths(), 1);
    }

    #[test]
    fn a_zero_denominator_has_no_value() {
        assert!(Ratio::of(0, 0).is_none());
        assert!(Ratio::of(5, 0).is_none());
    }

    #[test]
    fn a_share_is_exact_and_rounded_only_to_be_shown() {
        let two_thirds = Ratio::of(2, 3).map(Ratio::percent);
        assert_eq!(two_thirds.map(Ratio::to_two_decimals), Some("66.67".to_owned()));
        assert!(two_thirds < Ratio::of(6667, 100));
        assert_eq!(
            Ratio::of(-1, 3).map(Ratio::to_two_decimals),
            Some("-0.33".to_owned())
        );
        assert_eq!(Ratio::of(1, -2), Ratio::of(-1, 2));
    }
}
