//! The steps that lead to a due date: what was done, by which rule, where the rule is written.

use super::sentences::step_sentence;
use super::suspension::SuspensionLimit;
use super::{Direction, Quantity, Roll, StartEvent, Unit};
use crate::calendar::{ClockChange, DayKind};
use crate::language::Language;
use time::{Date, Duration, OffsetDateTime};

/// One step on the way to a due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The date the step arrives at.
    pub on: Date,
    /// The instant it arrives at, on the zone's clock, for what is counted to the instant.
    pub at: Option<OffsetDateTime>,
    /// What was done.
    pub kind: StepKind,
}

/// A date that was passed over, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkippedDay {
    /// The date.
    pub date: Date,
    /// Why it does not count, or why a term does not end on it.
    pub kind: DayKind,
}

/// Why a suspension changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEffect {
    /// It had ended when the term began.
    EndedBeforeStart,
    /// It began when the term had already ended.
    BeganAfterEnd,
    /// An immediate term is due at once.
    Immediate,
}

/// What was done in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A term in days or months begins: its first day does not count.
    FirstDayNotCounted {
        /// What set the term off.
        event: Option<StartEvent>,
        /// Day zero.
        day: Date,
    },
    /// A term to the instant begins to run at once.
    ClockStarts {
        /// What set the term off.
        event: Option<StartEvent>,
        /// When.
        at: OffsetDateTime,
    },
    /// A term to the instant begins to run only when the office opens, or on a working day.
    ClockMoved {
        /// What set the term off.
        event: Option<StartEvent>,
        /// When it was set off.
        from: OffsetDateTime,
        /// When it begins to run (for a backward term: back from when it runs).
        at: OffsetDateTime,
        /// What the term counts.
        unit: Unit,
    },
    /// Days were counted, holidays included.
    CalendarDaysCounted {
        /// How many.
        amount: u32,
        /// From the day after (or before) this one.
        from: Date,
        /// To this one, included.
        to: Date,
        /// Which way.
        direction: Direction,
    },
    /// Working days were counted.
    WorkingDaysCounted {
        /// How many.
        amount: u32,
        /// From the day after (or before) this one.
        from: Date,
        /// To this one, included.
        to: Date,
        /// The days in between that are no working days.
        skipped: Vec<SkippedDay>,
        /// Which way.
        direction: Direction,
    },
    /// Months were counted.
    MonthsCounted {
        /// How many.
        amount: u32,
        /// From this day.
        from: Date,
        /// To this one.
        to: Date,
        /// Whether the last month has no such day, so that its last day was taken.
        last_day: bool,
        /// Which way.
        direction: Direction,
    },
    /// Hours of working days were counted, 24 in each.
    WorkingDayHoursCounted {
        /// How long.
        time: Duration,
        /// From this instant.
        from: OffsetDateTime,
        /// To this one.
        to: OffsetDateTime,
        /// The days in between that are no working days.
        skipped: Vec<SkippedDay>,
        /// What the clocks did at the end.
        clock: ClockChange,
        /// Which way.
        direction: Direction,
    },
    /// Time was counted during which the office was open.
    OpeningTimeCounted {
        /// How long.
        time: Duration,
        /// From this instant.
        from: OffsetDateTime,
        /// To this one.
        to: OffsetDateTime,
        /// The stretches of opening time in between, in order of time: together as long as `time`.
        stretches: Vec<(OffsetDateTime, OffsetDateTime)>,
        /// Which way.
        direction: Direction,
    },
    /// A suspension counted for no longer than the law allows.
    SuspensionCapped {
        /// When it began.
        from: OffsetDateTime,
        /// When it really ended.
        ended: OffsetDateTime,
        /// Until when it counts.
        to: OffsetDateTime,
        /// What the law allows.
        limit: SuspensionLimit,
    },
    /// A suspension is added to the term.
    SuspensionAdded {
        /// When it began (not before the term).
        from: OffsetDateTime,
        /// When the term ran again.
        to: OffsetDateTime,
        /// How much that is, measured as the term is.
        added: Quantity,
    },
    /// A suspension changed nothing.
    SuspensionWithoutEffect {
        /// When it began.
        from: OffsetDateTime,
        /// When it ended.
        to: OffsetDateTime,
        /// Why.
        why: NoEffect,
    },
    /// An extension is added to the term.
    ExtensionAdded {
        /// How much.
        added: Quantity,
        /// The last day before any extension.
        original_due_on: Date,
    },
    /// The last day was one on which the term may not end.
    LastDayMoved {
        /// The day it fell on.
        from: Date,
        /// The day it moved to.
        to: Date,
        /// The days passed over, `from` included.
        skipped: Vec<SkippedDay>,
        /// By which policy.
        roll: Roll,
        /// Which way.
        direction: Direction,
    },
    /// The last day is no working day, and the term ends on it all the same.
    LastDayStands {
        /// The last day.
        on: Date,
        /// What kind of day it is.
        kind: DayKind,
        /// By which policy.
        roll: Roll,
    },
    /// The term ends with a day.
    DueOnDay {
        /// The last day.
        on: Date,
        /// Its last second.
        at: OffsetDateTime,
    },
    /// The term ends at an instant.
    DueAtInstant {
        /// The instant.
        at: OffsetDateTime,
    },
}

