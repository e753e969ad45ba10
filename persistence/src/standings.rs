//! What is known of how far administrations have come.
//!
//! What the database said holds for a moment ([`HOLDS`]): whoever changes what an administration publishes is answered only when
//! that moment is over ([`Standings::wrote`]), so that whoever asks after them is told of the change, by whichever server. What
//! this process itself has written is known at once.

use crate::questions::Standing;
use cartaviva_domain::codes::AdministrationCode;
use quick_cache::sync::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long what the database said holds, from before it was asked.
const HOLDS: Duration = Duration::from_millis(25);

/// How long a change waits until nobody goes by what was before it: a little longer, as clocks of machines do not run alike.
const UNTIL_KNOWN: Duration = Duration::from_millis(30);

/// How many administrations are known; those that nobody asks for are forgotten first.
const MOST: usize = 2_000;

/// The moment of a question: what is answered to it is known from then on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    at: Instant,
    written: u64,
}

/// What the database said of an administration.
#[derive(Debug)]
struct Known {
    standing: Standing,
    asked: Moment,
    asked_again: AtomicBool,
}

/// What is known, and whether it is time to ask again: what is about to be over is asked for before anybody has to wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownStanding {
    /// How far the administration has come.
    pub standing: Standing,
    /// Whether this caller should ask again, beside others who need not.
    pub ask_again: bool,
}

/// What is known of administrations.
#[derive(Debug)]
pub(crate) struct Standings {
    known: Cache<AdministrationCode, Arc<Known>>,
    written: AtomicU64,
}

impl Default for Standings {
    fn default() -> Self {
        Self {
            known: Cache::new(MOST),
            written: AtomicU64::new(0),
        }
    }
}

impl Standings {
    /// The moment, for a question that is about to be asked.
    pub(crate) fn moment(&self, now: Instant) -> Moment {
        Moment {
            at: now,
            written: self.written.load(Ordering::SeqCst),
        }
    }

    /// Notes what was answered to a question.
    pub(crate) fn note(&self, administration: &AdministrationCode, asked: Moment, standing: Standing) {
        let known = Known {
            standing,
            asked,
            asked_again: AtomicBool::new(false),
        };
        self.known.insert(administration.clone(), Arc::new(known));
    }

    /// What is known of an administration now; none when that may be over.
    pub(crate) fn of(&self, administration: &AdministrationCode, now: Instant) -> Option<KnownStanding> {
        let known = self.known.get(administration)?;
        let age = now.saturating_duration_since(known.asked.at);
        if age >= HOLDS || known.asked.written != self.written.load(Ordering::SeqCst) {
            return None;
        }
        Some(KnownStanding {
            standing: known.standing,
            ask_again: age >= HOLDS / 3 && !known.asked_again.swap(true, Ordering::Relaxed),
        })
    }

    /// A transaction of this process has ended. Where it `published` something nobody is told so before every server knows.
    pub(crate) fn wrote(&self, published: bool) {
        self.written.fetch_add(1, Ordering::SeqCst);
        if published {
            thread::sleep(UNTIL_KNOWN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn livorno() -> AdministrationCode {
        AdministrationCode::parse("c_e625").unwrap()
    }

    const HERE: Standing = Standing {
        changes: 3,
        position: 70,
    };

    #[test]
    fn what_was_said_holds_for_a_moment_and_one_asks_again_before_it_is_over() {
        let (standings, now) = (Standings::default(), Instant::now());
        assert_eq!(standings.of(&livorno(), now), None);
        standings.note(&livorno(), standings.moment(now), HERE);
        let at = |age| {
            let known = standings.of(&livorno(), now + age);
            known.map(|known| (known.standing, known.ask_again))
        };
        assert_eq!(at(Duration::ZERO), Some((HERE, false)));
        assert_eq!(at(HOLDS / 2), Some((HERE, true)));
        assert_eq!(at(HOLDS / 2), Some((HERE, false)));
        assert_eq!(at(HOLDS - Duration::from_nanos(1)), Some((HERE, false)));
        assert_eq!(at(HOLDS), None);
    }

    #[test]
    fn what_was_asked_before_something_was_written_here_is_over() {
        let (standings, now) = (Standings::default(), Instant::now());
        let before = standings.moment(now);
        standings.wrote(false);
        standings.note(&livorno(), before, HERE);
        assert_eq!(standings.of(&livorno(), now), None);
        standings.note(&livorno(), standings.moment(now), HERE);
        assert!(standings.of(&livorno(), now).is_some());
    }

    #[test]
    fn who_publishes_waits_longer_than_anybody_goes_by_what_was_before() {
        let (standings, began) = (Standings::default(), Instant::now());
        standings.wrote(true);
        assert!(began.elapsed() >= UNTIL_KNOWN);
        assert!(UNTIL_KNOWN > HOLDS);
    }
}
