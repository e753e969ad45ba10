//! Mail: the messages of the outbox, written in Italian or English and handed to a mail server.
//!
//! Nothing is sent while no server is set (`CARTAVIVA_SMTP_URL`): the messages wait, and staff see them. What is sent is
//! sent at least once: a message whose server answered too late goes out again under the same `Message-ID`, by which a
//! receiver drops the repeat.

mod address;
mod answer;
mod compose;
mod deliver;
#[cfg(test)]
mod golden_tests;
mod letter;
mod server;
mod settings;
mod told;

pub use compose::Sender;
pub use deliver::{Delivered, deliver};
pub use letter::Letter;
pub use server::{MailFault, MailServer, MailSettings};
