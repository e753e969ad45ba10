//! Webhooks: events posted to other systems as they happen.

mod address;
pub mod change;
mod courier;
pub mod deliveries;
mod message;
mod path;
pub mod ping;
mod receiver;
pub mod remove;
pub mod resend;
pub mod rotate;
mod secret;
mod sender;
pub mod show;
pub mod subscribe;
mod view;
mod words;

pub use courier::Courier;
pub use sender::{SendFault, Senders, send_due};
