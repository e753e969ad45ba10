//! What changes for the citizen between two editions of a charter.

use super::Edition;
use crate::codes::Code;
use crate::standards::{Favour, Standard, favour};

/// What a new edition does to one standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not promised before.
    New,
    /// It is not promised any more.
    Dropped,
    /// It promises more.
    Better,
    /// It promises less.
    Worse,
    /// It promises the same.
    Same,
    /// The two cannot be compared: another unit, or another direction.
    NotComparable,
}

impl Change {
    /// The stable code of the change.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Dropped => "dropped",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::NotComparable => "not_comparable",
        }
    }
}

/// One standard in two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed<'a> {
    /// As it was.
    pub before: Option<&'a Standard>,
    /// As it is.
    pub after: Option<&'a Standard>,
    /// What that means for the citizen.
    pub change: Change,
}

impl Changed<'_> {
    /// The code of the standard.
    #[must_use]
    pub fn code(&self) -> Option<&Code> {
        self.after.or(self.before).map(|standard| &standard.code)
    }
}

/// Compares two editions standard by standard: those of the new edition in its order, then those it drops.
#[must_use]
pub fn diff<'a>(before: &'a Edition, after: &'a Edition) -> Vec<Changed<'a>> {
    let named = |edition: &'a Edition, code: &Code| edition.standards.iter().find(|s| s.code == *code);
    let kept = after.standards.iter().map(|standard| {
        let was = named(before, &standard.code);
        let change = was.map_or(Change::New, |was| change(standard, was));
        Changed {
            before: was,
            after: Some(standard),
            change,
        }
    });
    let dropped = before
        .standards
        .iter()
        .filter(|standard| named(after, &standard.code).is_none())
        .map(|standard| Changed {
            before: Some(standard),
            after: None,
            change: Change::Dropped,
        });
    kept.chain(dropped).collect()
}

/// The standards that a new edition would lower, which it may not (Lecce, ICT and business charter, §1: a standard is
/// departed from only in the user's favour).
#[must_use]
pub fn lowered<'a>(before: &'a Edition, after: &'a Edition) -> Vec<Changed<'a>> {
    diff(before, after)
        .into_iter()
        .filter(|changed| changed.change == Change::Worse)
        .collect()
}

fn change(new: &Standard, old: &Standard) -> Change {
    match favour(new.target, old.target) {
        Favour::Better => Change::Better,
        Favour::Same => Change::Same,
        Favour::Worse => Change::Worse,
        Favour::NotComparable => Change::NotComparable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::{Comparator, Target, Unit};

    fn standard(code: &str, days: &str, unit: Unit) -> Standard {
        let mut standard: Standard = serde_json::from_value(serde_json::json!({
            "code": code, "scope": "general", "dimension": "timeliness", "sub_dimension": "answers",
            "indicator": "Time to answer", "formula": "days to the answer", "comparator": "within", "target": "1",
            "unit": "calendar_days", "measured_by": { "source": "manual" }
        }))
        .unwrap();
        standard.target = Target::parse(Comparator::Within, days, unit).unwrap();
        standard
    }

    fn edition(standards: Vec<Standard>) -> Edition {
        Edition {
            code: Code::parse("an-edition").unwrap(),
            approval: None,
            in_force_from: None,
            in_force_until: None,
            review_due: None,
            principles: Vec::new(),
            remedies: None,
            standards,
        }
    }

    #[test]
    fn each_standard_is_new_dropped_better_worse_same_or_not_comparable() {
        let days = Unit::CalendarDays;
        let before = edition(vec![
            standard("faster", "30", days),
            standard("slower", "30", days),
            standard("as-before", "30", days),
            standard("other-unit", "30", days),
            standard("gone", "30", days),
        ]);
        let after = edition(vec![
            standard("faster", "15", days),
            standard("slower", "31", days),
            standard("as-before", "30", days),
            standard("other-unit", "30", Unit::WorkingDays),
            standard("added", "5", days),
        ]);
        let name = |changed: &Changed<'_>| changed.code().unwrap().to_string();
        let found: Vec<(String, &str)> = diff(&before, &after)
            .iter()
            .map(|changed| (name(changed), changed.change.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("faster".to_owned(), "better"),
                ("slower".to_owned(), "worse"),
                ("as-before".to_owned(), "same"),
                ("other-unit".to_owned(), "not_comparable"),
                ("added".to_owned(), "new"),
                ("gone".to_owned(), "dropped"),
            ]
        );
        let lowered: Vec<String> = lowered(&before, &after).iter().map(name).collect();
        assert_eq!(lowered, ["slower"]);
    }
}
