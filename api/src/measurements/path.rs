//! Which value of which standard a path names.

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::window::PeriodName;
use crate::bounded::{AdministrationCode, Code};

/// Which value of which standard.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct MeasurementPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The charter's code.
    #[param(example = "urp")]
    #[validate(nested)]
    pub charter: Code,
    /// The standard's code.
    #[param(example = "desk-opening-days")]
    #[validate(nested)]
    pub standard: Code,
    /// The period: a year (`2026`), a half-year (`2026-H1`), a quarter (`2026-Q3`) or a month (`2026-11`).
    #[param(example = "2026")]
    #[validate(nested)]
    pub period: PeriodName,
}
