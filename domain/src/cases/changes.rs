//! What an event changed: where the case stood before and after it.

use super::{Assignee, Case, Status};
use crate::codes::Code;
use crate::deadline::Due;
use serde::{Deserialize, Serialize};

/// What an event changed of what people look at; each as it was and as it is. What did not change is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// Where the case stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<(Status, Status)>,
    /// The office that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<(Code, Code)>,
    /// Who is in charge of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<(Option<Assignee>, Option<Assignee>)>,
    /// When its terms are due.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueChange>,
}

/// A due date that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueChange {
    /// The term.
    pub term: Code,
    /// When it was due; none where it did not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Due>,
    /// When it is due; none where it does not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Due>,
}

impl Changes {
    /// What differs between a case and the same case after something happened to it.
    #[must_use]
    pub fn between(before: &Case, after: &Case) -> Self {
        let both = before.deadlines.iter().zip(&after.deadlines);
        Self {
            status: differing(&before.status, &after.status),
            office: differing(&before.office, &after.office),
            assignee: differing(&before.assignee, &after.assignee),
            due: both
                .filter(|(was, is)| was.due != is.due)
                .map(|(was, is)| DueChange {
                    term: is.term.clone(),
                    before: was.due,
                    after: is.due,
                })
                .collect(),
        }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn differing<T: Clone + PartialEq>(before: &T, after: &T) -> Option<(T, T)> {
    (before != after).then(|| (before.clone(), after.clone()))
}
