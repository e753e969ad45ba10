//! What the file of a case holds beside where it stands.

use cartaviva_domain::cases::{Delivery, Notice, Proceedings, Received, Superseded};
use cartaviva_domain::codes::CaseId;
use serde::Serialize;
use utoipa::ToSchema;

use super::file::CaseFile;
use super::view::moment;
use crate::bounded::{
    ChannelWord, Id, Line, List, Moment, OutcomeWord, Paragraph, ReceivedKindWord, StopWord,
};

/// What the file of a case holds beside where it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseProceedings, example = json!({ "received": [], "superseded_decisions": [], "merged": [], "related": [] }))]
pub struct ProceedingsView {
    /// What stopped its terms; absent while they run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_by: Option<StopWord>,
    /// What is missing, while it is waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Paragraph<3, 2000>>,
    /// The notice before refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeView>,
    /// What whoever presented the case sent after it, first to last.
    pub received: List<ReceivedView, 100>,
    /// The decisions that were corrected, first to last.
    pub superseded_decisions: List<SupersededView, 100>,
    /// How the answer was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryView>,
    /// The case that it was merged into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Id>,
    /// The cases that were merged into it.
    pub merged: List<Id, 100>,
    /// The cases that it is related to.
    pub related: List<Id, 100>,
}

/// A notice before refusal (L. 241/1990 art. 10-bis).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseRefusalNotice)]
pub struct NoticeView {
    /// The grounds that stand against the application.
    pub grounds: Paragraph<1, 10_000>,
    /// When whoever presented the case received it: the terms do not run from then on.
    pub received_at: Moment,
    /// When observations came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Moment>,
    /// When the terms run again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs_again_at: Option<Moment>,
}

/// What whoever presented a case sent after it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseReceived)]
pub struct ReceivedView {
    /// What it is.
    pub kind: ReceivedKindWord,
    /// What it says.
    pub text: Paragraph<1, 5000>,
    /// When it came.
    pub received_at: Moment,
}

/// A decision that was corrected.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SupersededDecision)]
pub struct SupersededView {
    /// What had been decided.
    pub outcome: OutcomeWord,
    /// The written answer as it was.
    pub answer: Paragraph<1, 10_000>,
    /// When it was corrected.
    pub corrected_at: Moment,
    /// Why.
    pub reason: Paragraph<3, 2000>,
}

/// How an answer was delivered.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseDelivery)]
pub struct DeliveryView {
    /// By which channel.
    pub channel: ChannelWord,
    /// The number of the letter or of the receipt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Line<1, 200>>,
}

impl ProceedingsView {
    /// What the file of a case holds.
    pub(super) fn of(file: &CaseFile) -> Self {
        let held: &Proceedings = &file.case.proceedings;
        let received = held
            .received
            .iter()
            .map(|received| ReceivedView::of(file, received));
        let former = held
            .superseded
            .iter()
            .map(|former| SupersededView::of(file, former));
        Self {
            stopped_by: held.stop.map(StopWord::from),
            missing: held.missing.as_ref().map(|missing| missing.as_str().into()),
            notice: held.notice.as_ref().map(|notice| NoticeView::of(file, notice)),
            received: received.collect::<Vec<_>>().into(),
            superseded_decisions: former.collect::<Vec<_>>().into(),
            delivery: held.delivery.as_ref().map(DeliveryView::of),
            merged_into: held.merged_into.map(id),
            merged: held.merged.iter().copied().map(id).collect::<Vec<_>>().into(),
            related: held.related.iter().copied().map(id).collect::<Vec<_>>().into(),
        }
    }
}

impl NoticeView {
    fn of(file: &CaseFile, notice: &Notice) -> Self {
        Self {
            grounds: notice.grounds.as_str().into(),
            received_at: moment(file, notice.received_at),
            observed_at: notice.observed_at.map(|at| moment(file, at)),
            runs_again_at: notice.suspension.to.map(|at| moment(file, at)),
        }
    }
}

impl ReceivedView {
    fn of(file: &CaseFile, received: &Received) -> Self {
        Self {
            kind: received.kind.into(),
            text: received.text.as_str().into(),
            received_at: moment(file, received.received_at),
        }
    }
}

impl SupersededView {
    fn of(file: &CaseFile, former: &Superseded) -> Self {
        Self {
            outcome: former.decision.outcome.into(),
            answer: former.decision.answer.as_str().into(),
            corrected_at: moment(file, former.corrected_at),
            reason: former.reason.as_str().into(),
        }
    }
}

impl DeliveryView {
    fn of(delivery: &Delivery) -> Self {
        Self {
            channel: delivery.channel.into(),
            reference: delivery
                .reference
                .as_ref()
                .map(|reference| reference.as_str().into()),
        }
    }
}

fn id(case: CaseId) -> Id {
    case.0.to_string().into()
}
