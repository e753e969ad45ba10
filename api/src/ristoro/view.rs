//! A redress as people see it.

use cartaviva_persistence::Conn;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::grant_view::GrantView;
use super::weigh::{Weighed, weigh};
use crate::bounded::{Code, Day, Int, Line, List, Moment, Paragraph, RistoroKindWord};
use crate::cases::{CaseFile, moment};
use crate::language::Language;
use crate::problem::ApiError;
use crate::words::DeciderWord;

/// Whether a redress is owed for a case, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroEligibility)]
pub struct EligibilityView {
    /// Whether every rule held.
    pub eligible: bool,
    /// Who decides on it by the policy.
    pub decided_by: DeciderWord,
    /// The last day for asking; absent where nothing limits it and while the case is not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_until: Option<Day>,
    /// Every rule weighed, in order.
    pub rules: List<RuleView, 20>,
    /// What may be given.
    pub options: List<OptionView, 10>,
}

/// One rule weighed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroRule)]
pub struct RuleView {
    /// The rule, for programs to match.
    pub rule: Line<1, 64>,
    /// Whether it held.
    pub satisfied: bool,
    /// What was found, in words.
    pub detail: Paragraph<1, 2000>,
    /// Where it is written.
    pub source: Line<1, 300>,
}

/// What may be given.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroOption)]
pub struct OptionView {
    /// What is given.
    pub kind: RistoroKindWord,
    /// At least so many.
    pub minimum: Int<1, 1000>,
    /// At most so many.
    pub maximum: Int<1, 1000>,
    /// The items that are there to give.
    pub items: List<ItemView, 1000>,
}

/// An item that may be given.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroItem)]
pub struct ItemView {
    /// Its code.
    pub item: Code,
    /// What it is.
    pub title: Line<1, 300>,
    /// How many are left; absent where it does not run out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<Int<0, 4_294_967_295>>,
}

/// The refusal of a request for the redress.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroClaimRefusal)]
pub struct ClaimRefusalView {
    /// When it was refused.
    pub refused_at: Moment,
    /// Why.
    pub reason: Paragraph<3, 2000>,
}

/// The redress of a case, as whoever presented it sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Ristoro)]
pub struct RistoroView {
    /// Whether it is owed, and why.
    pub eligibility: EligibilityView,
    /// When it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Moment>,
    /// The refusal of that request; absent once it is made anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim_refusal: Option<ClaimRefusalView>,
    /// What was granted last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantView>,
}

impl RistoroView {
    /// The redress of a case at a moment; nothing where the administration foresees none.
    pub(crate) fn of(
        db: &mut Conn,
        file: &CaseFile,
        now: OffsetDateTime,
        language: Language,
    ) -> Result<Option<Self>, ApiError> {
        let case = &file.case;
        Ok(weigh(db, file, now)?.map(|weighed| Self {
            eligibility: EligibilityView::of(&weighed, language),
            claimed_at: case.claimed_at.map(|at| moment(file, at)),
            claim_refusal: case.refused_claim.as_ref().map(|refused| ClaimRefusalView {
                refused_at: moment(file, refused.refused_at),
                reason: refused.reason.as_str().into(),
            }),
            grant: case
                .grant
                .as_ref()
                .map(|granted| GrantView::of(granted, file, now)),
        }))
    }
}

impl EligibilityView {
    /// An eligibility in a language.
    pub(super) fn of(weighed: &Weighed, language: Language) -> Self {
        let eligibility = &weighed.eligibility;
        let rules = eligibility.rules.iter().map(|rule| RuleView {
            rule: rule.code.as_str().into(),
            satisfied: rule.satisfied,
            detail: rule.detail(language).as_str().into(),
            source: rule.source.as_str().into(),
        });
        let options = eligibility.options.iter().map(|choice| OptionView {
            kind: choice.kind.into(),
            minimum: i64::from(choice.minimum).into(),
            maximum: i64::from(choice.maximum).into(),
            items: choice
                .items
                .iter()
                .map(|item| ItemView {
                    item: item.code.as_str().into(),
                    title: item.title.as_str().into(),
                    stock: item.stock.map(|left| i64::from(left).into()),
                })
                .collect::<Vec<_>>()
                .into(),
        });
        Self {
            eligible: eligibility.eligible,
            decided_by: weighed.policy.decided_by.into(),
            claim_until: weighed.window.as_ref().map(|window| Day(window.due.due_on)),
            rules: rules.collect::<Vec<_>>().into(),
            options: options.collect::<Vec<_>>().into(),
        }
    }
}
