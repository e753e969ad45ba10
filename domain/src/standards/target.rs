//! The programmed value: a comparator, a value and a unit.

use crate::deadline::Unit as TermUnit;
use crate::decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How the value reached is compared with the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparator {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// A time not exceeded.
    #[serde(rename = "within")]
    Within,
    /// Exactly this, yes or no.
    #[serde(rename = "is")]
    Is,
}

impl Comparator {
    /// The comparator as charters print it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::Within => "within",
            Self::Is => "is",
        }
    }
}

/// The unit of a target and of the values reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hundredths of a whole.
    Percent,
    /// Yes or no.
    YesNo,
    /// At once: no time may pass.
    Immediate,
    /// Minutes in which the office is open.
    OpeningMinutes,
    /// Hours in which the office is open.
    OpeningHours,
    /// 24 hours for each working day.
    WorkingDayHours,
    /// Working days.
    WorkingDays,
    /// Calendar days.
    CalendarDays,
    /// Calendar months.
    Months,
    /// How many.
    Count,
    /// A mean score of satisfaction.
    Score,
}

impl Unit {
    /// What a term counts when it is measured in this unit; none when the unit measures no time.
    #[must_use]
    pub fn of_term(self) -> Option<TermUnit> {
        Some(match self {
            Self::Immediate => TermUnit::Immediate,
            Self::OpeningMinutes => TermUnit::OpeningMinutes,
            Self::OpeningHours => TermUnit::OpeningHours,
            Self::WorkingDayHours => TermUnit::WorkingDayHours,
            Self::WorkingDays => TermUnit::WorkingDays,
            Self::CalendarDays => TermUnit::CalendarDays,
            Self::Months => TermUnit::Months,
            Self::Percent | Self::YesNo | Self::Count | Self::Score => return None,
        })
    }

    /// The word for the unit.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::YesNo => "yes_no",
            Self::Immediate => "immediate",
            Self::OpeningMinutes => "opening_minutes",
            Self::OpeningHours => "opening_hours",
            Self::WorkingDayHours => "working_day_hours",
            Self::WorkingDays => "working_days",
            Self::CalendarDays => "calendar_days",
            Self::Months => "months",
            Self::Count => "count",
            Self::Score => "score",
        }
    }

    /// Whether the unit measures time.
    #[must_use]
    pub fn is_time(self) -> bool {
        self.of_term().is_some()
    }
}

/// A comparator, a value and a unit that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Printed", into = "Printed")]
pub struct Target {
    comparator: Comparator,
    value: TargetValue,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TargetValue {
    Number(Decimal),
    YesNo(bool),
    Immediate,
}

/// A target as a charter prints it.
#[derive(Clone, Serialize, Deserialize)]
struct Printed {
    comparator: Comparator,
    target: String,
    unit: Unit,
}

/// Why a target is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetFault {
    /// The value does not suit the unit.
    #[error(
        "the target does not suit its unit: a number, 'true' or 'false' for yes_no, 'immediate' for immediate"
    )]
    Value,
    /// The comparator does not suit the unit.
    #[error("the comparator does not suit the unit: 'is' for yes_no, 'within' for times")]
    Comparator,
}

impl Target {
    /// Reads a target as printed: a decimal number, `true` or `false` for `yes_no`, `immediate` for `immediate`.
    ///
    /// # Errors
    /// [`TargetFault`] when comparator, value and unit do not go together.
    pub fn parse(comparator: Comparator, target: &str, unit: Unit) -> Result<Self, TargetFault> {
        let value = match unit {
            Unit::YesNo => TargetValue::YesNo(target.parse().map_err(|_| TargetFault::Value)?),
            Unit::Immediate if target == "immediate" => TargetValue::Immediate,
            Unit::Immediate => return Err(TargetFault::Value),
            _ => TargetValue::Number(Decimal::parse(target).map_err(|_| TargetFault::Value)?),
        };
        let suits = match unit {
            Unit::YesNo => comparator == Comparator::Is,
            unit if unit.is_time() => comparator == Comparator::Within,
            _ => !matches!(comparator, Comparator::Within | Comparator::Is),
        };
        if suits {
            Ok(Self {
                comparator,
                value,
                unit,
            })
        } else {
            Err(TargetFault::Comparator)
        }
    }

