//! Public answers that are kept in memory, each for as long as what it shows has not changed.
//!
//! Whoever asks for one is told nothing that is not so any more: each request asks the database how far the administration has
//! come ([`Standing`]), together with all others that ask at the same time, and a copy is used only where it was made at the
//! same standing. So a change that any server makes is seen on all of them by the next request.

use std::sync::Arc;

use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use cartaviva_domain::codes;
use cartaviva_persistence::{Conn, Standing, standing};
use quick_cache::sync::Cache;
use serde::Serialize;
use time::OffsetDateTime;

use crate::bounded::AdministrationCode;
use crate::etag::{ETag, IfNoneMatch};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// How many answers are kept; those that nobody asks for are forgotten first.
const MOST: usize = 1_000;

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
    public: Public,
    span: i64,
    standing: Standing,
}

/// The answers that are kept, by the path and query that ask for them.
#[derive(Debug)]
pub(crate) struct Published(Cache<String, Arc<Copy>>);

impl Default for Published {
    fn default() -> Self {
        Self(Cache::new(MOST))
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
        work: impl FnOnce(&mut Conn, OffsetDateTime) -> Result<Public, ApiError> + Send + 'static,
    ) -> Result<HttpResponse, ApiError> {
        let administration = codes::AdministrationCode::parse(administration.as_str())
            .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
        let key = request
            .uri()
            .path_and_query()
            .map_or("", |address| address.as_str());
        let now = self.clock().now();
        let span = shows.span(now);
        let copies = &self.published().0;
        if let Some(copy) = copies.get(key).filter(|copy| copy.span == span) {
            let standing = self.standing(&administration).await?;
            if shows.stays(copy.standing, standing) {
                return Ok(answer(known, &copy.public));
            }
        }
        let (standing, public) = self
            .read(move |db| {
                let standing = standing(db, &administration)?;
                Ok((standing, work(db, now)?))
            })
            .await?;
        let copy = Copy {
            public: public.clone(),
            span,
            standing,
        };
        copies.insert(key.to_owned(), Arc::new(copy));
        Ok(answer(known, &public))
    }
}

fn answer(known: &IfNoneMatch, public: &Public) -> HttpResponse {
    public.tag.answer_public_bytes(known, public.body.clone())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

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
}
