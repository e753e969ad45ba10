//! What becomes of an alarm when its moment has come.

use super::{About, Alarm, alarms_of};
use crate::cases::{Case, Rules};
use crate::ristoro::Policy;
use time::OffsetDateTime;

/// What becomes of an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes off.
    Fires(Alarm),
    /// It does not go off: the case has moved on, the term is missed already, or a later reminder of the same term is
    /// due as well.
    Skipped,
    /// Its moment has moved to a later one.
    Waits(OffsetDateTime),
}

/// What becomes of the alarm with a key, now. The case is looked at afresh, so that nothing that no longer holds is ever
/// told, and somebody who was away for a while finds the last reminder of a term and not all of them.
#[must_use]
pub fn judge(
    key: &str,
    case: &Case,
    rules: &Rules<'_>,
    policy: Option<&Policy>,
    now: OffsetDateTime,
) -> Verdict {
    let alarms = alarms_of(case, rules, policy);
    let Some(alarm) = alarms.iter().find(|alarm| alarm.key() == key) else {
        return Verdict::Skipped;
    };
    if alarm.at > now {
        return Verdict::Waits(alarm.at);
    }
    if alarms.iter().any(|other| overtakes(other, alarm, now)) {
        return Verdict::Skipped;
    }
    Verdict::Fires(alarm.clone())
}

/// Whether an alarm that is due as well makes a reminder late news: a later reminder of the same end, or that end itself.
fn overtakes(other: &Alarm, reminder: &Alarm, now: OffsetDateTime) -> bool {
    let is_due = other.at <= now && other.at >= reminder.at && other.due_at == reminder.due_at;
    is_due
        && match (&reminder.about, &other.about) {
            (
                About::DeadlineApproaching { term, level },
                About::DeadlineApproaching {
                    term: same,
                    level: nearer,
                },
            ) => term == same && nearer < level,
            (About::DeadlineApproaching { term, .. }, About::DeadlineMissed { term: same }) => term == same,
            (About::VoucherExpiring, About::VoucherExpired) => true,
            _ => false,
        }
}
