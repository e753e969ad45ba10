//! The problem as the caller reads it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::{ApiError, FieldError, RefusedRule};
use crate::bounded::{Int, Line, Link, List, Paragraph};
use crate::language::Language;

/// What went wrong (RFC 9457).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The kind of problem; it ends with the code, and the documentation of the codes explains it.
    pub r#type: Link,
    /// The kind of problem in words.
    pub title: Line<1, 200>,
    /// The HTTP status.
    pub status: Int<400, 599>,
    /// What happened this time.
    pub detail: Paragraph<1, 2000>,
    /// The request that met the problem: name it when asking for help.
    pub instance: Link,
    /// The code of the kind of problem, for programs to match.
    pub code: Line<1, 64>,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub errors: List<FieldErrorView, 1000>,
    /// The rules that refuse.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub rules: List<RefusedRuleView, 100>,
}

/// One field at fault.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldError)]
pub struct FieldErrorView {
    /// Where it stands: a JSON Pointer (RFC 6901) into the body, or the parameter's name after `/`.
    pub pointer: Line<0, 500>,
    /// Why, for programs to match.
    pub code: Line<1, 64>,
    /// Why, in words.
    pub detail: Paragraph<1, 2000>,
}

/// One rule that refuses.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RefusedRule)]
pub struct RefusedRuleView {
    /// The rule's name.
    pub rule: Line<1, 64>,
    /// What it found.
    pub detail: Paragraph<1, 2000>,
    /// Where it is written.
    pub source: Line<0, 300>,
}

impl Problem {
    /// The problem that an error is, in the caller's language; `request` is the request's id.
    #[must_use]
    pub fn of(error: &ApiError, language: Language, request: uuid::Uuid) -> Self {
        let row = error.code().row();
        Self {
            r#type: error.code().type_uri().into(),
            title: row.title.say(language).into(),
            status: i64::from(row.status.as_u16()).into(),
            detail: legible(error.detail().say(language), 2_000).into(),
            instance: format!("urn:uuid:{request}").into(),
            code: row.name.into(),
            errors: error
                .fields()
                .iter()
                .take(1_000)
                .map(|field| FieldErrorView::of(field, language))
                .collect(),
            rules: error
                .rules()
                .iter()
                .take(100)
                .map(|rule| RefusedRuleView::of(rule, language))
                .collect(),
        }
    }
}

impl FieldErrorView {
    fn of(field: &FieldError, language: Language) -> Self {
        Self {
            pointer: legible(&field.pointer, 500).into(),
            code: field.code.as_ref().into(),
            detail: legible(field.detail.say(language), 2_000).into(),
        }
    }
}

impl RefusedRuleView {
    fn of(rule: &RefusedRule, language: Language) -> Self {
        Self {
            rule: rule.rule.as_str().into(),
            detail: legible(rule.detail.say(language), 2_000).into(),
            source: legible(&rule.source, 300).into(),
        }
    }
}

/// A text that repeats what a caller wrote: on one line, without what cannot be shown, and not longer than it may be.
fn legible(text: &str, longest: usize) -> String {
    let shown = |c: char| {
        if c.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    text.chars().take(longest).map(shown).collect()
}

fn is_empty<T, const MAX: usize>(list: &List<T, MAX>) -> bool {
    list.as_slice().is_empty()
}