    /// How values are compared with it.
    #[must_use]
    pub fn comparator(self) -> Comparator {
        self.comparator
    }

    /// The unit of its value.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// Its value as a number: 0 for `immediate`, none for yes or no.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match self.value {
            TargetValue::Number(number) => Some(number),
            TargetValue::Immediate => Some(Decimal::whole(0)),
            TargetValue::YesNo(_) => None,
        }
    }

    /// Its value as yes or no.
    #[must_use]
    pub fn yes_no(self) -> Option<bool> {
        match self.value {
            TargetValue::YesNo(yes) => Some(yes),
            _ => None,
        }
    }

    /// The whole target: `within 30 calendar_days`, `>= 95.00 percent`.
    #[must_use]
    pub fn words(self) -> String {
        format!(
            "{} {} {}",
            self.comparator.as_str(),
            self.printed(),
            self.unit.as_str()
        )
    }

    /// Its value as printed (`95.00`, `true`, `immediate`).
    #[must_use]
    pub fn printed(self) -> String {
        match self.value {
            TargetValue::Number(number) => number.to_string(),
            TargetValue::YesNo(yes) => yes.to_string(),
            TargetValue::Immediate => "immediate".to_owned(),
        }
    }
}

impl TryFrom<Printed> for Target {
    type Error = TargetFault;

    fn try_from(printed: Printed) -> Result<Self, TargetFault> {
        Self::parse(printed.comparator, &printed.target, printed.unit)
    }
}

impl From<Target> for Printed {
    fn from(target: Target) -> Self {
        Self {
            comparator: target.comparator,
            target: target.printed(),
            unit: target.unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_keeps_the_words_of_its_charter() {
        let printed = |c, t, u| Target::parse(c, t, u).map(Target::printed);
        assert_eq!(
            printed(Comparator::AtLeast, "95.00", Unit::Percent),
            Ok("95.00".to_owned())
        );
        assert_eq!(
            printed(Comparator::Is, "true", Unit::YesNo),
            Ok("true".to_owned())
        );
        assert_eq!(
            printed(Comparator::Within, "immediate", Unit::Immediate),
            Ok("immediate".to_owned())
        );
    }

    #[test]
    fn a_target_in_words_names_its_comparator_value_and_unit() {
        let target = Target::parse(Comparator::Within, "30", Unit::CalendarDays).unwrap();
        assert_eq!(target.words(), "within 30 calendar_days");
        for unit in [
            Unit::Percent,
            Unit::YesNo,
            Unit::OpeningMinutes,
            Unit::Months,
            Unit::Score,
        ] {
            assert_eq!(serde_json::to_value(unit).unwrap(), unit.as_str());
        }
    }

    #[test]
    fn comparator_value_and_unit_must_go_together() {
        assert_eq!(
            Target::parse(Comparator::AtLeast, "true", Unit::YesNo),
            Err(TargetFault::Comparator)
        );
        assert_eq!(
            Target::parse(Comparator::AtLeast, "3", Unit::WorkingDays),
            Err(TargetFault::Comparator)
        );
        assert_eq!(
            Target::parse(Comparator::Within, "3", Unit::Percent),
            Err(TargetFault::Comparator)
        );
        assert_eq!(
            Target::parse(Comparator::Within, "soon", Unit::WorkingDays),
            Err(TargetFault::Value)
        );
        assert_eq!(
            Target::parse(Comparator::Within, "3", Unit::Immediate),
            Err(TargetFault::Value)
        );
    }
}
