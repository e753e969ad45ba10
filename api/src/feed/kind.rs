//! Kinds of events and patterns of them, as the contract bounds them.

use cartaviva_domain::feed::{Kind, KindPattern};

use crate::bounded::{Shape, Shaped};

/// The kind of an event: `case.forwarded`.
pub type KindText = Shaped<KindShape>;
/// Which kinds are meant: `case.forwarded`, `case.*`, `*`.
pub type PatternText = Shaped<PatternShape>;

/// The shape of [`KindText`].
#[derive(Debug)]
pub enum KindShape {}

impl Shape for KindShape {
    const MIN: usize = 3;
    const MAX: usize = 64;
    const PATTERN: &'static str = r"^[a-z_]+\.[a-z_]+$";
    const FAULT: &'static str = "kind";

    fn name() -> String {
        "EventKind".to_owned()
    }

    fn fits(text: &str) -> bool {
        Kind::parse(text).is_ok()
    }
}

/// The shape of [`PatternText`].
#[derive(Debug)]
pub enum PatternShape {}

impl Shape for PatternShape {
    const MIN: usize = 1;
    const MAX: usize = 64;
    const PATTERN: &'static str = r"^([a-z_]+\.[a-z_]+|[a-z_]*\*|[a-z_]+\.[a-z_]*\*)$";
    const FAULT: &'static str = "kind_pattern";

    fn name() -> String {
        "EventKindPattern".to_owned()
    }

    fn fits(text: &str) -> bool {
        KindPattern::parse(text).is_ok()
    }
}
