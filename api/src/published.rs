//! Public answers that are kept in memory, each for as long as what it shows has not changed.
//!
//! Whoever asks for one is told nothing that is not so any more: a copy is used only where it was made at the present
//! [`Standing`] of its administration, which the database is asked for, or has just said. So a change that any server makes is
//! seen on all of them once its maker has been answered. Figures follow the cases of other servers within the hundredth part of
//! a second for which the database's word holds.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::http::header::{
    ACCEPT_ENCODING, AcceptEncoding, CONTENT_ENCODING, ContentEncoding, Encoding, Header, ORIGIN,
};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use cartaviva_domain::codes;
use cartaviva_persistence::{Conn, Standing, standing};
use flate2::Compression;
use flate2::write::GzEncoder;
use quick_cache::sync::Cache;
use serde::Serialize;
use time::OffsetDateTime;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;

use crate::bounded::AdministrationCode;
use crate::etag::{ETag, IfNoneMatch};
use crate::middleware::WORTH_COMPRESSING;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// How many answers are kept; those that nobody asks for are forgotten first.
const MOST: usize = 1_000;

/// How many answers are made at a time at most.
const MAKERS: usize = 32;

/// How long one waits for somebody else's making.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a public answer shows, beside the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// What holds on a day. Days begin at a whole quarter of an hour in every time zone.
    TheDay,
    /// Figures, which change with the cases and with every second in which a term ends.
    Figures,
}

impl Shows {
    /// The span of time within which the same is shown.
    fn span(self, now: OffsetDateTime) -> i64 {
        let seconds = match self {
            Self::TheDay => 900,
            Self::Figures => 1,
        };
        now.unix_timestamp().div_euclid(seconds)
    }

    /// Whether what was shown at one standing is shown at another.
    fn stays(self, then: Standing, now: Standing) -> bool {
        match self {
            Self::TheDay => then.changes == now.changes,
            Self::Figures => then == now,
        }
    }
}

/// A public answer: its bytes and their tag.
#[derive(Clone, Debug)]
pub(crate) struct Public {
    body: Bytes,
    tag: ETag,
}

impl Public {
    /// An answer with the tag of all that it says.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub(crate) fn of(content: &impl Serialize) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(content).map_err(ApiError::internal)?;
        Ok(Self {
            tag: ETag::of_bytes(&body),
            body: body.into(),
        })
    }

    /// An answer with a tag that is not of all that it says.
    ///
    /// # Errors
    /// 500 when it cannot be written as JSON.
    pub(crate) fn tagged(tag: ETag, content: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self {
            tag,
            ..Self::of(content)?
        })
    }
}

/// An answer with what it was made at.
#[derive(Debug)]
struct Copy {
    administration: codes::AdministrationCode,
    shows: Shows,
    span: i64,
    /// Before it was read: whoever asked earlier is told nothing that was over when they asked.
    read: Instant,
    standing: Standing,
    public: Public,
    /// Its bytes as they are sent to who reads gzip, once somebody has asked for them.
    packed: OnceLock<Bytes>,
}

impl Copy {
    /// Whether it may show what is so at this moment.
    fn is_of(&self, now: OffsetDateTime) -> bool {
        self.span == self.shows.span(now)
    }

    /// Whether it shows what is so at this standing.
    fn stays(&self, standing: Standing) -> bool {
        self.shows.stays(self.standing, standing)
    }

    /// Its bytes as gzip; none when they cannot be written so.
    fn packed(&self) -> Option<Bytes> {
        if let Some(packed) = self.packed.get() {
            return Some(packed.clone());
        }
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(&self.public.body).ok()?;
        let packed = Bytes::from(packer.finish().ok()?);
        Some(self.packed.get_or_init(|| packed).clone())
    }
}

/// The answers that are kept, by the path and query that ask for them.
#[derive(Debug)]
pub(crate) struct Published {
    copies: Cache<String, Arc<Copy>>,
    /// What many ask for at the same time is made once: whoever makes it holds the place of its address.
    making: [Mutex<()>; MAKERS],
}

impl Default for Published {
    fn default() -> Self {
        Self {
            copies: Cache::new(MOST),
            making: Default::default(),
        }
    }
}

impl Published {
    /// Waits until nobody else makes what is found at this address, or for so long that it may as well be made twice.
    async fn making(&self, address: &str) -> Option<MutexGuard<'_, ()>> {
        let mut hasher = DefaultHasher::new();
        address.hash(&mut hasher);
        let place = usize::try_from(hasher.finish()).unwrap_or(0) % MAKERS;
        timeout(PATIENCE, self.making.get(place)?.lock()).await.ok()
    }
}

