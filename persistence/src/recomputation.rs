//! A changed calendar recomputes the deadlines that still run.

use crate::cases;
use crate::db::Conn;
use crate::error::StoreError;
use crate::procedures;
use cartaviva_domain::calendar::CalendarHistory;
use cartaviva_domain::cases::{
    Actor, Case, Event, Happening, Moment, Reason, Recomputed, Refusal, Rules, recompute,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, EventId};
use cartaviva_domain::deadline::Due;
use cartaviva_domain::procedures::Procedure;
use std::collections::HashMap;
use std::sync::Arc;
use time::{Date, Duration, OffsetDateTime, Time};

/// How many cases are read at a time.
const BATCH: i64 = 500;
/// How many moved deadlines are named; the others are only counted.
const NAMED: usize = 1_000;

/// The calendars that change, and from when.
#[derive(Clone, Debug)]
pub struct Change {
    /// The calendars of the offices concerned, each with the version that is new.
    pub calendars: HashMap<Code, Arc<CalendarHistory>>,
    /// The day from which the new versions hold.
    pub valid_from: Date,
    /// Why.
    pub reason: Reason,
}

/// Who recomputes and when, and how their events are numbered.
pub struct Recorder<'a> {
    /// Who changed the calendar.
    pub actor: Actor,
    /// When.
    pub now: OffsetDateTime,
    /// Makes the id of an event.
    pub new_id: &'a dyn Fn() -> EventId,
}

/// A deadline that moved, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedDeadline {
    /// Its case.
    pub case: CaseId,
    /// Its term.
    pub term: Code,
    /// When it was due.
    pub before: Due,
    /// When it is due by the changed calendar.
    pub after: Due,
}

/// The deadlines that moved, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The first of them, in the order of the cases.
    pub first: Vec<MovedDeadline>,
    /// How many there are.
    pub total: u64,
}

/// Why deadlines are not recomputed.
#[derive(Debug, thiserror::Error)]
pub enum RecomputeFault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// By the changed calendar a running term has no end.
    #[error("the calendar leaves the case {} without a due date: {}", case.0, refusal.rule())]
    Refused {
        /// The case.
        case: CaseId,
        /// What its term refuses.
        refusal: Refusal,
    },
}

/// The deadlines that a change would move; nothing is kept.
///
/// # Errors
/// [`RecomputeFault`].
pub fn foresee(
    conn: &mut Conn,
    administration: &AdministrationCode,
    change: &Change,
) -> Result<Moved, RecomputeFault> {
    let mut moved = Moved::default();
    each_case(conn, administration, change, |_, case, rules| {
        if let Some(recomputed) = recomputed(&case, rules, change)? {
            moved.note(&recomputed);
        }
        Ok(())
    })?;
    Ok(moved)
}

/// Moves the deadlines that a change moves, each with its event.
///
/// # Errors
/// [`RecomputeFault`]; the caller's transaction then changes nothing.
pub fn carry_out(
    conn: &mut Conn,
    administration: &AdministrationCode,
    change: &Change,
    recorder: &Recorder<'_>,
) -> Result<Moved, RecomputeFault> {
    let mut moved = Moved::default();
    each_case(conn, administration, change, |conn, case, rules| {
        if let Some(recomputed) = keep(conn, case, rules, change, recorder)? {
            moved.note(&recomputed);
        }
        Ok(())
    })?;
    Ok(moved)
}

/// Every case that a change may reach, with what it runs by.
fn each_case(
    conn: &mut Conn,
    administration: &AdministrationCode,
    change: &Change,
    mut visit: impl FnMut(&mut Conn, Case, &Rules<'_>) -> Result<(), RecomputeFault>,
) -> Result<(), RecomputeFault> {
    let procedures = concerned(conn, administration, change)?;
    let codes: Vec<&str> = procedures.keys().map(|(code, _)| code.as_str()).collect();
    // Whatever the zone, what is due on the day or after it is due later than this; the rule itself looks at the day.
    let due_from = change
        .valid_from
        .saturating_sub(Duration::DAY)
        .with_time(Time::MIDNIGHT)
        .assume_utc();
    let mut after = None;
    loop {
        let batch = cases::running(conn, administration, &codes, due_from, after, BATCH)?;
        let Some(last) = batch.last() else {
            return Ok(());
        };
        after = Some(last.id);
        for case in batch {
            let key = (case.procedure.clone(), case.procedure_version);
            let Some((procedure, calendars)) = procedures.get(&key) else {
                continue;
            };
            let rules = Rules {
                procedure,
                procedure_version: case.procedure_version,
                calendars,
            };
            visit(conn, case, &rules)?;
        }
    }
}

/// A procedure, and the calendars that its cases run by.
type Concerned<'a> = (Procedure, &'a CalendarHistory);

/// The procedures whose cases run by a calendar that changes, by code and version.
fn concerned<'a>(
    conn: &mut Conn,
    administration: &AdministrationCode,
    change: &'a Change,
) -> Result<HashMap<(Code, i32), Concerned<'a>>, StoreError> {
    let every = procedures::every_version(conn, administration)?;
    Ok(every
        .into_iter()
        .filter_map(|found| {
            let calendars = change.calendars.get(&found.value.office)?;
            Some((
                (found.value.code.clone(), found.version),
                (found.value, calendars.as_ref()),
            ))
        })
        .collect())
}

fn recomputed(case: &Case, rules: &Rules<'_>, change: &Change) -> Result<Option<Recomputed>, RecomputeFault> {
    recompute(case, rules, change.valid_from, &change.reason).map_err(|refusal| RecomputeFault::Refused {
        case: case.id,
        refusal,
    })
}

/// Recomputes one case and keeps it. A case that somebody else changed meanwhile is read again, so that what they did stays.
fn keep(
    conn: &mut Conn,
    mut case: Case,
    rules: &Rules<'_>,
    change: &Change,
    recorder: &Recorder<'_>,
) -> Result<Option<Recomputed>, RecomputeFault> {
    while let Some(recomputed) = recomputed(&case, rules, change)? {
        let events = events(&case, &recomputed, recorder);
        match cases::change_by(conn, &case, &recomputed.case, rules, &events) {
            Ok(()) => return Ok(Some(recomputed)),
            Err(StoreError::Stale) => match cases::find(conn, &case.administration, case.id)? {
                Some(present) => case = present,
                None => return Ok(None),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

fn events(before: &Case, recomputed: &Recomputed, recorder: &Recorder<'_>) -> Vec<Event> {
    let sequences = before.events.saturating_add(1)..;
    sequences
        .zip(&recomputed.happenings)
        .map(|(sequence, happening)| Event {
            id: (recorder.new_id)(),
            sequence,
            happening: happening.clone(),
            moment: Moment::now(recorder.now),
            actor: recorder.actor.clone(),
        })
        .collect()
}

impl Moved {
    fn note(&mut self, recomputed: &Recomputed) {
        for happening in &recomputed.happenings {
            if let Happening::DeadlineRecomputed {
                term, before, after, ..
            } = happening
            {
                self.total += 1;
                if self.first.len() < NAMED {
                    self.first.push(MovedDeadline {
                        case: recomputed.case.id,
                        term: term.clone(),
                        before: *before,
                        after: *after,
                    });
                }
            }
        }
    }
}
