//! A letter becomes a mail.

use cartaviva_domain::codes::MessageId;
use cartaviva_domain::people::EmailAddress;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use time::OffsetDateTime;

use super::letter::Letter;

/// Who sends, and who is written to in reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Who sends.
    pub from: Mailbox,
    /// Who is written to in reply, where it is somebody else.
    pub reply_to: Option<Mailbox>,
}

/// Why a letter cannot become a mail.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// The address is none that a mail can go to.
    #[error("the address cannot be written to")]
    Address(#[from] lettre::address::AddressError),
    /// The mail cannot be put together.
    #[error("the mail cannot be put together")]
    Mail(#[from] lettre::error::Error),
}

/// That no person sends this: nobody answers it by a machine (RFC 3834).
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The mail to one address. Its id is that of the message, so that a mail that goes out twice is known by it.
///
/// # Errors
/// [`Unfit`].
pub(super) fn compose(
    sender: &Sender,
    to: &EmailAddress,
    id: MessageId,
    letter: &Letter,
    now: OffsetDateTime,
) -> Result<Message, Unfit> {
    let to: Address = to.as_str().parse()?;
    let mut builder = Message::builder()
        .message_id(Some(format!("<{}@{}>", id.0, sender.from.email.domain())))
        .date(now.into())
        .from(sender.from.clone())
        .to(Mailbox::new(None, to))
        .subject(&letter.subject)
        .header(AutoSubmitted);
    if let Some(reply_to) = &sender.reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    let parts = MultiPart::alternative()
        .boundary(format!("={}=", id.0.simple()))
        .singlepart(SinglePart::plain(letter.text.clone()))
        .singlepart(SinglePart::html(letter.html.clone()));
    Ok(builder.multipart(parts)?)
}
