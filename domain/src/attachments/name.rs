//! The name of a file: what somebody called it, made safe.

use super::Format;

/// The most characters of a name before its ending.
const LONGEST: usize = 120;

/// The name of a file whose name says nothing.
const UNNAMED: &str = "allegato";

/// Names that a common system keeps for its devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// A name that can be given to a file on any system: no path, no control or direction characters, an ending that is the
/// format's. 5 to 125 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// The name that a file of this format gets, from what it was called.
    #[must_use]
    pub fn safe(called: &str, format: Format) -> Self {
        let last = called.rsplit(['/', '\\']).next().unwrap_or_default();
        let (usual, others) = format.endings();
        let (stem, ending) = split(last);
        let ending = [usual]
            .iter()
            .chain(others)
            .copied()
            .find(|known| ending.eq_ignore_ascii_case(known))
            .unwrap_or(usual);
        let stem: String = stem.chars().filter_map(harmless).take(LONGEST).collect();
        let stem = stem.trim_matches(|c: char| c == '.' || c.is_whitespace());
        let is_nothing = stem.is_empty() || DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device));
        let stem = if is_nothing { UNNAMED } else { stem };
        Self(format!("{stem}.{ending}"))
    }

    /// A name as it was kept.
    #[must_use]
    pub fn kept(name: String) -> Self {
        Self(name)
    }

    /// The name itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in ASCII alone, for readers that know no other: every other character is an underscore.
    #[must_use]
    pub fn ascii(&self) -> String {
        let plain = |c: char| if c.is_ascii() && c != '%' { c } else { '_' };
        self.0.chars().map(plain).collect()
    }
}

/// A name without its ending, and the ending: one to five letters and digits, not digits alone.
fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if (1..=5).contains(&ending.len())
                && ending.bytes().all(|b| b.is_ascii_alphanumeric())
                && ending.bytes().any(|b| b.is_ascii_alphabetic()) =>
        {
            (stem, ending)
        }
        _ => (name, ""),
    }
}

/// What stands for a character of a name: itself, an underscore, or nothing.
fn harmless(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        c if c.is_control() => None,
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | ';' => Some('_'),
        c => Some(c),
    }
}
