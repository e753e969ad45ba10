//! Where attachments are kept, and how much of them.

use std::time::Duration;

use cartaviva_domain::attachments::Limits;

use crate::files::Files;

/// Where attachments are kept, how much of them, and how slowly they may arrive.
#[derive(Clone, Debug)]
pub struct Cabinet {
    /// Where their files are.
    pub files: Files,
    /// How much may be attached to a case.
    pub limits: Limits,
    /// How slowly a file may arrive.
    pub patience: Patience,
}

/// How slowly a file may arrive.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The longest time without a byte.
    pub pause: Duration,
    /// The longest time in all.
    pub whole: Duration,
}

impl Default for Patience {
    /// Half a minute without a byte, a quarter of an hour in all.
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(30),
            whole: Duration::from_secs(900),
        }
    }
}

impl Cabinet {
    /// Attachments kept there, within the usual limits.
    #[must_use]
    pub fn of(files: Files) -> Self {
        Self {
            files,
            limits: Limits::default(),
            patience: Patience::default(),
        }
    }
}
