//! A procedure as anybody sees it.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::deadline::SuspensionLimit;
use cartaviva_domain::procedures::{ChannelRule, Procedure, TermRule};
use cartaviva_domain::retention::Retention;
use serde::Serialize;
use utoipa::ToSchema;

use super::duties::{
    ClassificationView, CompletionView, CounterInterestedView, RemedyView, ResponsibleView,
    SilenceMeaningView, SubstitutePowerView,
};
use super::form::{FieldRuleView, IdentityRuleView};
use crate::bounded::{
    ChannelWord, Code, Int, Link, List, OutcomeWord, Paragraph, StartEventWord, TermDirectionWord,
    TermRollWord, TermUnitWord, Word,
};
use crate::links::Links;
use crate::words::{CaseKindWord, DeciderWord, EndEventWord, RequirementWord, RetentionEndWord, SilenceWord};

/// A kind of case: who handles it, what it asks, which terms it runs, what silence means.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Procedure)]
pub struct ProcedureView {
    /// Its code within the administration.
    pub code: Code,
    /// What its cases are.
    pub kind: CaseKindWord,
    /// Its name.
    pub title: Paragraph<1, 300>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Paragraph<1, 5000>>,
    /// The office that receives its cases and answers for the procedure.
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
    /// The fields of its form.
    pub fields: List<FieldRuleView, 50>,
    /// The terms its cases run; none where nothing is promised.
    pub terms: List<TermRuleView, 20>,
    /// What silence means once the term has run out.
    pub silence: SilenceWord,
    /// That in words, and where it is written.
    pub silence_meaning: SilenceMeaningView,
    /// The term after which silence means that; absent where it has no effect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silence_after: Option<Code>,
    /// Who decides.
    pub decided_by: DeciderWord,
    /// How long the papers of its cases are kept; absent where no class of the plan covers them: they are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionView>,
    /// Whether whoever presented a case is told before it is rejected, and may observe (L. 241/1990 art. 10-bis).
    pub notice_before_refusal: bool,
    /// The outcomes that a decision may have.
    pub outcomes: List<OutcomeWord, 10>,
    /// Whether its cases are handled in the order in which they arrived.
    pub in_order_of_arrival: bool,
    /// How many working days before a due date who handles a case is reminded, earliest first.
    pub reminders: List<Int<0, 365>, 10>,
    /// The unit and the role that answer for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible: Option<ResponsibleView>,
    /// Who decides instead when nobody did in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute_power: Option<SubstitutePowerView>,
    /// What becomes of an incomplete request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<CompletionView>,
    /// The third parties who may object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counter_interested: Option<CounterInterestedView>,
    /// Where one may turn against its decisions or against silence.
    pub remedies: List<RemedyView, 10>,
    /// Where its documents stand in the classification plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<ClassificationView>,
    /// Related procedures of the administration.
    pub related: List<Code, 20>,
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
    /// Whether anybody may write there without saying who they are.
    pub anonymous: bool,
    /// What is asked of who writes.
    pub requires: List<RequirementWord, 10>,
    /// How who writes proves who they are; absent where declaring it is enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityRuleView>,
}

/// A term that the cases of a procedure run.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TermRule)]
pub struct TermRuleView {
    /// Its code within the procedure.
    pub code: Code,
    /// What it promises.
    pub promise: Paragraph<1, 300>,
    /// How many units; 0 for what is immediate.
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
    pub class: Code,
    /// For how many calendar years from the end of a case its papers are kept whole.
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
            fields: procedure.fields.iter().map(FieldRuleView::of).collect(),
            silence: procedure.silence.into(),
            silence_meaning: SilenceMeaningView::of(procedure.silence_meaning()),
            silence_after: procedure.silence_term().map(|rule| rule.code.as_str().into()),
            decided_by: procedure.decided_by.into(),
            retention: procedure.retention.as_ref().map(RetentionView::of),
            notice_before_refusal: procedure.notice_before_refusal,
            outcomes: procedure.outcomes().map(Word).collect(),
            in_order_of_arrival: procedure.in_order_of_arrival,
            reminders: procedure
                .reminders
                .working_days_before()
                .iter()
                .map(|days| i64::from(*days).into())
                .collect(),
            responsible: procedure.responsible.as_ref().map(ResponsibleView::of),
            substitute_power: SubstitutePowerView::of(procedure),
            completion: procedure.completion.as_ref().map(CompletionView::of),
            counter_interested: procedure
                .counter_interested
                .as_ref()
                .map(CounterInterestedView::of),
            remedies: procedure.remedies.iter().map(RemedyView::of).collect(),
            classification: procedure.classification.as_ref().map(ClassificationView::of),
            related: procedure
                .related
                .iter()
                .map(|code| code.as_str().into())
                .collect(),
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
            anonymous: rule.admits_anonymous(),
            requires: rule.requires.iter().copied().map(Word).collect(),
            identity: rule.identity.as_ref().map(IdentityRuleView::of),
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
