//! A redress as people see it.

use cartaviva_domain::ristoro::{Eligibility, Facts, eligibility};
use cartaviva_persistence::ristoro::Granted;
use cartaviva_persistence::{Conn, ristoro};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Code, Int, Line, List, Moment, Paragraph, RistoroKindWord};
use crate::cases::CaseFile;
use crate::language::Language;
use crate::problem::ApiError;

/// Whether a redress is owed for a case, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroEligibility)]
pub struct EligibilityView {
    /// Whether every rule held.
    pub eligible: bool,
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
    #[schema(example = "standard_not_met")]
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

/// A redress that was granted.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroGrant)]
pub struct GrantView {
    /// The code by which it is handed out.
    #[schema(example = "K7QWM2ZTA4XN5PRB")]
    pub voucher: Line<16, 16>,
    /// What is given.
    pub kind: RistoroKindWord,
    /// Which item.
    pub item: Code,
    /// How many.
    pub quantity: Int<1, 1000>,
    /// When it was granted.
    pub granted_at: Moment,
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
    /// What was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant: Option<GrantView>,
}

/// Weighs the rules for a case; nothing where the administration foresees no redress.
pub(crate) fn weigh(
    db: &mut Conn,
    file: &CaseFile,
) -> Result<Option<(Eligibility, Option<Granted>)>, ApiError> {
    let case = &file.case;
    let Some(policy) = ristoro::policy(db, &case.administration)? else {
        return Ok(None);
    };
    let items = ristoro::items(db, &case.administration)?;
    let granted = ristoro::granted(db, &case.administration, case.id)?;
    let facts = Facts {
        decision: case.decision.as_ref(),
        claimed: case.claimed_at.is_some(),
        granted: granted.is_some(),
    };
    Ok(Some((eligibility(&policy, facts, &items), granted)))
}

impl RistoroView {
    /// The redress of a case; nothing where the administration foresees none.
    pub(crate) fn of(db: &mut Conn, file: &CaseFile, language: Language) -> Result<Option<Self>, ApiError> {
        let weighed = weigh(db, file)?;
        Ok(weighed.map(|(eligibility, granted)| Self {
            eligibility: EligibilityView::of(&eligibility, language),
            claimed_at: file
                .case
                .claimed_at
                .map(|at| Moment(file.calendar.value.local(at))),
            grant: granted.as_ref().map(|granted| GrantView::of(granted, file)),
        }))
    }
}

impl EligibilityView {
    /// An eligibility in a language.
    pub(crate) fn of(eligibility: &Eligibility, language: Language) -> Self {
        let rules = eligibility.rules.iter().map(|rule| RuleView {
            rule: rule.code.as_str().into(),
            satisfied: rule.satisfied,
            detail: rule.detail(language).into(),
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
            rules: rules.collect::<Vec<_>>().into(),
            options: options.collect::<Vec<_>>().into(),
        }
    }
}

impl GrantView {
    /// A grant on the clock of the administration.
    pub(crate) fn of(granted: &Granted, file: &CaseFile) -> Self {
        Self {
            voucher: granted.voucher.as_str().into(),
            kind: granted.kind.into(),
            item: granted.item.as_str().into(),
            quantity: i64::from(granted.quantity).into(),
            granted_at: Moment(file.calendar.value.local(granted.granted_at)),
        }
    }
}
