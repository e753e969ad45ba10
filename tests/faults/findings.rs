//! What a trial found: counts to look at, and counts that are to be zero.

use std::fmt;

/// What was found; every count of `faults` is to be zero.
pub struct Findings {
    /// What is only told.
    pub counts: Vec<(&'static str, u64)>,
    /// What is to be zero.
    pub faults: Vec<(&'static str, u64)>,
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn are_well(&self) -> bool {
        self.faults.iter().all(|(_, count)| *count == 0)
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, count) in &self.counts {
            writeln!(f, "{count:>8}  {what}")?;
        }
        writeln!(f, "each to be 0:")?;
        for (what, count) in &self.faults {
            writeln!(f, "{count:>8}  {what}")?;
        }
        Ok(())
    }
}
