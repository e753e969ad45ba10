#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a harness that cannot do its work fails the test, loudly"
)]

mod actors;
mod answer;
mod app;
mod beyond;
mod contract;
mod databases;
mod deeds;
mod form;
mod mail_server;
mod operations;
mod receiver;
mod scenes;
mod statements;
mod tally;

pub use actors::Person;
pub use answer::Answer;
pub use app::{App, NOW, on_both};
pub use beyond::{Beyond, Bounds};
pub use databases::{
    Database, Holder, examples, postgresql_programs, postgresql_user, postgresql_was_skipped,
};
pub use form::Form;
pub use mail_server::{Mail, MailServer, Mailbox};
pub use operations::Operation;
pub use receiver::{Posted, Receiver};
pub use scenes::Filed;
pub use tally::Counted;
