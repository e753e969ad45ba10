//! A procedure as anybody sees it.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::deadline::SuspensionLimit;
use cartaviva_domain::procedures::{ChannelRule, Procedure, TermRule};
use cartaviva_domain::retention::Retention;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{
    ChannelWord, Code, Int, Link, List, Paragraph, StartEventWord, TermDirectionWord, TermRollWord,
    TermUnitWord, Word,
};
use crate::links::Links;
use crate::words::{CaseKindWord, DeciderWord, EndEventWord, RequirementWord, RetentionEndWord, SilenceWord};

/// A kind of case: who handles it, what it asks, which terms it runs, what silence means.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Procedure)]
pub struct ProcedureView {
    /// Its code within the administration.
    #[schema(example = "disservice-report")]
    pub code: Code,
    /// What its cases are.
    pub kind: CaseKindWord,
    /// Its name.
    #[schema(example = "Segnalazione di disservizio")]
    pub title: Paragraph<1, 300>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Paragraph<1, 5000>>,
    /// The office that receives its cases.
    #[schema(example = "urp")]
    pub office: Code,
    /// The charter that promises its terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// The law or charter it rests on.
    pub legal_basis: Paragraph<1, 300>,
    /// The channels it accepts, with what each asks.
    pub channels: List<ChannelRuleView, 10>,
    /// Where what the channels ask is written.
    pub channels_source: Paragraph<1, 300>,
    /// The terms its cases run.
    pub terms: List<TermRuleView, 20>,
    /// What silence means once the term has run out.
    pub silence: SilenceWord,
    /// Who decides.
    pub decided_by: DeciderWord,
    /// How long the papers of its cases are kept; absent where no class of the plan covers them: they are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionView>,
    /// Whether whoever presented a case is told before it is rejected, and may observe (L. 241/1990 art. 10-bis).
    pub notice_before_refusal: bool,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ProcedureLinks,
}

/// A channel that a procedure accepts.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ChannelRule)]
pub struct ChannelRuleView {
    /// The channel.
    pub channel: ChannelWord,
    /// What is asked of who writes; none: anybody may write, unnamed.
    pub requires: List<RequirementWord, 10>,
}

/// A term that the cases of a procedure run.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TermRule)]
pub struct TermRuleView {
    /// Its code within the procedure.
    #[schema(example = "response")]
    pub code: Code,
    /// What it promises.
    #[schema(example = "Risposta entro 30 giorni dall'inoltro all'ufficio competente")]
    pub promise: Paragraph<1, 300>,
    /// How many units; 0 for what is immediate.
    #[schema(example = 30)]
    pub amount: Int<0, 600_000>,
    /// What is counted.
    pub unit: TermUnitWord,
    /// Where it may end.
    pub roll: TermRollWord,
    /// Which way it is counted.
    pub direction: TermDirectionWord,
    /// What starts it.
    pub starts: StartEventWord,
    /// What starts it where the case is about the very office that receives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_in_own_office: Option<StartEventWord>,
    /// What ends it.
    pub ends: EndEventWord,
    /// How often and how long it may be suspended; absent where nothing lets it be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspension: Option<SuspensionLimitView>,
    /// Whether a reasoned act may extend it.
    pub extendable: bool,
    /// Where it is written.
    pub source: Paragraph<1, 300>,
}

/// How often and how long a term may be suspended.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SuspensionLimit, example = json!({ "times": 1, "days": 30 }))]
pub struct SuspensionLimitView {
    /// How many times.
    pub times: Int<1, 100>,
    /// For how many days each time.
    pub days: Int<1, 3650>,
}

/// The class of the plan by which the papers of a procedure are kept (D.P.R. 445/2000 art. 68).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Retention)]
pub struct RetentionView {
    /// Its code in the plan.
    #[schema(example = "complaints")]
    pub class: Code,
    /// For how many calendar years from the end of a case its papers are kept whole.
    #[schema(example = 5)]
    pub years: Int<1, 150>,
    /// What is done then.
    pub at_end: RetentionEndWord,
    /// The act that approved the plan.
    pub source: Paragraph<1, 300>,
}

/// The links of a procedure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProcedureLinks {
    /// The procedure itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// Its administration.
    pub administration: Link,
    /// The office that receives its cases.
    pub office: Link,
    /// The charter that promises its terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Link>,
    /// Where a case is presented.
    pub cases: Link,
}

impl ProcedureView {
    /// A procedure of an administration.
    pub(crate) fn of(administration: &AdministrationCode, procedure: &Procedure, links: &Links) -> Self {
        let body = format!("/administrations/{administration}");
        Self {
            code: procedure.code.as_str().into(),
            kind: procedure.kind.into(),
            title: procedure.name.as_str().into(),
            description: procedure.description.as_ref().map(|text| text.as_str().into()),
            office: procedure.office.as_str().into(),
            charter: procedure.charter.as_ref().map(|code| code.as_str().into()),
            legal_basis: procedure.legal_basis.as_str().into(),
            channels: procedure.channels.iter().map(ChannelRuleView::of).collect(),
            channels_source: procedure.channels_source.as_str().into(),
            terms: procedure.terms.iter().map(TermRuleView::of).collect(),
            silence: procedure.silence.into(),
            decided_by: procedure.decided_by.into(),
            retention: procedure.retention.as_ref().map(RetentionView::of),
            notice_before_refusal: procedure.notice_before_refusal,
            links: ProcedureLinks {
                this: links.to(&format!("{body}/procedures/{}", procedure.code)),
                administration: links.to(&body),
                office: links.to(&format!("{body}/offices/{}", procedure.office)),
                charter: procedure
                    .charter
                    .as_ref()
                    .map(|code| links.to(&format!("{body}/charters/{code}"))),
                cases: links.to(&format!("{body}/cases")),
            },
        }
    }
}

impl ChannelRuleView {
    fn of(rule: &ChannelRule) -> Self {
        Self {
            channel: rule.channel.into(),
            requires: rule.requires.iter().copied().map(Word).collect(),
        }
    }
}

impl TermRuleView {
    fn of(rule: &TermRule) -> Self {
        Self {
            code: rule.code.as_str().into(),
            promise: rule.name.as_str().into(),
            amount: i64::from(rule.term.amount()).into(),
            unit: rule.term.unit().into(),
            roll: rule.term.roll().into(),
            direction: rule.term.direction().into(),
            starts: rule.starts.into(),
            starts_in_own_office: rule.starts_in_own_office.map(Word),
            ends: rule.ends.into(),
            suspension: rule.suspension.map(SuspensionLimitView::of),
            extendable: rule.extendable,
            source: rule.source.as_str().into(),
        }
    }
}

impl RetentionView {
    /// A class of the plan.
    pub(crate) fn of(retention: &Retention) -> Self {
        Self {
            class: retention.class.as_str().into(),
            years: i64::from(retention.years.get()).into(),
            at_end: retention.at_end.into(),
            source: retention.source.as_str().into(),
        }
    }
}

impl SuspensionLimitView {
    fn of(limit: SuspensionLimit) -> Self {
        Self {
            times: i64::from(limit.times).into(),
            days: i64::from(limit.days).into(),
        }
    }
}
