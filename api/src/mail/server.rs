//! The mail server, and what becomes of a mail that is handed to it.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::PoolConfig;
use lettre::{Message, SmtpTransport, Transport};

use super::compose::Sender;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Answers by which a server refuses whoever calls and not what they bring: closing down, log-in needed or failed.
const OF_THE_CALLER: [&str; 7] = ["421", "432", "454", "530", "534", "535", "538"];

/// What an installation says of its mail.
#[derive(Clone, Copy, Debug)]
pub struct MailSettings<'a> {
    /// `smtp://…` or `smtps://…`.
    pub url: &'a str,
    /// Who sends.
    pub from: &'a str,
    /// Who is written to in reply.
    pub reply_to: Option<&'a str>,
}

/// Why mail cannot be sent as set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", self.setting(), self.reason())]
pub enum MailFault {
    /// The URL is none of a mail server. It is not shown: it may hold a password.
    Url,
    /// The sender is no mailbox, or is missing.
    From,
    /// The receiver of replies is no mailbox.
    ReplyTo,
}

impl MailFault {
    /// The setting at fault.
    #[must_use]
    pub fn setting(&self) -> &'static str {
        match self {
            Self::Url => "smtp_url",
            Self::From => "mail_from",
            Self::ReplyTo => "mail_reply_to",
        }
    }

    /// What is asked of it.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Url => "it is the URL of a mail server, such as smtps://user:password@mail.example",
            Self::From => {
                "with smtp_url it is a mailbox, such as Comune di Livorno <noreply@comune.livorno.it>"
            }
            Self::ReplyTo => "it is a mailbox, such as URP <urp@comune.livorno.it>",
        }
    }
}

/// A mail server, by which mail is sent in the name of one sender.
#[derive(Clone, Debug)]
pub struct MailServer {
    transport: SmtpTransport,
    sender: Sender,
}

/// Why a mail was not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotTaken {
    /// The server is not to be had: nothing is wrong with the mail.
    Away(String),
    /// This mail was not taken; it may be, later.
    ForNow(String),
    /// This mail is never taken.
    Refused(String),
}

impl MailServer {
    /// The server that an installation names. Nothing is asked of it yet.
    ///
    /// # Errors
    /// [`MailFault`] when a setting cannot be.
    pub fn of(settings: MailSettings<'_>) -> Result<Self, MailFault> {
        let mailbox = |raw: &str| raw.parse::<Mailbox>().ok();
        let reply_to = match settings.reply_to {
            Some(raw) => Some(mailbox(raw).ok_or(MailFault::ReplyTo)?),
            None => None,
        };
        let sender = Sender {
            from: mailbox(settings.from).ok_or(MailFault::From)?,
            reply_to,
        };
        let transport = SmtpTransport::from_url(settings.url)
            .map_err(|_| MailFault::Url)?
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(1))
            .build();
        Ok(Self { transport, sender })
    }

    /// Who sends.
    pub(super) fn sender(&self) -> &Sender {
        &self.sender
    }

    /// Hands a mail over.
    pub(super) fn send(&self, mail: &Message) -> Result<(), NotTaken> {
        let Err(error) = self.transport.send(mail) else {
            return Ok(());
        };
        let status = error.status().map(|code| code.to_string());
        let of_the_caller = status
            .as_deref()
            .is_some_and(|code| OF_THE_CALLER.contains(&code));
        Err(match status {
            Some(code) if !of_the_caller && error.is_permanent() => {
                NotTaken::Refused(format!("the mail server refused it: {code}"))
            }
            Some(code) if !of_the_caller => {
                NotTaken::ForNow(format!("the mail server did not take it: {code}"))
            }
            Some(code) => NotTaken::Away(format!("the mail server does not serve us: {code}")),
            None if error.is_timeout() => NotTaken::Away("the mail server did not answer in time".to_owned()),
            None => NotTaken::Away("the mail server cannot be reached".to_owned()),
        })
    }
}
