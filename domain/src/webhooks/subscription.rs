//! Subscriptions: which events go to which address.

use crate::feed::{Kind, KindPattern};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// The id of a subscription (UUIDv7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubscriptionId(pub Uuid);

/// The address of a receiver: 8 to 2,048 characters.
pub type Url = Text<8, 2_048>;

/// Whether events are posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// They are.
    Active,
    /// They wait.
    Paused,
}

/// Why they wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// Somebody asked for it.
    Asked,
    /// The receiver answered that it is gone (410).
    Gone,
}

/// Why an attempt failed, as a stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The receiver answered with a status that is not 2xx.
    Status,
    /// It did not answer in time.
    Timeout,
    /// It cannot be reached.
    Unreachable,
    /// Its address is not one to which events may be posted.
    AddressNotAllowed,
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why, as a code.
    pub reason: Reason,
    /// The status that it answered with (100–999).
    pub status: Option<u16>,
}

/// Events of some kinds, posted to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Where the events go.
    pub url: Url,
    /// Which events: those of any of these kinds, 1 to 20.
    pub kinds: Vec<KindPattern>,
    /// Whether they are posted.
    pub state: State,
    /// Why not.
    pub paused_because: Option<PauseReason>,
    /// The place in the feed up to which events were posted, but for those that are tried again.
    pub position: i64,
    /// How many attempts failed in a row.
    pub failures: u32,
    /// Before which nothing is posted.
    pub resume_at: OffsetDateTime,
    /// Until when the secret before the present one signs too.
    pub previous_until: Option<OffsetDateTime>,
    /// When an event last arrived.
    pub last_delivered_at: Option<OffsetDateTime>,
    /// When it was made.
    pub created_at: OffsetDateTime,
    /// Grows by one whenever somebody changes it.
    pub version: i32,
}

impl Subscription {
    /// Whether events of this kind are posted.
    #[must_use]
    pub fn wants(&self, kind: &Kind) -> bool {
        self.kinds.iter().any(|pattern| pattern.means(kind))
    }
}
