//! The words of webhooks, as the contract writes them.

use cartaviva_domain::webhooks::{PauseReason, Reason, State};
use cartaviva_persistence::webhooks::DeliveryState;

use crate::bounded::{Word, Worded};

/// Whether events are posted.
pub type StateWord = Word<State>;
/// Why they are not.
pub type PauseReasonWord = Word<PauseReason>;
/// What becomes of a delivery.
pub type DeliveryStateWord = Word<DeliveryState>;
/// Why an attempt failed.
pub type ReasonWord = Word<Reason>;

impl Worded for State {
    const NAME: &'static str = "WebhookState";
    const WORDS: &'static [&'static str] = &["active", "paused"];
}

impl Worded for PauseReason {
    const NAME: &'static str = "WebhookPauseReason";
    const WORDS: &'static [&'static str] = &["asked", "gone"];
}

impl Worded for DeliveryState {
    const NAME: &'static str = "WebhookDeliveryState";
    const WORDS: &'static [&'static str] = &["retrying", "dead"];
}

impl Worded for Reason {
    const NAME: &'static str = "WebhookFailureReason";
    const WORDS: &'static [&'static str] = &["status", "timeout", "unreachable", "address_not_allowed"];
}
