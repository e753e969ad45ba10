//! Charters (*carte dei servizi*) and their editions.

mod diff;
mod succession;

pub use diff::{Change, Changed, diff, lowered};
pub use succession::{
    Consents, MOST_EDITIONS, Unfit, edition_before, followed_by, lowered_by, may_follow, predecessor,
};

use crate::codes::Code;
use crate::standards::Standard;
use crate::text::{Prose, Title};
use serde::{Deserialize, Serialize};
use time::Date;

/// Whether a charter holds for the whole body or for one of its services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharterKind {
    /// The general charter (*carta generale*).
    General,
    /// A charter for one service or office (*carta specifica*).
    Specific,
}

/// A charter: a promise that lives through its editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// Its code within the administration.
    pub code: Code,
    /// General or specific.
    pub kind: CharterKind,
    /// Its title in Italian.
    pub title: Title,
    /// The office that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// How often it promises to be reviewed, as it says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Title>,
    /// Its editions, oldest first, at least one and at most 50.
    pub editions: Vec<Edition>,
}

/// The act by which an edition was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What kind of act, as the document names it (`Delibera di Giunta`).
    pub kind: Title,
    /// Its number, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Title>,
    /// Its date.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::dates::option"
    )]
    pub date: Option<Date>,
}

/// One edition of a charter, with the standards it promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its code within the charter (`2025`).
    pub code: Code,
    /// The act that approved it; absent where the document does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Act>,
    /// The first day on which it holds; absent where the document does not say, and then it holds from ever.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::dates::option"
    )]
    pub in_force_from: Option<Date>,
    /// The last day on which it holds; absent while it is not superseded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::dates::option"
    )]
    pub in_force_until: Option<Date>,
    /// By when it is to be reviewed.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::dates::option"
    )]
    pub review_due: Option<Date>,
    /// The principles it rests on, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<Title>,
    /// The rights and remedies of who is not served as promised (D.Lgs. 222/2023 art. 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedies: Option<Prose>,
    /// What it promises, in the order of the document, at most 500.
    #[serde(default)]
    pub standards: Vec<Standard>,
}

impl Edition {
    /// Whether the edition holds on a day.
    #[must_use]
    pub fn in_force_on(&self, day: Date) -> bool {
        self.in_force_from.is_none_or(|from| from <= day)
            && self.in_force_until.is_none_or(|until| day <= until)
    }
}

/// The edition in force on a day: of those that hold, the one that began last.
#[must_use]
pub fn edition_in_force(editions: &[Edition], day: Date) -> Option<&Edition> {
    editions
        .iter()
        .filter(|e| e.in_force_on(day))
        .max_by_key(|e| e.in_force_from)
}
