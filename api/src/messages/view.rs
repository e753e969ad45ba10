//! What staff see of a message: never its address, never its text.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::notices::MessageState;
use cartaviva_persistence::messages::Listed;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::bounded::{Code, Id, Int, Line, Link, Moment};
use crate::links::Links;
use crate::words::{AudienceWord, LanguageWord, MessageStateWord, NoticeKindWord};

/// A message: who is told what, and how it stands.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Message, example = json!({
    "id": "019a9f0e-6c1b-8000-8a00-0242ac120002",
    "case": "019a9f0e-6c1b-7000-8a00-0242ac120002",
    "audience": "citizen",
    "kind": "answered",
    "language": "it",
    "state": "no_address",
    "attempts": 0,
    "created_at": "2026-11-20T11:30:00Z",
    "_links": { "retry": "https://carta.example/v1/administrations/c_e625/messages/019a9f0e-6c1b-8000-8a00-0242ac120002/retry" }
}))]
pub struct MessageView {
    /// Its id; the mail carries it in its `Message-ID`.
    pub id: Id,
    /// The case that it tells of; absent where it tells of a charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Id>,
    /// The charter that it tells of; absent where it tells of a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// Who is told.
    pub audience: AudienceWord,
    /// The office that is told; absent where it is none that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// What they are told.
    pub kind: NoticeKindWord,
    /// In which language.
    pub language: LanguageWord,
    /// How it stands. `no_address`: no email address is known, and it goes by post or by certified email.
    pub state: MessageStateWord,
    /// How often it was tried in vain.
    pub attempts: Int<0, 100>,
    /// When it is tried next; absent where it does not wait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_attempt_at: Option<Moment>,
    /// Why it was not taken the last time; absent where it was not tried or was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_error: Option<Line<1, 200>>,
    /// When it was written.
    pub created_at: Moment,
    /// When the mail server took it; absent until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Moment>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: MessageLinks,
}

/// The links of a message.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageLinks {
    /// The case that it tells of; absent where it tells of a charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Link>,
    /// Where it is asked to be tried again; absent where it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry: Option<Link>,
}

impl MessageView {
    /// A message of an administration.
    pub(crate) fn of(administration: &AdministrationCode, message: Listed, links: &Links) -> Self {
        let own = format!("/administrations/{administration}");
        let waits = message.state == MessageState::Pending;
        let case = message.case.map(|case| format!("{own}/cases/{}", case.0));
        let retry = (message.state != MessageState::Sent)
            .then(|| links.to(&format!("{own}/messages/{}/retry", message.id.0)));
        Self {
            id: message.id.0.to_string().into(),
            case: message.case.map(|case| case.0.to_string().into()),
            charter: message.charter.map(|charter| charter.as_str().into()),
            audience: message.audience.into(),
            office: message.office.map(|office| office.as_str().into()),
            kind: message.kind.into(),
            language: message.language.into(),
            state: message.state.into(),
            attempts: i64::from(message.attempts.min(100)).into(),
            next_attempt_at: waits.then_some(Moment(message.next_attempt_at)),
            last_error: message.last_error.map(|error| error.as_str().into()),
            created_at: Moment(message.created_at),
            sent_at: message.sent_at.map(Moment),
            links: MessageLinks {
                case: case.map(|case| links.to(&case)),
                retry,
            },
        }
    }
}
