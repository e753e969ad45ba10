//! Sends what is due, while the service runs.

use std::collections::HashSet;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use cartaviva_domain::webhooks::{Outcome, settle};
use cartaviva_persistence::StoreError;
use cartaviva_persistence::webhooks::{self, Due, Leased};
use time::OffsetDateTime;
use tracing::{info, warn};

use super::message::Message;
use super::secret::Secret;
use crate::feed::CloudEvent;
use crate::problem::ApiError;
use crate::state::AppState;

/// How long a lease is held: longer than an attempt takes, with what is kept of it.
const LEASE: time::Duration = time::Duration::seconds(30);

/// How many batches a subscription is served before others have their turn.
const BATCHES: usize = 4;

/// How long a sender rests when nothing is due.
const REST: Duration = Duration::from_secs(1);

/// Why sending stopped; what was leased is free again when its lease ends.
#[derive(Debug, thiserror::Error)]
pub enum SendFault {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A message could not be made.
    #[error("a message could not be made")]
    Message,
}

/// The threads that send.
pub struct Senders {
    end: Arc<End>,
    threads: Vec<JoinHandle<()>>,
}

/// Whether the senders are to end.
#[derive(Default)]
struct End {
    asked: Mutex<bool>,
    told: Condvar,
}

impl Senders {
    /// Starts some threads that send what is due until they are told to end.
    #[must_use]
    pub fn start(state: &AppState, threads: usize) -> Self {
        let end = Arc::new(End::default());
        let threads = (0..threads)
            .map(|_| {
                let (state, end) = (state.clone(), end.clone());
                thread::spawn(move || run(&state, &end))
            })
            .collect();
        Self { end, threads }
    }

    /// Lets every thread finish the attempt it is making, and waits for that.
    pub fn stop(self) {
        *self.end.asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.end.told.notify_all();
        for thread in self.threads {
            if thread.join().is_err() {
                warn!("a sender of webhooks had ended before");
            }
        }
    }
}

impl End {
    fn is_asked(&self) -> bool {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rests, unless and until the end is asked for.
    fn rest(&self) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.told.wait_timeout_while(asked, REST, |asked| !*asked));
    }
}

fn run(state: &AppState, end: &End) {
    while !end.is_asked() {
        match send(state, end) {
            Ok(0) => end.rest(),
            Ok(_) => {}
            Err(fault) => {
                warn!(cause = %fault, "webhooks could not be sent; they will be");
                end.rest();
            }
        }
    }
}

/// Sends everything that is due now, on this thread; answers how many attempts were made.
///
/// # Errors
/// [`SendFault`] when the store fails: what is still due is sent another time.
pub fn send_due(state: &AppState) -> Result<usize, SendFault> {
    let end = End::default();
    let mut made = 0;
    loop {
        let now_made = send(state, &end)?;
        if now_made == 0 {
            return Ok(made);
        }
        made += now_made;
    }
}

/// Serves each subscription that has something due and that nobody serves; answers how many attempts were made.
fn send(state: &AppState, end: &End) -> Result<usize, SendFault> {
    let now = state.clock().now();
    let ready = state.db().read(|db| webhooks::ready(db, now))?;
    let mut made = 0;
    for (administration, id) in ready {
        if end.is_asked() {
            break;
        }
        let (lease, now) = (state.randomness().id(now), state.clock().now());
        let leased = state
            .db()
            .write(|db| webhooks::lease(db, &administration, id, lease, now, now + LEASE))?;
        if let Some(mut leased) = leased {
            let served = serve(state, end, &mut leased);
            let now = state.clock().now();
            state.db().write(|db| webhooks::release(db, &leased, now))?;
            made += served?;
        }
    }
    Ok(made)
}

/// Serves a subscription for a while; answers how many attempts were made, and at least one where the feed was read on.
fn serve(state: &AppState, end: &End, leased: &mut Leased) -> Result<usize, SendFault> {
    let mut made = 0;
    // Where the clock stands, what failed may be due again at once: no event is tried twice in one turn.
    let mut tried = HashSet::new();
    for _ in 0..BATCHES {
        let now = state.clock().now();
        let before = leased.subscription.position;
        let work = state.db().read(|db| webhooks::work(db, leased, now))?;
        if work.due.is_empty() && work.read_to == before {
            break;
        }
        made += 1;
        for due in work.due {
            if end.is_asked() || !tried.insert(due.event.position) {
                return Ok(made);
            }
            made += 1;
            if !attempt(state, leased, &due)? {
                return Ok(made);
            }
        }
        let read_to = work.read_to;
        state.db().write(|db| webhooks::keep_up(db, leased, read_to))?;
    }
    Ok(made)
}

/// Makes one attempt and keeps what follows from it; answers whether to go on with this subscription.
fn attempt(state: &AppState, leased: &mut Leased, due: &Due) -> Result<bool, SendFault> {
    let subscription = &leased.subscription;
    let event = CloudEvent::of(&leased.administration, &due.event, state.links());
    let message = message(leased, due, &event, state.clock().now()).map_err(|_| SendFault::Message)?;
    let outcome = state.courier().post(subscription.url.as_str(), &message);
    tell(leased, due, outcome);
    let now = state.clock().now();
    let dice = [0, 1].map(|_| u64::from_be_bytes(state.randomness().bytes()));
    let settlement = settle(outcome, due.tried, subscription.failures, now, dice);
    Ok(state
        .db()
        .write(|db| webhooks::settle(db, leased, due, settlement, now, now + LEASE))?)
}

fn message(leased: &Leased, due: &Due, event: &CloudEvent, now: OffsetDateTime) -> Result<Message, ApiError> {
    let secrets: Vec<Secret> = [
        Some(leased.secrets.present.clone()),
        leased.secrets.previous.clone(),
    ]
    .into_iter()
    .flatten()
    .map(Secret::of)
    .collect();
    Message::of(
        &due.event.entry.id.0.to_string(),
        event,
        now.unix_timestamp(),
        &secrets,
    )
}

/// Tells the log how an attempt ended. The address is not told: it may hold what only the receiver should know.
fn tell(leased: &Leased, due: &Due, outcome: Outcome) {
    let (subscription, event) = (leased.subscription.id.0, due.event.entry.id.0);
    match outcome {
        Outcome::Delivered => info!(%subscription, %event, "an event was delivered"),
        Outcome::Gone => warn!(%subscription, "a receiver is gone: its subscription is paused"),
        Outcome::Failed(failure) => {
            warn!(%subscription, %event, reason = ?failure.reason, status = failure.status, "an event did not go through");
        }
    }
}
