//! Whether the papers of a case may be disposed of, and why not.

use super::Retention;
use crate::cases::Case;
use time::{Date, OffsetDateTime};

/// How a case stands towards its disposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was disposed of.
    Disposed,
    /// It is still open: its time has not begun.
    Open,
    /// No class of the plan covers its procedure: it is kept.
    NoClass,
    /// Its class keeps it for ever.
    KeptForEver,
    /// A legal hold keeps it.
    Held,
    /// It is kept until the end of this day.
    KeptUntil(Date),
    /// It has been due since the day after this one.
    DueAfter(Date),
}

/// How a case stands, without its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingKind {
    /// Disposed of.
    Disposed,
    /// Still open.
    Open,
    /// Kept, as no class of the plan covers its procedure.
    NoClass,
    /// Kept for ever by its class.
    KeptForEver,
    /// Kept by a legal hold.
    Held,
    /// Kept until its time has passed.
    Kept,
    /// Due for disposal.
    Due,
}

impl Standing {
    /// How it stands, without the day.
    #[must_use]
    pub fn kind(self) -> StandingKind {
        match self {
            Self::Disposed => StandingKind::Disposed,
            Self::Open => StandingKind::Open,
            Self::NoClass => StandingKind::NoClass,
            Self::KeptForEver => StandingKind::KeptForEver,
            Self::Held => StandingKind::Held,
            Self::KeptUntil(_) => StandingKind::Kept,
            Self::DueAfter(_) => StandingKind::Due,
        }
    }

    /// Whether an authorised disposal may take it.
    #[must_use]
    pub fn is_due(self) -> bool {
        matches!(self, Self::DueAfter(_))
    }
}

/// When the time of a case began to run: the last thing that happened to it, once it is at rest. What happens to a case
/// that was decided, such as a redress handed out, is business of its file too, so that the papers never go sooner than
/// years after somebody last needed them.
#[must_use]
pub fn ended_at(case: &Case) -> Option<OffsetDateTime> {
    (!case.status.is_open()).then_some(case.last_occurred_at)
}

/// How a case that ended on `ended_on` (none while it is open) stands on a day. A hold weighs before the passing of time:
/// who lifts it must see that it is there.
#[must_use]
pub fn standing(ended_on: Option<Date>, class: Option<&Retention>, held: bool, today: Date) -> Standing {
    let Some(ended_on) = ended_on else {
        return Standing::Open;
    };
    if held {
        return Standing::Held;
    }
    let Some(class) = class else {
        return Standing::NoClass;
    };
    match class.last_day(ended_on) {
        None => Standing::KeptForEver,
        Some(last) if today > last => Standing::DueAfter(last),
        Some(last) => Standing::KeptUntil(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retention::AtEnd;
    use crate::retention::tests::five_years;
    use time::macros::date;

    const ENDED: Option<Date> = Some(date!(2026 - 11 - 20));
    const LATER: Date = date!(2040 - 01 - 01);

    #[test]
    fn a_case_is_due_from_the_day_after_its_last_day() {
        let class = five_years(AtEnd::Pseudonymise);
        let on = |today| standing(ENDED, Some(&class), false, today);
        assert_eq!(
            on(date!(2031 - 11 - 20)),
            Standing::KeptUntil(date!(2031 - 11 - 20))
        );
        assert!(on(date!(2031 - 11 - 21)).is_due());
    }

    #[test]
    fn a_held_case_is_never_due_however_old() {
        let class = five_years(AtEnd::Pseudonymise);
        assert_eq!(standing(ENDED, Some(&class), true, LATER), Standing::Held);
    }

    #[test]
    fn an_open_case_and_one_without_a_class_and_one_kept_for_ever_are_never_due() {
        let class = five_years(AtEnd::Pseudonymise);
        let for_ever = five_years(AtEnd::KeepForEver);
        assert_eq!(standing(None, Some(&class), false, LATER), Standing::Open);
        assert_eq!(standing(ENDED, None, false, LATER), Standing::NoClass);
        assert_eq!(
            standing(ENDED, Some(&for_ever), false, LATER),
            Standing::KeptForEver
        );
    }
}
