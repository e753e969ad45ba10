//! The words of a term: what it counts, which way, where it may end, what sets it off.

use serde::{Deserialize, Serialize};

/// What a term counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// At once: at the start if the office is open, otherwise when it next opens.
    Immediate,
    /// Minutes during which the office is open.
    OpeningMinutes,
    /// Hours during which the office is open.
    OpeningHours,
    /// Hours of working days, 24 in each: 48 of them are the same local time two working days later.
    WorkingDayHours,
    /// Working days of the calendar. The first day does not count.
    WorkingDays,
    /// Days, holidays included. The first day does not count (art. 2963 c. 2 c.c., art. 155 c. 3 c.p.c.).
    CalendarDays,
    /// Months: they end on the same day number, or on the month's last day (art. 2963 c. 4 and 5 c.c.).
    Months,
}

impl Unit {
    /// The largest amount of this unit that a term or an extension may have.
    #[must_use]
    pub fn maximum(self) -> u32 {
        match self {
            Self::Immediate => 0,
            Self::OpeningMinutes => 600_000,
            Self::OpeningHours | Self::WorkingDayHours => 10_000,
            Self::WorkingDays | Self::CalendarDays => 3_650,
            Self::Months => 240,
        }
    }

    /// Whether a term in this unit ends with a day (and is late from the next midnight), not at an instant.
    #[must_use]
    pub fn ends_with_a_day(self) -> bool {
        matches!(self, Self::WorkingDays | Self::CalendarDays | Self::Months)
    }
}

/// Where a term in days or months may end.
///
/// It does not concern the terms that end at an instant: these end while the office is open, or on a working day.
/// A term in working days ends on one of these, and then it is not moved either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// On a last day that is a Sunday or a holiday it moves to the next day that is neither (art. 2963 c. 3 c.c.);
    /// a backward term moves to the previous one (art. 52 c. 4 c.p.a.).
    #[default]
    NextNonHoliday,
    /// It does not move.
    None,
    /// It moves to the next working day; a backward term to the previous one.
    NextWorkingDay,
}

/// Which way a term is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the start onwards: the latest moment for what has to follow.
    #[default]
    Forward,
    /// Back from the start ("at least 60 days before"): the latest moment for what has to come first.
    Backward,
}

/// What sets a term off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartEvent {
    /// The submission was received (L. 241/1990 art. 2 c. 6).
    Received,
    /// It was registered in the protocol.
    Registered,
    /// It was forwarded to the competent office (Livorno, URP charter).
    Forwarded,
    /// The last missing document came in: the term starts anew.
    Completed,
}
