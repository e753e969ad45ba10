//! What was reached of a standard: what cases say where they are counted, else what clerks recorded, of the period itself
//! or of the shorter ones that make it up.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::period::Period;
use cartaviva_domain::scorecard::{Line, Reached};
use cartaviva_domain::standards::{Exception, MeasuredBy, Standard, Unit, Value, exception_for, roll_up};
use cartaviva_persistence::measurements::Measurement;
use cartaviva_persistence::settled::{Settlements, Wanted};
use cartaviva_persistence::{Conn, StoreError};

use super::window::Window;

/// What is known of the standards of a charter, beside the cases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    /// What clerks recorded for the period and for the shorter ones within it, each with the period it was recorded for.
    pub(crate) recorded: &'a [(Period, Measurement)],
    /// The exceptions to the standards.
    pub(crate) exceptions: &'a [Exception],
    /// What cases say.
    pub(crate) settlements: &'a Settlements,
}

/// What cases say of some standards in a period, as far as they are measured from cases.
///
/// # Errors
/// What the database answers.
pub(crate) fn settlements(
    db: &mut Conn,
    administration: &AdministrationCode,
    standards: &[Standard],
    window: Window,
) -> Result<Settlements, StoreError> {
    if !window.has_begun() {
        return Ok(Settlements::default());
    }
    let wanted = standards
        .iter()
        .filter_map(|standard| match &standard.measured_by {
            MeasuredBy::Cases { procedures, term, .. } => Some(Wanted { procedures, term }),
            _ => None,
        });
    Settlements::read(db, administration, (window.from, window.until), wanted)
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
    pub(crate) fn line(&self, standard: &Standard, window: Window) -> Line {
        let own: Vec<Exception> = self
            .exceptions
            .iter()
            .filter(|exception| exception.standard == standard.code)
            .cloned()
            .collect();
        let exception = exception_for(standard.target, window.period, &own).cloned();
        Line::of(standard.clone(), exception, self.reached(standard, window))
    }

    fn reached(&self, standard: &Standard, window: Window) -> Reached {
        match &standard.measured_by {
            MeasuredBy::Cases { .. } if !window.has_begun() => Reached::Nothing,
            MeasuredBy::Cases {
                measure,
                procedures,
                term,
            } => Reached::Counted(*measure, self.settlements.of(Wanted { procedures, term })),
            _ => self.by_hand(standard, window.period),
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
