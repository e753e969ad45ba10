//! Values with the version by which changes are told apart.

/// A stored value and its version, which grows by one with every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The version, from 1.
    pub version: i32,
    /// The value.
    pub value: T,
}

/// What saving a value did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was not there.
    Added,
    /// It was there and has changed.
    Changed,
    /// It was there as it is.
    Same,
}
