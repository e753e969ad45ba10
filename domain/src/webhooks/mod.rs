//! Webhooks: events posted to an address, again and again until they arrive or it is given up.

mod schedule;
mod settlement;
mod subscription;

pub use schedule::{pause_until, retry_at};
pub use settlement::{Outcome, Settlement, Tried, settle};
pub use subscription::{Failure, PauseReason, Reason, State, Subscription, SubscriptionId, Url};
