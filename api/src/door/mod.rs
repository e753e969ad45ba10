//! Who stands at the door, and how often they may come in: the client behind the proxies, what it presents, the tracking codes
//! that it tries.
//!
//! Counts are kept in memory, and servers of one database tell each other of those who come often ([`Exchange`]).

mod client;
mod proxies;
mod security;
mod sharing;
mod tally;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use actix_web::dev::ServiceRequest;

pub use client::Client;
pub use proxies::{ForwardedBy, Networks, Proxies};
pub use security::SecurityContact;
pub(crate) use security::show_security_contact;
pub use sharing::{EVERY, Exchange};
pub(crate) use tally::{Mark, Tally};

use cartaviva_persistence::rates::Counts;

use crate::middleware::too_many;
use crate::problem::ApiError;

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
    requests: OnceLock<Arc<Tally>>,
    submissions: Tally,
    same_submission: Tally,
    tracking: Tally,
    unknown_codes: Tally,
    contact: Option<SecurityContact>,
}

impl Door {
    /// A door behind these proxies, open so often.
    #[must_use]
    pub fn new(proxies: Proxies, rates: Rates, contact: Option<SecurityContact>) -> Self {
        Self(Arc::new(Parts {
            proxies,
            requests: OnceLock::new(),
            submissions: Tally::per_minute(rates.submissions),
            same_submission: Tally::per_minute(rates.same_submission),
            tracking: Tally::per_minute(rates.tracking),
            unknown_codes: Tally::per_minute(rates.unknown_codes),
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
        admit(&self.0.submissions, client.mark())?;
        admit(&self.0.same_submission, Mark::of(&body))
    }

    /// Lets a client try a tracking code.
    ///
    /// # Errors
    /// 429 when the code is used too often, or when the client tried too many that open nothing.
    pub(crate) fn admit_code(&self, client: Client, digest: [u8; 32]) -> Result<(), ApiError> {
        self.0
            .unknown_codes
            .look(client.mark(), Instant::now())
            .map_err(too_many)?;
        admit(&self.0.tracking, Mark::of(&digest))
    }

    /// Counts a tracking code that opened nothing.
    pub(crate) fn count_unknown_code(&self, client: Client) {
        self.0.unknown_codes.count(client.mark(), Instant::now());
    }

    /// Lets the requests that a server counts be told of too.
    pub(crate) fn also_tells(&self, requests: Arc<Tally>) {
        // A second server on the same state, as tests have it, counts for itself.
        let _known = self.0.requests.set(requests);
    }

    /// Everything that is counted, by its word.
    fn tallies(&self) -> impl Iterator<Item = (&'static str, &Tally)> {
        let parts = &*self.0;
        let requests = parts.requests.get().map(|tally| ("requests", &**tally));
        let others = [
            ("submissions", &parts.submissions),
            ("same_submission", &parts.same_submission),
            ("tracking", &parts.tracking),
            ("unknown_codes", &parts.unknown_codes),
        ];
        requests.into_iter().chain(others)
    }

    /// What other servers should know.
    fn told(&self, now: Instant) -> Counts {
        let told = self
            .tallies()
            .map(|(what, tally)| (what.to_owned(), tally.told(now)));
        told.collect::<BTreeMap<_, _>>()
    }

    /// Charges what another server counted.
    fn charge(&self, what: &str, mark: &str, times: u64) {
        let tally = self.tallies().find(|(name, _)| *name == what);
        if let Some((_, tally)) = tally.filter(|_| times > 0) {
            tally.charge(mark, times, Instant::now());
        }
    }

    /// Whom to tell of a weakness.
    pub(crate) fn contact(&self) -> Option<&SecurityContact> {
        self.0.contact.as_ref()
    }
}

/// Counts one of these.
fn admit(tally: &Tally, mark: Mark) -> Result<(), ApiError> {
    tally.take(mark, Instant::now()).map(drop).map_err(too_many)
}

impl Default for Door {
    /// A door without proxies, as open as one likes.
    fn default() -> Self {
        Self::new(Proxies::default(), Rates::WITHOUT, None)
    }
}
