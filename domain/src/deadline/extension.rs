//! Extensions: reasoned acts that add to a term before it is due.

use super::advance::{Position, Recorder, Way, advance, day_step};
use super::refusal::Member;
use super::step::StepKind;
use super::{Direction, Due, Extension, Quantity, Refusal, Unit};
use crate::calendar::Calendar;
use time::{Date, OffsetDateTime};

/// Whether an extension may still be granted: not once the term is due.
///
/// # Errors
/// [`Refusal::ExtensionAfterDue`].
pub fn check_extension(due: &Due, granted_at: OffsetDateTime) -> Result<(), Refusal> {
    if due.is_in_time(granted_at) {
        Ok(())
    } else {
        Err(Refusal::ExtensionAfterDue)
    }
}

/// Checks the unit and the amount of every extension.
pub(super) fn check_extensions(extensions: &[Extension]) -> Result<(), Refusal> {
    for (index, extension) in extensions.iter().enumerate() {
        if extension.unit == Unit::Immediate {
            return Err(Refusal::ExtensionImmediate(index));
        }
        let maximum = extension.unit.maximum();
        if extension.amount > maximum {
            return Err(Refusal::ExtensionTooLarge { index, maximum });
        }
    }
    Ok(())
}

/// Adds extensions to the end of a term that has not been moved off a holiday yet.
///
/// An extension in days of a term in hours makes it end with a day; one in hours of a term in days counts from the
/// midnight that ends the last day.
pub(super) fn extend(
    calendar: &Calendar,
    end: Position,
    extensions: &[Extension],
    original_due_on: Date,
    recorder: &mut impl Recorder,
) -> Result<Position, Refusal> {
    let mut end = end;
    for (index, extension) in extensions.iter().enumerate() {
        let added = Quantity::of(extension.amount, extension.unit);
        let on = end.date();
        recorder.record(|| {
            day_step(
                on,
                StepKind::ExtensionAdded {
                    added,
                    original_due_on,
                },
            )
        });
        if !added.is_zero() {
            let way = Way {
                direction: Direction::Forward,
                member: Member::Extension(index),
            };
            end = advance(calendar, end, added, way, recorder)?;
        }
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn an_extension_is_granted_until_the_term_is_due_and_not_later() {
        let due = Due {
            due_on: date!(2026 - 12 - 21),
            due_at: datetime!(2026-12-21 23:59:59 +1),
            whole_day: true,
            original_due_on: date!(2026 - 12 - 21),
            original_due_at: datetime!(2026-12-21 23:59:59 +1),
        };
        assert_eq!(check_extension(&due, datetime!(2026-12-21 18:00 +1)), Ok(()));
        assert_eq!(
            check_extension(&due, datetime!(2026-12-22 00:00 +1)),
            Err(Refusal::ExtensionAfterDue)
        );
    }
}
