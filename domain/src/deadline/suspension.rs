//! Suspensions: for how long a term did not run, and how long the law lets it not run.

use super::advance::{Position, Recorder, Silent, Way, advance, instant_step};
use super::days::{covered, days_between, working_days_within};
use super::refusal::Member;
use super::roll::roll;
use super::step::{NoEffect, StepKind};
use super::{Direction, Quantity, Refusal, Suspension, Term, Unit, opening_time, working_time};
use crate::calendar::Calendar;
use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};

/// What is allowed of suspensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuspensionLimit {
    /// How many times a term may be suspended.
    pub times: u32,
    /// For how many days each time.
    pub days: u32,
}

/// The suspension for information or certificates that the body does not hold (L. 241/1990 art. 2 c. 7): once, at
/// most 30 days.
pub const L241_ART2_C7: SuspensionLimit = SuspensionLimit { times: 1, days: 30 };

/// The pause from the notice to third parties until they object or their time runs out (D.Lgs. 33/2013 art. 5 c. 5):
/// once, at most 10 days.
pub const DLGS33_ART5_C5: SuspensionLimit = SuspensionLimit { times: 1, days: 10 };

/// A suspension that has ended, as far as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedSuspension {
    /// Its place in the request.
    pub index: usize,
    /// When it began, on the zone's clock.
    pub from: OffsetDateTime,
    /// Until when it counts.
    pub to: OffsetDateTime,
    /// When it really ended; later than `to` when the law cut it short.
    pub ended: OffsetDateTime,
    /// What cut it short.
    pub limit: Option<SuspensionLimit>,
}

impl SuspensionLimit {
    /// Where the limit is written.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            L241_ART2_C7 => "L. 241/1990 art. 2 c. 7",
            DLGS33_ART5_C5 => "D.Lgs. 33/2013 art. 5 c. 5",
            _ => "disciplina del procedimento",
        }
    }

    /// The instant at which a suspension ends at the latest: the same local time, that many days later.
    #[must_use]
    pub fn latest_end(self, calendar: &Calendar, from: OffsetDateTime) -> OffsetDateTime {
        let local = calendar.local(from);
        let date = local
            .date()
            .checked_add(Duration::days(i64::from(self.days)))
            .unwrap_or(Date::MAX);
        calendar.instant(date, local.time()).0
    }
}

impl From<CountedSuspension> for Suspension {
    fn from(counted: CountedSuspension) -> Self {
        Self {
            from: counted.from,
            to: Some(counted.to),
        }
    }
}

/// The suspensions of a term in order of time, each as far as it counts.
///
/// # Errors
/// [`Refusal::SuspensionOpen`], [`Refusal::SuspensionReversed`], [`Refusal::OutsideYears`],
/// [`Refusal::SuspensionsOverlap`], [`Refusal::TooManySuspensions`].
pub fn check_suspensions(
    calendar: &Calendar,
    limit: Option<SuspensionLimit>,
    suspensions: &[Suspension],
) -> Result<Vec<CountedSuspension>, Refusal> {
    let mut counted = Vec::with_capacity(suspensions.len());
    for (index, suspension) in suspensions.iter().enumerate() {
        counted.push(ended(calendar, index, *suspension)?);
    }
    counted.sort_by_key(|suspension| (suspension.from, suspension.ended));
    for (earlier, later) in counted.iter().zip(counted.iter().skip(1)) {
        if later.from < earlier.ended {
            return Err(Refusal::SuspensionsOverlap(earlier.index.max(later.index)));
        }
    }
    let Some(limit) = limit else { return Ok(counted) };
    let first_too_many = usize::try_from(limit.times)
        .ok()
        .and_then(|times| counted.get(times));
    if let Some(too_many) = first_too_many {
        return Err(Refusal::TooManySuspensions {
            index: too_many.index,
            times: limit.times,
        });
    }
    for suspension in &mut counted {
        let latest = limit.latest_end(calendar, suspension.from);
        if latest < suspension.to {
            suspension.to = latest;
            suspension.limit = Some(limit);
        }
    }
    Ok(counted)
}

fn ended(calendar: &Calendar, index: usize, suspension: Suspension) -> Result<CountedSuspension, Refusal> {
    let from = calendar.local(suspension.from);
    let to = calendar.local(suspension.to.ok_or(Refusal::SuspensionOpen(index))?);
    if to < from {
        return Err(Refusal::SuspensionReversed(index));
    }
    for instant in [from, to] {
        covered(Some(instant.date()), Member::Suspension(index))?;
    }
    Ok(CountedSuspension {
        index,
        from,
        to,
        ended: to,
        limit: None,
    })
}

/// Adds suspensions to the end of a term that began at `start`.
pub(super) fn suspend(
    calendar: &Calendar,
    term: Term,
    start: OffsetDateTime,
    end: Position,
    suspensions: &[CountedSuspension],
    recorder: &mut impl Recorder,
) -> Result<Position, Refusal> {
    let mut end = end;
    for suspension in suspensions {
        let (from, to) = (suspension.from, suspension.to);
        if let Some(why) = no_effect(calendar, term, start, end, *suspension)? {
            recorder.record(|| instant_step(to, StepKind::SuspensionWithoutEffect { from, to, why }));
            continue;
        }
        if let Some(limit) = suspension.limit {
            let ended = suspension.ended;
            recorder.record(|| {
                instant_step(
                    to,
                    StepKind::SuspensionCapped {
                        from,
                        ended,
                        to,
                        limit,
                    },
                )
            });
        }
        let from = from.max(start);
        let member = Member::Suspension(suspension.index);
        let added = measure(calendar, term.unit(), from, to, member)?;
        recorder.record(|| instant_step(to, StepKind::SuspensionAdded { from, to, added }));
        if !added.is_zero() {
            let way = Way {
                direction: Direction::Forward,
                member,
            };
            end = advance(calendar, end, added, way, recorder)?;
        }
    }
    Ok(end)
}

fn no_effect(
    calendar: &Calendar,
    term: Term,
    start: OffsetDateTime,
    end: Position,
    suspension: CountedSuspension,
) -> Result<Option<NoEffect>, Refusal> {
    if term.unit() == Unit::Immediate {
        return Ok(Some(NoEffect::Immediate));
    }
    if suspension.to <= start {
        return Ok(Some(NoEffect::EndedBeforeStart));
    }
    let after_end = match roll(calendar, term, end, &mut Silent)? {
        Position::Day(last) => suspension.from.date() > last,
        Position::Instant(last) => suspension.from >= last,
    };
    Ok(after_end.then_some(NoEffect::BeganAfterEnd))
}

/// How long `[from, to)` is, measured as a term in the unit is: whole days (the day it ended excluded), of which
/// only the working ones for a term in working days; for a term in hours, those of its own hours that lie in it.
pub(super) fn measure(
    calendar: &Calendar,
    unit: Unit,
    from: OffsetDateTime,
    to: OffsetDateTime,
    member: Member,
) -> Result<Quantity, Refusal> {
    let (first, last) = (calendar.date_of(from), calendar.date_of(to));
    Ok(match unit {
        Unit::CalendarDays | Unit::Months => Quantity::CalendarDays(days_between(first, last)),
        Unit::WorkingDays => Quantity::WorkingDays(working_days_within(calendar, first, last)),
        Unit::WorkingDayHours => Quantity::WorkingDayTime(working_time::between(calendar, from, to, member)?),
        Unit::Immediate | Unit::OpeningMinutes | Unit::OpeningHours => {
            Quantity::OpeningTime(opening_time::between(calendar, from, to))
        }
    })
}
