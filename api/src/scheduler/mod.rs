//! What the server does by itself: alarms go off, mail is sent, audit logs are sealed, old keys are cleared away. Each on a thread of its own, beside the requests.
//!
//! Any number of servers may do this on one database: what one has in hand the others pass by.

mod case;
mod charter;
mod rates;
mod recount;
mod ring;
mod worker;

pub use rates::RateTeller;
pub use recount::recount;
pub use ring::{Rung, ring};

use std::io;
use std::time::Duration;

use cartaviva_persistence::search;
use tracing::warn;

use crate::audit;
use crate::idempotency;
use crate::mail::{MailServer, deliver};
use crate::state::AppState;
use worker::{Pace, Worker};

/// How often the keys of repeatable requests that were kept long enough are cleared away.
const CLEARED: Duration = Duration::from_secs(600);

/// How often it is looked for cases without their words, which an earlier program left.
const COMPLETED: Duration = Duration::from_secs(60);

/// How often what was added to the audit logs is sealed.
const SEALED: Duration = Duration::from_secs(10);

/// What works beside the requests; it comes to an end, gently, when this is dropped.
#[derive(Debug)]
pub struct Scheduler {
    workers: Vec<Worker>,
}

impl Scheduler {
    /// Begins: alarms are looked for as often as `every`, and mail is sent where there is a server for it.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn start(state: &AppState, every: Duration, mail: Option<MailServer>) -> io::Result<Self> {
        let clock = state.clone();
        let (log, keys, words) = (state.clone(), state.clone(), state.clone());
        let mut workers = vec![
            Worker::start("alarms", every, move |_| pace_of_alarms(&clock))?,
            Worker::start("seals", SEALED, move |_| pace_of_seals(&log))?,
            Worker::start("keys", CLEARED, move |_| pace_of_keys(&keys))?,
            Worker::start("words", COMPLETED, move |goes_on| pace_of_words(&words, goes_on))?,
        ];
        if let Some(server) = mail {
            let post = state.clone();
            let work = move |goes_on: &dyn Fn() -> bool| pace_of_mail(&post, &server, goes_on);
            workers.push(Worker::start("mail", every, work)?);
        }
        Ok(Self { workers })
    }
}

impl Drop for Scheduler {
    fn drop(&mut self) {
        for worker in &self.workers {
            worker.stop();
        }
        self.workers.clear();
    }
}

fn pace_of_alarms(state: &AppState) -> Pace {
    if let Err(error) = recount(state) {
        warn!(%error, "changed calendars cannot be looked for");
    }
    match ring(state) {
        Ok(rung) if rung.may_be_more() => Pace::Breathe,
        Ok(_) => Pace::Rest,
        Err(error) => {
            warn!(%error, "alarms cannot be looked for");
            Pace::Rest
        }
    }
}

fn pace_of_seals(state: &AppState) -> Pace {
    match audit::seal(state) {
        Ok(0) => Pace::Rest,
        Ok(_) => Pace::Breathe,
        Err(error) => {
            warn!(%error, "the audit logs cannot be sealed");
            Pace::Rest
        }
    }
}

fn pace_of_keys(state: &AppState) -> Pace {
    match idempotency::clear(state) {
        Ok(cleared) if i64::try_from(cleared).is_ok_and(|cleared| cleared >= idempotency::AT_A_TIME) => {
            Pace::Breathe
        }
        Ok(_) => Pace::Rest,
        Err(error) => {
            warn!(%error, "old idempotency keys cannot be cleared away");
            Pace::Rest
        }
    }
}

fn pace_of_words(state: &AppState, goes_on: &dyn Fn() -> bool) -> Pace {
    if let Err(error) = search::complete(state.db(), goes_on) {
        warn!(%error, "the words of older cases cannot be made now");
    }
    Pace::Rest
}

fn pace_of_mail(state: &AppState, server: &MailServer, goes_on: &dyn Fn() -> bool) -> Pace {
    match deliver(state, server, goes_on) {
        Ok(delivered) if delivered.may_be_more() => Pace::Breathe,
        Ok(_) => Pace::Rest,
        Err(error) => {
            warn!(%error, "mail cannot be sent");
            Pace::Rest
        }
    }
}