impl Step {
    /// The stable code of the rule that was applied.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match &self.kind {
            StepKind::FirstDayNotCounted { .. } => "first_day_not_counted",
            StepKind::ClockStarts { .. } => "runs_from_the_start",
            StepKind::ClockMoved {
                unit: Unit::WorkingDayHours,
                ..
            } => "runs_from_a_working_day",
            StepKind::ClockMoved { .. } => "runs_from_an_opening",
            StepKind::CalendarDaysCounted { .. } => "calendar_days_counted",
            StepKind::WorkingDaysCounted { .. } => "working_days_counted",
            StepKind::MonthsCounted { last_day: true, .. } => "months_end_on_last_day",
            StepKind::MonthsCounted { .. } => "months_end_on_same_day",
            StepKind::WorkingDayHoursCounted { .. } => "working_day_hours_counted",
            StepKind::OpeningTimeCounted { .. } => "opening_time_counted",
            StepKind::SuspensionCapped { .. } => "suspension_capped",
            StepKind::SuspensionAdded { .. } => "suspension_added",
            StepKind::SuspensionWithoutEffect { .. } => "suspension_without_effect",
            StepKind::ExtensionAdded { .. } => "extension_added",
            StepKind::LastDayMoved { .. } => "last_day_moved",
            StepKind::LastDayStands { .. } => "last_day_not_moved",
            StepKind::DueOnDay { .. } => "due_until_midnight",
            StepKind::DueAtInstant { .. } => "due_at_the_instant",
        }
    }

    /// Where the rule is written.
    #[must_use]
    pub fn source(&self) -> &'static str {
        match &self.kind {
            StepKind::FirstDayNotCounted { .. } | StepKind::DueOnDay { .. } => "art. 2963 c. 2 c.c.",
            StepKind::CalendarDaysCounted { .. } => "art. 155 c. 3 c.p.c.",
            StepKind::MonthsCounted { last_day: true, .. } => "art. 2963 c. 5 c.c.",
            StepKind::MonthsCounted { .. } => "art. 2963 c. 4 c.c.",
            StepKind::SuspensionCapped { limit, .. } => limit.source(),
            StepKind::SuspensionAdded { .. } | StepKind::SuspensionWithoutEffect { .. } => {
                "L. 241/1990 art. 2 c. 7 e art. 10-bis"
            }
            StepKind::ExtensionAdded { .. } => "atto motivato di proroga (L. 241/1990 art. 3)",
            StepKind::LastDayMoved {
                roll: Roll::NextWorkingDay,
                ..
            }
            | StepKind::LastDayStands { roll: Roll::None, .. }
            | StepKind::DueAtInstant { .. } => "disciplina del termine",
            StepKind::LastDayMoved {
                direction: Direction::Backward,
                ..
            } => "art. 52 c. 4 c.p.a.",
            StepKind::LastDayMoved { .. } => "art. 2963 c. 3 c.c.; L. 260/1949",
            StepKind::LastDayStands { .. } => "art. 2963 c. 3 c.c.; art. 155 c. 6 c.p.c.",
            StepKind::WorkingDaysCounted { .. }
            | StepKind::WorkingDayHoursCounted { .. }
            | StepKind::ClockMoved {
                unit: Unit::WorkingDayHours,
                ..
            } => "giorni lavorativi dell'ente",
            StepKind::ClockStarts { .. }
            | StepKind::ClockMoved { .. }
            | StepKind::OpeningTimeCounted { .. } => "orari dell'ufficio",
        }
    }

    /// The step as a clerk would explain it.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        step_sentence(&self.kind, language)
    }
}
