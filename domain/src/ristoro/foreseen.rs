//! For which standards the charters foresee redress.

use crate::charters::{Charter, edition_in_force};
use crate::codes::Code;
use std::collections::HashSet;
use time::Date;

/// The standards for which the editions in force on a day print that redress is foreseen. A case is weighed by the
/// editions of the day on which it arrived: what was promised then.
#[must_use]
pub fn foreseen<'a>(charters: impl IntoIterator<Item = &'a Charter>, day: Date) -> HashSet<Code> {
    charters
        .into_iter()
        .filter_map(|charter| edition_in_force(&charter.editions, day))
        .flat_map(|edition| &edition.standards)
        .filter(|standard| standard.redress_foreseen == Some(true))
        .map(|standard| standard.code.clone())
        .collect()
}
