//! How much may be attached.

use super::Refusal;

/// How much may be attached to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub file: u64,
    /// All the files of a case together, in bytes.
    pub case: u64,
    /// How many files a case may have.
    pub files: u32,
}

impl Default for Limits {
    /// 20 MiB a file, 100 MiB and 50 files a case.
    fn default() -> Self {
        Self {
            file: 20 * 1_048_576,
            case: 100 * 1_048_576,
            files: 50,
        }
    }
}

/// What a case has attached to it; what was withdrawn does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How many files.
    pub files: u64,
    /// Their bytes together.
    pub bytes: u64,
}

impl Limits {
    /// Whether there is room for one file more, of at least this size in bytes.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] or [`Refusal::TooMuch`].
    pub fn room_for(self, size: u64, held: Held) -> Result<(), Refusal> {
        if held.files >= u64::from(self.files) {
            return Err(Refusal::TooMany { most: self.files });
        }
        if held.bytes.saturating_add(size) > self.case {
            return Err(Refusal::TooMuch { most: self.case });
        }
        Ok(())
    }
}
