//! The form of a procedure, and how who fills it in proves who they are.

use cartaviva_domain::procedures::{FieldKind, FieldOption, FieldRule, IdentityRule, Label};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Code, Int, List, Paragraph, Word};
use crate::words::{FieldKindWord, ProofWord, UnprovedWord};

/// A short text in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Label, example = json!({ "it": "Documento richiesto", "en": "Document asked for" }))]
pub struct LabelView {
    /// In Italian.
    pub it: Paragraph<1, 300>,
    /// In English.
    pub en: Paragraph<1, 300>,
}

/// A field of a procedure's form.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FieldRule)]
pub struct FieldRuleView {
    /// Its code: the member of `fields` in a submission.
    pub code: Code,
    /// What it asks.
    pub label: LabelView,
    /// What it holds: a text, a day (full-date of RFC 3339), the code of one of its options or of an office.
    pub kind: FieldKindWord,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether what is written in it is kept apart, with who presented the case.
    pub identifying: bool,
    /// The longest text; absent where it does not hold one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<Int<1, 5000>>,
    /// The answers to a choice.
    pub options: List<FieldOptionView, 50>,
}

/// One of the answers to a choice.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FieldOption)]
pub struct FieldOptionView {
    /// Its code.
    pub code: Code,
    /// What it says.
    pub label: LabelView,
}

/// How who writes proves who they are.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = IdentityRule, example = json!({ "proofs": ["digital_identity"], "level": 2, "unproved": "refused" }))]
pub struct IdentityRuleView {
    /// The proofs accepted: any one is enough.
    pub proofs: List<ProofWord, 3>,
    /// The least level of assurance of a digital identity, 1 to 3; absent where any will do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Int<1, 3>>,
    /// What becomes of a submission without any of them: refused, or registered and asked for.
    pub unproved: UnprovedWord,
}

impl LabelView {
    /// A text in both languages.
    pub(super) fn of(label: &Label) -> Self {
        Self {
            it: label.it.as_str().into(),
            en: label.en.as_str().into(),
        }
    }
}

impl FieldRuleView {
    /// A field of a form.
    pub(super) fn of(rule: &FieldRule) -> Self {
        Self {
            code: rule.code.as_str().into(),
            label: LabelView::of(&rule.label),
            kind: rule.kind.into(),
            required: rule.required,
            identifying: rule.identifying,
            max_length: (rule.kind == FieldKind::Text).then(|| i64::from(rule.longest()).into()),
            options: rule.options.iter().map(FieldOptionView::of).collect(),
        }
    }
}

impl FieldOptionView {
    fn of(option: &FieldOption) -> Self {
        Self {
            code: option.code.as_str().into(),
            label: LabelView::of(&option.label),
        }
    }
}

impl IdentityRuleView {
    /// The proofs that a channel asks.
    pub(super) fn of(rule: &IdentityRule) -> Self {
        Self {
            proofs: rule.proofs.iter().copied().map(Word).collect(),
            level: rule.level.map(|level| i64::from(u8::from(level)).into()),
            unproved: rule.unproved.into(),
        }
    }
}
