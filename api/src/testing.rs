//! What the tests of this crate share: a state over a database of its own, with a clock that stands and a key of its own.

use cartaviva_persistence::{Db, Limits, Target};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::macros::datetime;

use crate::attachments::Cabinet;
use crate::auth::{LOCAL_ISSUER, LocalKey, Verifier};
use crate::clock::Clock;
use crate::files::Files;
use crate::links::Links;
use crate::middleware::Origins;
use crate::randomness::Randomness;
use crate::server::Tuning;
use crate::state::AppState;

/// The moment at which the tests happen.
pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);

/// A service under test.
pub(crate) struct Bench {
    /// Its state.
    pub(crate) state: AppState,
    /// The key its tokens are signed with.
    pub(crate) key: LocalKey,
    _folder: tempfile::TempDir,
}

impl Bench {
    /// A service with an empty database.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&Target::Sqlite(folder.path().join("test.db")), Limits::default()).unwrap();
        let randomness = Randomness::seeded(7);
        let key = LocalKey::generate(&randomness);
        let verifier = Verifier::new(vec![key.issuer().unwrap()]);
        let links = Links::under("http://carta.test");
        let cabinet = Cabinet::of(Files::in_memory());
        Self {
            state: AppState::new(db, Clock::at(NOW), randomness, verifier, links, cabinet),
            key,
            _folder: folder,
        }
    }

    /// A token for one role in one administration, good for an hour.
    pub(crate) fn token(&self, role: &str, administration: &str) -> String {
        self.key.sign(&claims(role, administration)).unwrap()
    }
}

/// The claims of a token that is good for an hour.
pub(crate) fn claims(role: &str, administration: &str) -> Map<String, Value> {
    let claims = json!({
        "iss": LOCAL_ISSUER,
        "aud": "cartaviva",
        "sub": "someone",
        "exp": NOW.unix_timestamp() + 3_600,
        "roles": [role],
        "administration": administration,
    });
    claims.as_object().unwrap().clone()
}

/// A small server.
pub(crate) fn tuning() -> Tuning {
    Tuning {
        workers: 1,
        blocking_threads: 1,
        body_limit: 2_000,
        rate_limit: 1_000.try_into().unwrap(),
        public_url: None,
        origins: Origins::default(),
    }
}
