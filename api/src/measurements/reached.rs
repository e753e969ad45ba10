//! What was reached of a standard: what cases say where they are counted, else what clerks recorded, of the period itself
//! or of the shorter ones that make it up.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::period::Period;
use cartaviva_domain::scorecard::{Line, Reached};
use cartaviva_domain::standards::{Exception, MeasuredBy, Standard, Unit, Value, exception_for, roll_up};
use cartaviva_persistence::cases::{self, Settled};
use cartaviva_persistence::measurements::Measurement;
use cartaviva_persistence::{Conn, StoreError};

use super::window::Window;
use crate::problem::ApiError;

/// What is known of the standards of a charter, beside the cases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    /// The administration.
    pub(crate) administration: &'a AdministrationCode,
    /// What clerks recorded for the period and for the shorter ones within it, each with the period it was recorded for.
    pub(crate) recorded: &'a [(Period, Measurement)],
    /// The exceptions to the standards.
    pub(crate) exceptions: &'a [Exception],
}

impl<'a> Known<'a> {
    /// What was recorded of a standard for a period.
    pub(crate) fn recorded_of(&self, standard: &Standard, period: Period) -> Option<&'a Measurement> {
        let own = |(of, measurement): &&(Period, Measurement)| {
            *of == period && measurement.standard == standard.code
        };
        self.recorded.iter().find(own).map(|(_, measurement)| measurement)
    }

    /// A standard beside what was reached of it in a period. Where cases are counted, a value recorded earlier by hand is
    /// passed over.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) fn line(&self, db: &mut Conn, standard: &Standard, window: Window) -> Result<Line, ApiError> {
        let own: Vec<Exception> = self
            .exceptions
            .iter()
            .filter(|exception| exception.standard == standard.code)
            .cloned()
            .collect();
        let exception = exception_for(standard.target, window.period, &own).cloned();
        let reached = self.reached(db, standard, window)?;
        Ok(Line::of(standard.clone(), exception, reached))
    }

    fn reached(&self, db: &mut Conn, standard: &Standard, window: Window) -> Result<Reached, StoreError> {
        match &standard.measured_by {
            MeasuredBy::Cases { .. } if !window.has_begun() => Ok(Reached::Nothing),
            MeasuredBy::Cases {
                measure,
                procedures,
                term,
            } => {
                let settled = Settled {
                    administration: self.administration,
                    procedures,
                    term,
                    from: window.from,
                    until: window.until,
                };
                Ok(Reached::Counted(*measure, cases::figures(db, settled)?))
            }
            _ => Ok(self.by_hand(standard, window.period)),
        }
    }

    fn by_hand(&self, standard: &Standard, period: Period) -> Reached {
        if let Some(recorded) = self.recorded_of(standard, period) {
            return Reached::Recorded(recorded.value);
        }
        let shorter: Vec<(Period, Value)> = self
            .recorded
            .iter()
            .filter(|(_, measurement)| measurement.standard == standard.code)
            .map(|(period, measurement)| (*period, measurement.value))
            .collect();
        let counts = standard.target.unit() == Unit::Count;
        roll_up(period, counts, &shorter).map_or(Reached::Nothing, Reached::RolledUp)
    }
}
