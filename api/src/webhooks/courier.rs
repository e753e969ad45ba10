//! Carries messages to receivers.

use std::fmt;
use std::time::Duration;

use cartaviva_domain::webhooks::{Failure, Outcome, Reason};
use ureq::http::{Response, StatusCode};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};

use super::address::{NotPublic, PublicAlone};
use super::message::{MEDIA_TYPE, Message};

/// How long a receiver has for its whole answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// How much of an answer is read, in bytes; what it says is not looked at.
const MOST_READ: u64 = 4_096;

/// Carries messages to receivers: no redirect is followed, no proxy asked, no private address spoken to unless that is allowed.
#[derive(Clone)]
pub struct Courier {
    agent: Agent,
    private: bool,
}

impl fmt::Debug for Courier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Courier").field("private", &self.private).finish()
    }
}

impl Courier {
    /// A courier; `private` lets it go to addresses that are not public, and without encryption.
    #[must_use]
    pub fn new(private: bool) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .https_only(!private)
            .user_agent("Cartaviva")
            .build();
        let connector = DefaultConnector::default();
        let agent = if private {
            Agent::with_parts(config, connector, DefaultResolver::default())
        } else {
            Agent::with_parts(config, connector, PublicAlone::default())
        };
        Self { agent, private }
    }

    /// Whether it goes to addresses that are not public.
    #[must_use]
    pub fn allows_private(&self) -> bool {
        self.private
    }

    /// Posts a message. Blocks for at most fifteen seconds.
    pub(super) fn post(&self, url: &str, message: &Message) -> Outcome {
        let answer = self
            .agent
            .post(url)
            .header("Content-Type", MEDIA_TYPE)
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.seconds.to_string())
            .header("webhook-signature", &message.signatures)
            .send(&message.body);
        match answer {
            Ok(answer) => judged(answer),
            Err(error) => failed(reason(&error), None),
        }
    }
}

fn judged(mut answer: Response<Body>) -> Outcome {
    // Reading a little lets the connection be used again; whether it can be read changes nothing.
    let _read = answer.body_mut().with_config().limit(MOST_READ).read_to_vec();
    match answer.status() {
        status if status.is_success() => Outcome::Delivered,
        StatusCode::GONE => Outcome::Gone,
        status => failed(Reason::Status, Some(status.as_u16())),
    }
}

fn failed(reason: Reason, status: Option<u16>) -> Outcome {
    Outcome::Failed(Failure { reason, status })
}

fn reason(error: &Error) -> Reason {
    match error {
        Error::Timeout(_) => Reason::Timeout,
        Error::RequireHttpsOnly(_) => Reason::AddressNotAllowed,
        Error::Other(cause) if cause.is::<NotPublic>() => Reason::AddressNotAllowed,
        _ => Reason::Unreachable,
    }
}
