//! Who stands at the door, and how often they may come in: the client behind the proxies, what it presents, the tracking codes
//! that it tries.
//!
//! Counts are kept in memory, by each process for itself.

mod client;
mod failures;
mod proxies;
mod rate;
mod security;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Instant;

use actix_web::dev::ServiceRequest;

pub use client::Client;
pub use proxies::{ForwardedBy, Networks, Proxies};
pub use security::SecurityContact;
pub(crate) use security::show_security_contact;

use crate::problem::ApiError;
use failures::Failures;
use rate::Rate;

/// How often somebody may do what anybody may, in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Cases that one client may present without a role for it.
    pub submissions: NonZeroU32,
    /// Times that the same body may be presented so, by whomever.
    pub same_submission: NonZeroU32,
    /// Requests with one tracking code.
    pub tracking: NonZeroU32,
    /// Tracking codes that open nothing, tried by one client.
    pub unknown_codes: NonZeroU32,
}

impl Rates {
    /// As often as one likes.
    pub const WITHOUT: Self = Self {
        submissions: NonZeroU32::MAX,
        same_submission: NonZeroU32::MAX,
        tracking: NonZeroU32::MAX,
        unknown_codes: NonZeroU32::MAX,
    };
}

/// The door.
#[derive(Clone, Debug)]
pub struct Door(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    proxies: Proxies,
    submissions: Rate<IpAddr>,
    same_submission: Rate<[u8; 32]>,
    tracking: Rate<[u8; 32]>,
    unknown_codes: Failures,
    contact: Option<SecurityContact>,
}

impl Door {
    /// A door behind these proxies, open so often.
    #[must_use]
    pub fn new(proxies: Proxies, rates: Rates, contact: Option<SecurityContact>) -> Self {
        Self(Arc::new(Parts {
            proxies,
            submissions: Rate::per_minute(rates.submissions),
            same_submission: Rate::per_minute(rates.same_submission),
            tracking: Rate::per_minute(rates.tracking),
            unknown_codes: Failures::per_minute(rates.unknown_codes),
            contact,
        }))
    }

    /// The client that a request comes from.
    pub(crate) fn client(&self, request: &ServiceRequest) -> Client {
        let peer = request.peer_addr().map(|peer| peer.ip());
        Client::of(self.0.proxies.client(peer, request.headers()))
    }

    /// Lets a client present something that anybody may present.
    ///
    /// # Errors
    /// 429 when it presents too much, or when the same body was presented too often.
    pub(crate) fn admit_submission(&self, client: Client, body: [u8; 32]) -> Result<(), ApiError> {
        self.0.submissions.admit(client.network())?;
        self.0.same_submission.admit(body)
    }

    /// Lets a client try a tracking code.
    ///
    /// # Errors
    /// 429 when the code is used too often, or when the client tried too many that open nothing.
    pub(crate) fn admit_code(&self, client: Client, digest: [u8; 32]) -> Result<(), ApiError> {
        self.0.unknown_codes.admit(client.network(), Instant::now())?;
        self.0.tracking.admit(digest)
    }

    /// Counts a tracking code that opened nothing.
    pub(crate) fn count_unknown_code(&self, client: Client) {
        self.0.unknown_codes.count(client.network(), Instant::now());
    }

    /// Whom to tell of a weakness.
    pub(crate) fn contact(&self) -> Option<&SecurityContact> {
        self.0.contact.as_ref()
    }
}

impl Default for Door {
    /// A door without proxies, as open as one likes.
    fn default() -> Self {
        Self::new(Proxies::default(), Rates::WITHOUT, None)
    }
}
