//! An alarm of a case goes off: it is recorded as an event, and whom it concerns is told.

use cartaviva_domain::alarms::{About, Alarm, Verdict, asks_policy, judge};
use cartaviva_domain::cases::{Actor, Event, Moment, Signal, record};
use cartaviva_domain::codes::{CaseId, EventId};
use cartaviva_persistence::alarms::{self, Due};
use cartaviva_persistence::{Conn, cases, ristoro};
use time::OffsetDateTime;

use super::ring::Outcome;
use crate::cases::CaseFile;
use crate::problem::ApiError;
use crate::state::AppState;

/// Looks at the case of an alarm that is in hand, and does what follows.
pub(super) fn look_at(
    db: &mut Conn,
    state: &AppState,
    due: &Due,
    id: CaseId,
    now: OffsetDateTime,
) -> Result<Outcome, ApiError> {
    let Some(case) = cases::find(db, &due.administration, id)? else {
        alarms::skipped(db, due, now)?;
        return Ok(Outcome::Skipped);
    };
    let file = CaseFile::of(db, case)?;
    let policy = if asks_policy(&file.case) {
        ristoro::policy(db, &due.administration)?
    } else {
        None
    };
    match judge(due.key(), &file.case, &file.rules(), policy.as_ref(), now) {
        Verdict::Skipped => {
            alarms::skipped(db, due, now)?;
            Ok(Outcome::Skipped)
        }
        Verdict::Waits(until) => {
            alarms::postpone(db, due, until)?;
            Ok(Outcome::Waiting)
        }
        Verdict::Fires(alarm) => {
            let event = EventId(state.randomness().id(now));
            happen(db, &file, alarm, event, now)?;
            alarms::fired(db, due, now)?;
            Ok(Outcome::Fired)
        }
    }
}

/// Records what an alarm says as an event of its case.
fn happen(
    db: &mut Conn,
    file: &CaseFile,
    alarm: Alarm,
    id: EventId,
    now: OffsetDateTime,
) -> Result<(), ApiError> {
    let moment = Moment::now(now);
    let done = record(&file.case, signal(alarm));
    let event = Event {
        id,
        sequence: done.case.events,
        happening: done.happening,
        moment,
        actor: Actor::system(),
    };
    Ok(cases::change(db, &file.case, &done.case, &file.rules(), &event)?)
}

fn signal(alarm: Alarm) -> Signal {
    match alarm.about {
        About::DeadlineApproaching { term, level } => Signal::DeadlineApproaching {
            term,
            due_at: alarm.due_at,
            level,
        },
        About::DeadlineMissed { term } => Signal::DeadlineMissed { term },
        About::SuspensionOver => Signal::SuspensionOver,
        About::ClaimWindowClosing => Signal::ClaimWindowClosing,
        About::VoucherExpiring => Signal::VoucherExpiring,
        About::VoucherExpired => Signal::VoucherExpired,
    }
}
