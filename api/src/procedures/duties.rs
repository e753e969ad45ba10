//! Who answers for a procedure, what silence means, where one may turn.

use cartaviva_domain::deadline::Term;
use cartaviva_domain::procedures::{
    Classification, Completion, CounterInterested, Procedure, Remedy, Responsible, SilenceMeaning,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::form::LabelView;
use crate::bounded::{Code, Int, Line, Paragraph, TermUnitWord};

/// How long something may take.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TermLength, example = json!({ "amount": 30, "unit": "calendar_days" }))]
pub struct TermLengthView {
    /// How many units.
    pub amount: Int<0, 600_000>,
    /// What is counted.
    pub unit: TermUnitWord,
}

/// What silence means once the term has run out.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SilenceInWords)]
pub struct SilenceMeaningView {
    /// In Italian.
    pub it: Paragraph<1, 1000>,
    /// In English.
    pub en: Paragraph<1, 1000>,
    /// Where it is written; absent where nothing but the charter's promise holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Line<1, 300>>,
}

/// The unit and the role that answer for a procedure.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Responsible)]
pub struct ResponsibleView {
    /// The unit.
    pub office: Code,
    /// The role in it.
    pub role: Paragraph<1, 300>,
}

/// Who decides instead when nobody did in time.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SubstitutePower)]
pub struct SubstitutePowerView {
    /// The role that holds it.
    pub holder: Paragraph<1, 300>,
    /// The office where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// The term that was not kept.
    pub term: Code,
    /// How long they have: half of that term (L. 241/1990 art. 2 c. 9-ter).
    pub within: TermLengthView,
    /// Where it is written.
    pub source: Paragraph<1, 300>,
}

/// What becomes of an incomplete request: a term that starts when the case is `completed` begins anew.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CompletionRule)]
pub struct CompletionView {
    /// Within what time from receipt the body asks for what is missing.
    pub asked_within: TermLengthView,
    /// Where it is written.
    pub source: Paragraph<1, 300>,
}

/// The third parties whom a disclosure may harm.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CounterInterested)]
pub struct CounterInterestedView {
    /// Within what time from the notice they may object.
    pub objection_within: TermLengthView,
    /// Whether the term does not run from the notice until they object, or their time runs out.
    pub suspends: bool,
    /// How long after they received the decision the documents are handed over where they objected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosed_after: Option<TermLengthView>,
    /// Where it is written.
    pub source: Paragraph<1, 300>,
}

/// Where one may turn against a decision or against silence.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Remedy)]
pub struct RemedyView {
    /// Its code within the procedure.
    pub code: Code,
    /// To whom.
    pub to: LabelView,
    /// Within what time one turns to them; absent where nothing limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_within: Option<TermLengthView>,
    /// Within what time they answer; absent where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_within: Option<TermLengthView>,
    /// Where it is written.
    pub source: Paragraph<1, 300>,
}

/// Where the documents of a procedure stand in the classification plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Classification)]
pub struct ClassificationView {
    /// The place in the plan.
    pub code: Line<1, 44>,
    /// The plan.
    pub source: Paragraph<1, 300>,
}

impl TermLengthView {
    /// A term's length.
    pub(crate) fn of(term: Term) -> Self {
        Self {
            amount: i64::from(term.amount()).into(),
            unit: term.unit().into(),
        }
    }
}

impl SilenceMeaningView {
    /// What silence means, in both languages.
    pub(super) fn of(meaning: &SilenceMeaning) -> Self {
        Self {
            it: meaning.italian.into(),
            en: meaning.english.into(),
            source: meaning.source.map(Into::into),
        }
    }
}

impl ResponsibleView {
    /// Who answers for a procedure.
    pub(super) fn of(responsible: &Responsible) -> Self {
        Self {
            office: responsible.office.as_str().into(),
            role: responsible.role.as_str().into(),
        }
    }
}

impl SubstitutePowerView {
    /// Who decides instead, and how long they have.
    pub(super) fn of(procedure: &Procedure) -> Option<Self> {
        let power = procedure.substitute_power.as_ref()?;
        Some(Self {
            holder: power.holder.as_str().into(),
            office: power.office.as_ref().map(|code| code.as_str().into()),
            term: power.term.as_str().into(),
            within: TermLengthView::of(procedure.substitute_term()?),
            source: power.source.as_str().into(),
        })
    }
}

impl CompletionView {
    /// What becomes of an incomplete request.
    pub(super) fn of(completion: &Completion) -> Self {
        Self {
            asked_within: TermLengthView::of(completion.asked_within),
            source: completion.source.as_str().into(),
        }
    }
}

impl CounterInterestedView {
    /// The third parties who may object.
    pub(super) fn of(others: &CounterInterested) -> Self {
        Self {
            objection_within: TermLengthView::of(others.objection_within),
            suspends: others.suspends,
            disclosed_after: others.disclosed_after.map(TermLengthView::of),
            source: others.source.as_str().into(),
        }
    }
}

impl RemedyView {
    /// Where one may turn.
    pub(crate) fn of(remedy: &Remedy) -> Self {
        Self {
            code: remedy.code.as_str().into(),
            to: LabelView::of(&remedy.to),
            asked_within: remedy.asked_within.map(TermLengthView::of),
            answered_within: remedy.answered_within.map(TermLengthView::of),
            source: remedy.source.as_str().into(),
        }
    }
}

impl ClassificationView {
    /// A place in the plan.
    pub(super) fn of(classification: &Classification) -> Self {
        Self {
            code: classification.code.as_str().into(),
            source: classification.source.as_str().into(),
        }
    }
}
