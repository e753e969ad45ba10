//! A calculation as the rules read it, and what they answer.

use cartaviva_domain::calendar::CalendarHistory;
use cartaviva_domain::deadline::{
    CountedSuspension, Direction, Elapsed, Explained, Extension, Refusal, Request, Roll, StartEvent,
    Suspension, SuspensionLimit, Term, Unit, check_extension, counted_suspensions, elapsed, explain,
    governed, notice_before_refusal,
};
use time::OffsetDateTime;

use super::body::{DeadlineCalculation, TermBody};
use crate::bounded::Int;

/// A calculation as the rules read it.
pub(super) struct Calculation {
    term: Term,
    starts_at: OffsetDateTime,
    start_event: Option<StartEvent>,
    suspensions: Vec<Suspension>,
    suspension_limit: Option<SuspensionLimit>,
    notice: Option<Suspension>,
    extensions: Vec<Extension>,
    granted_at: Vec<Option<OffsetDateTime>>,
    ended_at: Option<OffsetDateTime>,
}

/// What of a calculation is refused, and why.
pub(super) struct Fault {
    /// The JSON Pointer of the member.
    pub(super) pointer: String,
    /// Why.
    pub(super) refusal: Refusal,
}

/// A due date, and how long it took.
pub(super) struct Answer {
    pub(super) explained: Explained,
    /// How long it took and until when, where that was asked.
    pub(super) took: Option<(Elapsed, OffsetDateTime)>,
}

impl Calculation {
    /// What a body asks.
    ///
    /// # Errors
    /// A term or a notice that cannot be, or a completion before the start.
    pub(super) fn read(body: &DeadlineCalculation, calendars: &CalendarHistory) -> Result<Self, Fault> {
        let starts_at = body.starts_at.0;
        let completed_at = body.completed_at.map(|at| at.0);
        if completed_at.is_some_and(|completed_at| completed_at < starts_at) {
            return Err(Fault::at("/completed_at", Refusal::EndBeforeStart));
        }
        let start_event = completed_at.map_or(body.start_event.map(|event| event.0), |_| {
            Some(StartEvent::Completed)
        });
        let zone = &calendars.last().calendar;
        let notice = body.notice_before_refusal.map(|notice| {
            let observations_at = notice.observations_at.map(|at| at.0);
            notice_before_refusal(zone, notice.received_at.0, observations_at)
        });
        let suspensions = body.suspensions.as_slice().iter().map(|suspension| Suspension {
            from: suspension.from.0,
            to: Some(suspension.to.0),
        });
        let extensions = body.extensions.as_slice().iter().map(|extension| Extension {
            amount: unsigned(extension.amount),
            unit: extension.unit.0,
        });
        let granted_at = body.extensions.as_slice().iter();
        Ok(Self {
            term: term(body.term).map_err(Fault::of)?,
            starts_at: completed_at.unwrap_or(starts_at),
            start_event,
            suspensions: suspensions.collect(),
            suspension_limit: body.suspension_limit.map(|limit| SuspensionLimit {
                times: unsigned(limit.times),
                days: unsigned(limit.days),
            }),
            notice: notice
                .transpose()
                .map_err(|refusal| Fault::at("/notice_before_refusal/observations_at", refusal))?,
            extensions: extensions.collect(),
            granted_at: granted_at
                .map(|extension| extension.granted_at.map(|at| at.0))
                .collect(),
            ended_at: body.ended_at.map(|at| at.0),
        })
    }

    /// The due date with its steps, and how long it took.
    ///
    /// # Errors
    /// What the rules refuse.
    pub(super) fn answer(&self, calendars: &CalendarHistory) -> Result<Answer, Fault> {
        let request = self.request();
        let refused = |refusal| self.fault(refusal);
        let (version, _) = governed(calendars, &request).map_err(refused)?;
        self.check_grants(calendars)?;
        let explained = explain(&version.calendar, &request).map_err(refused)?;
        let suspensions = counted_suspensions(&version.calendar, &request).map_err(refused)?;
        let took = self.ended_at.map(|ended_at| {
            let suspensions: Vec<Suspension> = suspensions.into_iter().map(CountedSuspension::into).collect();
            let (from, to) = match self.term.direction() {
                Direction::Forward => (self.starts_at, ended_at),
                Direction::Backward => (ended_at, self.starts_at),
            };
            let took = elapsed(&version.calendar, self.term.unit(), from, to, &suspensions);
            took.map(|took| (took, ended_at))
                .map_err(|refusal| Fault::at("/ended_at", refusal))
        });
        Ok(Answer {
            explained,
            took: took.transpose()?,
        })
    }

    fn request(&self) -> Request<'_> {
        Request {
            start_event: self.start_event,
            suspensions: &self.suspensions,
            suspension_limit: self.suspension_limit,
            notice: self.notice,
            extensions: &self.extensions,
            ..Request::new(self.term, self.starts_at)
        }
    }

    /// Each extension was granted before the term was over, as the extensions before it had left it.
    fn check_grants(&self, calendars: &CalendarHistory) -> Result<(), Fault> {
        for (index, granted_at) in self.granted_at.iter().enumerate() {
            let (Some(granted_at), Some(extensions)) = (granted_at, self.extensions.get(..index)) else {
                continue;
            };
            let before = Request {
                extensions,
                ..self.request()
            };
            let (_, due) = governed(calendars, &before).map_err(|refusal| self.fault(refusal))?;
            check_extension(&due, *granted_at)
                .map_err(|refusal| Fault::at(&format!("/extensions/{index}/granted_at"), refusal))?;
        }
        Ok(())
    }

    /// A refusal about the notice names the suspension after the last one.
    fn fault(&self, refusal: Refusal) -> Fault {
        let fault = Fault::of(refusal);
        if self.notice.is_some() && fault.pointer == format!("/suspensions/{}", self.suspensions.len()) {
            return Fault::at("/notice_before_refusal", refusal);
        }
        fault
    }
}

impl Fault {
    fn at(pointer: &str, refusal: Refusal) -> Self {
        Self {
            pointer: pointer.to_owned(),
            refusal,
        }
    }

    fn of(refusal: Refusal) -> Self {
        Self {
            pointer: refusal.pointer().unwrap_or_default(),
            refusal,
        }
    }
}

fn term(body: TermBody) -> Result<Term, Refusal> {
    let amount = match body.amount {
        Some(amount) => unsigned(amount),
        None if body.unit.0 == Unit::Immediate => 0,
        None => return Err(Refusal::AmountMissing),
    };
    let roll = body.roll.map_or_else(Roll::default, |roll| roll.0);
    let direction = body
        .direction
        .map_or_else(Direction::default, |direction| direction.0);
    Term::new(amount, body.unit.0, roll, direction)
}

/// An amount that its bounds keep from being negative.
fn unsigned<const MAX: i64>(amount: Int<0, MAX>) -> u32 {
    u32::try_from(amount.get()).unwrap_or(u32::MAX)
}