impl AppState {
    /// Answers what anybody may read of an administration: from memory where it has not changed, else as `work` says.
    ///
    /// # Errors
    /// What `work` returns, and 503 or 500 when the database cannot be read.
    pub(crate) async fn publish(
        &self,
        request: &HttpRequest,
        administration: &AdministrationCode,
        shows: Shows,
        known: &IfNoneMatch,
        work: impl FnOnce(&mut Conn, OffsetDateTime) -> Result<Public, ApiError> + Clone + Send + 'static,
    ) -> Result<HttpResponse, ApiError> {
        let administration = codes::AdministrationCode::parse(administration.as_str())
            .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
        let (asked, key, published) = (Instant::now(), address(request), self.published());
        let _alone = published.making(key).await;
        let now = self.clock().now();
        if let Some(copy) = published.copies.get(key)
            && (copy.read >= asked || copy.is_of(now) && copy.stays(self.standing(&administration).await?))
        {
            return Ok(answer(known, &copy.public));
        }
        let whose = administration.clone();
        let read = Instant::now();
        let (standing, public) = self
            .read_anywhere(&administration, shows, move |db| {
                let standing = standing(db, &whose)?;
                Ok((standing, work(db, now)?))
            })
            .await?;
        let copy = Copy {
            administration,
            shows,
            span: shows.span(now),
            read,
            standing,
            public: public.clone(),
            packed: OnceLock::new(),
        };
        published.copies.insert(key.to_owned(), Arc::new(copy));
        Ok(answer(known, &public))
    }

    /// The answer to a request, where it is kept and known to be so still: then nothing has to be waited for. What else a
    /// request may be about, a page of another site or a refusal, is left to those who know of it.
    pub(crate) fn at_hand(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let headers = request.headers();
        if request.method() != Method::GET || headers.contains_key(ORIGIN) {
            return None;
        }
        let copy = self.published().copies.get(address(request))?;
        if !copy.is_of(self.clock().now()) || !copy.stays(self.known_standing(&copy.administration)?) {
            return None;
        }
        let known = IfNoneMatch::of(request).ok()?;
        let length = u64::try_from(copy.public.body.len()).unwrap_or(u64::MAX);
        if length < WORTH_COMPRESSING || !headers.contains_key(ACCEPT_ENCODING) {
            return Some(answer(&known, &copy.public));
        }
        let codings = AcceptEncoding::parse(request).ok()?;
        if codings.negotiate([Encoding::gzip(), Encoding::identity()].iter()) != Some(Encoding::gzip()) {
            return None;
        }
        let mut answer = copy.public.tag.answer_public_bytes(&known, copy.packed()?);
        if answer.status().is_success() {
            let headers = answer.headers_mut();
            headers.insert(CONTENT_ENCODING, ContentEncoding::Gzip.to_header_value());
        }
        Some(answer)
    }
}

/// What a request asks for: its path and query.
fn address(request: &HttpRequest) -> &str {
    let address = request.uri().path_and_query();
    address.map_or("", |address| address.as_str())
}

fn answer(known: &IfNoneMatch, public: &Public) -> HttpResponse {
    public.tag.answer_public_bytes(known, public.body.clone())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use actix_web::test::TestRequest;
    use futures_util::future::join_all;
    use serde_json::json;
    use time::macros::datetime;

    use super::*;
    use crate::testing::Bench;

    #[test]
    fn what_holds_on_a_day_is_looked_up_again_before_any_midnight() {
        let day = |at| Shows::TheDay.span(at);
        assert_eq!(
            day(datetime!(2026-11-20 22:45 UTC)),
            day(datetime!(2026-11-20 22:59:59 UTC))
        );
        assert_ne!(
            day(datetime!(2026-11-20 22:59:59 UTC)),
            day(datetime!(2026-11-20 23:00 UTC))
        );
        assert_ne!(
            day(datetime!(2026-11-20 18:14:59 UTC)),
            day(datetime!(2026-11-20 18:15 UTC))
        );
    }

    #[test]
    fn figures_are_counted_again_when_a_case_went_on_and_a_charter_is_not() {
        let then = Standing {
            changes: 3,
            position: 70,
        };
        let now = Standing {
            changes: 3,
            position: 71,
        };
        assert!(!Shows::Figures.stays(then, now));
        assert!(Shows::TheDay.stays(then, now));
        assert!(!Shows::TheDay.stays(
            then,
            Standing {
                changes: 4,
                position: 70
            }
        ));
    }

    #[actix_web::test]
    async fn what_many_ask_for_at_the_same_time_is_made_for_all_who_had_asked_by_then() {
        let bench = Bench::new();
        let request = TestRequest::get()
            .uri("/v1/administrations/c_e625/charters/urp")
            .to_http_request();
        let (administration, known) = (
            serde_json::from_value(json!("c_e625")).unwrap(),
            IfNoneMatch::of(&request).unwrap(),
        );
        let made = Arc::new(AtomicU32::new(0));
        let ask = || {
            let made = made.clone();
            let make = move |_: &mut Conn, _| {
                made.fetch_add(1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
                Public::of(&"all the same")
            };
            bench
                .state
                .publish(&request, &administration, Shows::TheDay, &known, make)
        };
        let answers = join_all((0..20).map(|_| ask())).await;
        assert!(answers.iter().all(Result::is_ok));
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }
}
