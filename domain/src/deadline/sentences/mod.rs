//! The words of the explanation, in Italian and in English.

mod english;
mod folding;
mod italian;
mod refusals;
mod words;

pub(super) use refusals::refusal_sentence;
pub use words::{date_phrase, instant_phrase, quantity_phrase};

use super::step::StepKind;
use crate::language::Language;

/// A step in words.
pub(super) fn step_sentence(kind: &StepKind, language: Language) -> String {
    match language {
        Language::Italian => italian::sentence(kind),
        Language::English => english::sentence(kind),
    }
}
