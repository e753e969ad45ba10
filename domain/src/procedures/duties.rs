//! Who answers for a procedure, and when they are reminded.

use crate::codes::Code;
use crate::text::{Source, Title};
use serde::{Deserialize, Serialize};

/// The unit and the role that answer for a procedure (L. 241/1990 art. 4 and 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responsible {
    /// The unit.
    pub office: Code,
    /// The role in it, never a person.
    pub role: Title,
}

/// Who decides instead when nobody did in time: within half of the original term (L. 241/1990 art. 2 c. 9-bis and
/// 9-ter).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubstitutePower {
    /// The role that holds it, never a person.
    pub holder: Title,
    /// The office where it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// The term, by its code, whose half they have; a term in days.
    pub term: Code,
    /// Where that is written.
    pub source: Source,
}

/// Where the documents of a procedure stand in the classification plan (*titolario*): `I/8`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// The place in the plan.
    pub code: ClassificationCode,
    /// The plan.
    pub source: Source,
}

/// A place in a classification plan: 1 to 5 levels of 1 to 8 capital letters and digits, joined by `/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassificationCode(String);

/// A code that is no place in a classification plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a place in a classification plan has 1 to 5 levels of 1 to 8 capital letters and digits, joined by '/'"
)]
pub struct NotAClassification;

impl ClassificationCode {
    /// The longest code, in characters.
    pub const MAX: usize = 44;

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ClassificationCode {
    type Error = NotAClassification;

    fn try_from(raw: String) -> Result<Self, NotAClassification> {
        let level = |part: &str| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        if raw.split('/').count() <= 5 && raw.split('/').all(level) {
            Ok(Self(raw))
        } else {
            Err(NotAClassification)
        }
    }
}

impl From<ClassificationCode> for String {
    fn from(code: ClassificationCode) -> Self {
        code.0
    }
}

/// How many working days before a due date who handles the case is reminded: at most 10 levels of 0 to 365 days, each
/// closer than the one before. 0 is the due date itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u16>", into = "Vec<u16>")]
pub struct Reminders(Vec<u16>);

/// Why levels of reminders are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemindersFault {
    /// More than 10 levels.
    #[error("at most 10 reminders are allowed")]
    TooMany,
    /// More than 365 working days before.
    #[error("a reminder comes at most 365 working days before the due date")]
    TooEarly,
    /// A level that is not closer to the due date than the one before.
    #[error("each reminder is closer to the due date than the one before")]
    Order,
}

impl Default for Reminders {
    /// 10 working days, 3 and the due date itself.
    fn default() -> Self {
        Self(vec![10, 3, 0])
    }
}

impl Reminders {
    /// The levels, in working days before the due date, the earliest first.
    #[must_use]
    pub fn working_days_before(&self) -> &[u16] {
        &self.0
    }

    /// Whether they are the usual ones.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl TryFrom<Vec<u16>> for Reminders {
    type Error = RemindersFault;

    fn try_from(levels: Vec<u16>) -> Result<Self, RemindersFault> {
        if levels.len() > 10 {
            return Err(RemindersFault::TooMany);
        }
        if levels.iter().any(|days| *days > 365) {
            return Err(RemindersFault::TooEarly);
        }
        let closer = |pair: &[u16]| matches!(pair, [before, after] if after < before);
        if levels.windows(2).all(closer) {
            Ok(Self(levels))
        } else {
            Err(RemindersFault::Order)
        }
    }
}

impl From<Reminders> for Vec<u16> {
    fn from(reminders: Reminders) -> Self {
        reminders.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_closer_and_closer_to_the_due_date() {
        let read = |levels: &[u16]| Reminders::try_from(levels.to_vec());
        assert_eq!(read(&[10, 3, 0]).unwrap().working_days_before(), [10, 3, 0]);
        assert!(read(&[]).unwrap().working_days_before().is_empty());
        assert!(Reminders::default().are_usual());
        assert_eq!(read(&[3, 10]), Err(RemindersFault::Order));
        assert_eq!(read(&[3, 3]), Err(RemindersFault::Order));
        assert_eq!(read(&[366]), Err(RemindersFault::TooEarly));
        assert_eq!(
            read(&(0..11).rev().collect::<Vec<_>>()),
            Err(RemindersFault::TooMany)
        );
    }

    #[test]
    fn a_place_in_a_classification_plan_has_levels() {
        let read = |raw: &str| ClassificationCode::try_from(raw.to_owned()).map(String::from);
        for code in ["I", "I/8", "XIV/2/3", "1/9/12/4/5"] {
            assert_eq!(read(code), Ok(code.to_owned()));
        }
        for code in ["", "I/", "/8", "i/8", "I-8", "I/8/1/1/1/1", "ABCDEFGHI"] {
            assert_eq!(read(code), Err(NotAClassification), "{code}");
        }
    }
}
