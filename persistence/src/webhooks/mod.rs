//! Webhooks: to which addresses events are posted, and what has not arrived yet.

mod deliveries;
mod leases;
mod row;
mod subscriptions;
mod work;

pub use deliveries::{Delivery, DeliveryState, deliveries, find_delivery, resend};
pub use leases::{Leased, Secrets, lease, ready, release};
pub use subscriptions::{add, change, find, list, remove, rotate, secret};
pub use work::{Due, Work, keep_up, settle, work};
