//! The file on a case: the case with what it runs by, and how a command is carried out on it.

use std::sync::Arc;

use cartaviva_domain::calendar::{Calendar, CalendarHistory};
use cartaviva_domain::cases::{
    Actor, Case, Command, Event, Happening, Moment, Rules, Signal, Transition, apply, earliest, record,
};
use cartaviva_domain::codes::{AdministrationCode, CaseId, EventId};
use cartaviva_domain::procedures::Procedure;
use cartaviva_persistence::{Conn, StoreError, calendars, cases, procedures, retention};

use super::refuse::refused;
use crate::auth::Principal;
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// A case with the procedure and the calendar that it runs by.
pub(crate) struct CaseFile {
    pub(crate) case: Case,
    pub(crate) procedure: Arc<Procedure>,
    pub(crate) calendars: Arc<CalendarHistory>,
}

impl CaseFile {
    /// Opens the file on a case that the caller's roles reach.
    ///
    /// # Errors
    /// 404 when there is no such case, or none that the caller may know of.
    pub(crate) fn open(
        db: &mut Conn,
        who: &Principal,
        administration: &AdministrationCode,
        case: CaseId,
    ) -> Result<Self, ApiError> {
        let found = cases::find(db, administration, case)?;
        let reached = found.filter(|case| who.reaches(case.office.as_str()));
        Self::of(
            db,
            reached.ok_or_else(|| ApiError::new(ProblemCode::CaseNotFound))?,
        )
    }

    /// The file on a case already found.
    pub(crate) fn of(db: &mut Conn, case: Case) -> Result<Self, ApiError> {
        let procedure =
            procedures::find_version(db, &case.administration, &case.procedure, case.procedure_version)?;
        let calendars = calendars::history(db, &case.administration, Some(&procedure.office))?;
        Ok(Self::with(case, procedure, calendars))
    }

    /// The calendar that holds in the end: moments are shown by its clock.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendars.last().calendar
    }

    /// The file on a case with what it runs by.
    pub(crate) fn with(case: Case, procedure: Arc<Procedure>, calendars: Arc<CalendarHistory>) -> Self {
        Self {
            case,
            procedure,
            calendars,
        }
    }

    /// What the case runs by.
    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules {
            procedure: &self.procedure,
            procedure_version: self.case.procedure_version,
            calendars: &self.calendars,
        }
    }

    /// Carries out a command: decides by the rules, keeps the case as it now stands with what happened to it. What happens now
    /// happens after what came before, whatever the clock says.
    ///
    /// # Errors
    /// The rule that refuses; 409 when somebody else changed the case at the same time.
    pub(crate) fn act(
        &mut self,
        db: &mut Conn,
        command: Command,
        moment: Moment,
        actor: Actor,
        event: EventId,
    ) -> Result<Happening, ApiError> {
        self.is_not_disposed(db)?;
        let moment = moment.in_order_after(earliest(&self.case, &command));
        let done = apply(&self.case, command, moment, &self.rules()).map_err(refused)?;
        self.keep(db, done, moment, actor, event)
    }

    /// Records what came about by itself.
    ///
    /// # Errors
    /// 409 when somebody else changed the case at the same time.
    pub(crate) fn record(
        &mut self,
        db: &mut Conn,
        signal: Signal,
        moment: Moment,
        actor: Actor,
        event: EventId,
    ) -> Result<(), ApiError> {
        let done = record(&self.case, signal);
        self.keep(db, done, moment, actor, event).map(drop)
    }

    fn keep(
        &mut self,
        db: &mut Conn,
        done: Transition,
        moment: Moment,
        actor: Actor,
        event: EventId,
    ) -> Result<Happening, ApiError> {
        let event = Event {
            id: event,
            sequence: done.case.events,
            happening: done.happening,
            moment,
            actor,
        };
        cases::change(db, &self.case, &done.case, &self.rules(), &event).map_err(conflict)?;
        self.case = done.case;
        Ok(event.happening)
    }

    /// Whether it can still be acted upon: only a case at rest may have been disposed of.
    fn is_not_disposed(&self, db: &mut Conn) -> Result<(), ApiError> {
        let Case {
            administration, id, ..
        } = &self.case;
        if !self.case.status.is_open() && retention::is_disposed(db, administration, *id)? {
            return Err(already_disposed());
        }
        Ok(())
    }
}

/// What the store refuses when a case is changed.
pub(crate) fn conflict(error: StoreError) -> ApiError {
    match error {
        StoreError::Stale => meanwhile(),
        other => other.into(),
    }
}

/// What somebody is told who acts on a case that was disposed of.
pub(crate) fn already_disposed() -> ApiError {
    let detail = Bilingual::new(
        "La pratica è stata scartata: quanto vi era scritto non c'è più.",
        "The case was disposed of: what was written in it is gone.",
    );
    ApiError::saying(ProblemCode::Conflict, detail)
}

/// What somebody is told who acts on a case that somebody else changed.
pub(crate) fn meanwhile() -> ApiError {
    let detail = Bilingual::new(
        "Un'altra persona ha modificato la pratica nello stesso momento: rileggetela e riprovate.",
        "Somebody else changed the case at the same time: read it again and retry.",
    );
    ApiError::saying(ProblemCode::Conflict, detail)
}
