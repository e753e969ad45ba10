//! An event as other systems read it: CloudEvents 1.0, in the JSON form.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::feed::{Data, Recorded};
use serde::Serialize;
use utoipa::ToSchema;

use super::KindText;
use crate::bounded::{ChannelWord, Code, Day, Id, Int, Line, Link, Moment, OutcomeWord, StatusWord};
use crate::links::Links;

/// The place of an event in the feed of its administration, from 1.
pub(super) type Position = Int<1, 2_147_483_647>;

/// An event, in the JSON form of CloudEvents 1.0. It holds no free text and nothing of any person.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "specversion": "1.0",
    "id": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c12",
    "source": "https://carta.example.it/v1/administrations/c_e625",
    "type": "case.forwarded",
    "subject": "cases/019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11",
    "time": "2026-11-20T10:30:00Z",
    "recordedtime": "2026-11-20T10:30:00Z",
    "position": 3,
    "datacontenttype": "application/json",
    "data": {
        "case": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11", "procedure": "disservice-report", "channel": "web",
        "status": "forwarded", "office": "competent-office"
    }
}))]
pub struct CloudEvent {
    /// The version of CloudEvents.
    pub specversion: Line<3, 3>,
    /// The event's id, by which a receiver drops repeats.
    pub id: Id,
    /// The administration in which it happened.
    pub source: Link,
    /// What happened: what it concerns, a dot, what became of it.
    #[serde(rename = "type")]
    pub kind: KindText,
    /// What it happened to, as a path below the administration; absent where that is the administration itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Line<1, 100>>,
    /// When it happened.
    pub time: Moment,
    /// When it was recorded.
    pub recordedtime: Moment,
    /// Its place in the feed of the administration, from 1, without gaps.
    pub position: Position,
    /// The media type of `data`.
    pub datacontenttype: Line<1, 64>,
    /// What is told of it.
    pub data: EventData,
}

/// What is told of an event: codes, words, numbers and times. What does not apply is absent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventData {
    /// The case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Id>,
    /// The procedure of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Code>,
    /// How the case arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelWord>,
    /// Where the case stands after what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusWord>,
    /// The office: of a case the one that has it, of a calendar the one that works by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeWord>,
    /// The term whose deadline is concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Code>,
    /// The last second at which it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Moment>,
    /// The item of the redress.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Code>,
    /// How many of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Int<1, 4_294_967_295>>,
    /// The charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// The edition of the charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Code>,
    /// The day by which something is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
    /// The day from which an edition or a calendar holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Day>,
}

impl CloudEvent {
    /// An event of an administration.
    pub(crate) fn of(administration: &AdministrationCode, recorded: &Recorded, links: &Links) -> Self {
        let entry = &recorded.entry;
        Self {
            specversion: "1.0".into(),
            id: entry.id.0.to_string().into(),
            source: links.to(&format!("/administrations/{administration}")),
            kind: entry.kind.as_str().into(),
            subject: entry.subject().map(Into::into),
            time: Moment(entry.moment.occurred_at()),
            recordedtime: Moment(entry.moment.recorded_at()),
            position: recorded.position.into(),
            datacontenttype: "application/json".into(),
            data: EventData::of(&entry.data),
        }
    }
}

impl EventData {
    fn of(data: &Data) -> Self {
        let code =
            |code: &Option<cartaviva_domain::codes::Code>| code.as_ref().map(|code| code.as_str().into());
        Self {
            case: data.case.map(|case| case.0.to_string().into()),
            procedure: code(&data.procedure),
            channel: data.channel.map(Into::into),
            status: data.status.map(Into::into),
            office: code(&data.office),
            outcome: data.outcome.map(Into::into),
            term: code(&data.term),
            due_at: data.due_at.map(Moment),
            item: code(&data.item),
            quantity: data.quantity.map(|quantity| i64::from(quantity).into()),
            charter: code(&data.charter),
            edition: code(&data.edition),
            due_on: data.due_on.map(Day),
            valid_from: data.valid_from.map(Day),
        }
    }
}
