//! What was reached of a standard: what cases say where they are counted, else what a clerk recorded.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::scorecard::Reached;
use cartaviva_domain::standards::{MeasuredBy, Standard};
use cartaviva_persistence::measurements::Measurement;
use cartaviva_persistence::{Conn, cases};

use super::window::Window;
use crate::problem::ApiError;

/// What was reached of a standard in a period. Where cases are counted, a value recorded earlier by hand is passed over.
///
/// # Errors
/// What the database answers.
pub(crate) fn reached(
    db: &mut Conn,
    administration: &AdministrationCode,
    standard: &Standard,
    window: Window,
    recorded: Option<&Measurement>,
) -> Result<Reached, ApiError> {
    match &standard.measured_by {
        MeasuredBy::Cases { .. } if !window.has_begun() => Ok(Reached::Nothing),
        MeasuredBy::Cases {
            measure,
            procedures,
            term,
        } => {
            let figures = cases::figures(db, administration, procedures, term, window.from, window.until)?;
            Ok(Reached::Counted(*measure, figures))
        }
        _ => Ok(recorded.map_or(Reached::Nothing, |recorded| Reached::Recorded(recorded.value))),
    }
}
