//! Clients who present cases and do not give up: what was not answered, or answered with 503, they ask again with the same
//! `Idempotency-Key`, until it is answered.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

use crate::ADMINISTRATION;
use crate::crowd::{Receipt, receipt};

/// How long a client waits for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a client goes on asking once all of them are to come to an end.
const FAREWELL: Duration = Duration::from_secs(120);

/// How long a client rests before it asks again.
const REST: Duration = Duration::from_millis(50);

/// What a client does about a request that was not answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It asks again with the same key.
    Repeats,
    /// It remembers which one it was, and goes on with another.
    GoesOn,
}

/// What clients were told.
#[derive(Default)]
pub struct Told {
    /// What was registered.
    pub receipts: Vec<Receipt>,
    /// How often which status came.
    pub statuses: BTreeMap<u16, u64>,
    /// Answers 503 that do not say when to come back.
    pub without_retry_after: u64,
    /// Requests for which no connection was to be had: nothing was sent.
    pub refused: u64,
    /// Subjects of requests that were sent and not answered.
    pub unanswered: Vec<String>,
    /// Why they were not answered.
    pub reasons: BTreeMap<String, u64>,
    /// Requests that were not answered for so long that the client did not wait for it.
    pub waited_in_vain: u64,
    /// Requests that were never answered, however often they were repeated.
    pub given_up: u64,
    /// The longest time until an answer.
    pub slowest: Duration,
}

impl Told {
    /// How often another status than those came.
    pub fn other_than(&self, expected: &[u16]) -> u64 {
        let others = self
            .statuses
            .iter()
            .filter(|(status, _)| !expected.contains(status));
        others.map(|(_, count)| count).sum()
    }

    /// How often a status came.
    pub fn count_of(&self, status: u16) -> u64 {
        self.statuses.get(&status).copied().unwrap_or_default()
    }

    fn add(&mut self, other: Self) {
        self.receipts.extend(other.receipts);
        for (status, count) in other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        self.without_retry_after += other.without_retry_after;
        self.refused += other.refused;
        self.unanswered.extend(other.unanswered);
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
        self.waited_in_vain += other.waited_in_vain;
        self.given_up += other.given_up;
        self.slowest = self.slowest.max(other.slowest);
    }
}

/// What all clients share.
struct Shared {
    urls: Vec<String>,
    manner: Manner,
    ends: AtomicBool,
    registered: AtomicU64,
}

/// Clients at work.
pub struct Callers {
    shared: Arc<Shared>,
    clients: Vec<JoinHandle<Told>>,
}

impl Callers {
    /// So many clients, who turn to the next of these servers when one does not answer.
    pub fn gather(urls: &[String], clients: u64, manner: Manner) -> Self {
        let path = |url: &String| format!("{url}/administrations/{ADMINISTRATION}/cases");
        let shared = Arc::new(Shared {
            urls: urls.iter().map(path).collect(),
            manner,
            ends: AtomicBool::new(false),
            registered: AtomicU64::new(0),
        });
        let clients = (0..clients).map(|client| {
            let shared = shared.clone();
            thread::spawn(move || Client::new(client, shared).works())
        });
        Self {
            clients: clients.collect(),
            shared,
        }
    }

    /// How many cases were registered so far, as far as clients were told.
    pub fn registered(&self) -> u64 {
        self.shared.registered.load(Ordering::SeqCst)
    }

    /// Waits until so many more cases are registered; answers how long that took.
    pub fn wait_for(&self, more: u64) -> Duration {
        let (began, wanted) = (Instant::now(), self.registered() + more);
        while self.registered() < wanted {
            assert!(began.elapsed() < FAREWELL, "no case is registered any more");
            thread::sleep(Duration::from_millis(5));
        }
        began.elapsed()
    }

    /// Lets them finish what they are at; answers what they were told.
    pub fn disperse(self) -> Told {
        self.shared.ends.store(true, Ordering::SeqCst);
        let mut all = Told::default();
        for client in self.clients {
            all.add(client.join().expect("a client finishes"));
        }
        all
    }
}

/// One client.
struct Client {
    number: u64,
    shared: Arc<Shared>,
    agent: Agent,
    server: usize,
    told: Told,
}

impl Client {
    fn new(number: u64, shared: Arc<Shared>) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        Self {
            server: usize::try_from(number).unwrap_or_default(),
            number,
            shared,
            agent,
            told: Told::default(),
        }
    }

    fn works(mut self) -> Told {
        for count in 0.. {
            if self.ends() {
                break;
            }
            self.presents(&format!("Sportello chiuso, {}.{count}", self.number));
        }
        self.told
    }

    fn ends(&self) -> bool {
        self.shared.ends.load(Ordering::SeqCst)
    }

    /// Presents one case, as often as it takes.
    fn presents(&mut self, subject: &str) {
        let mut ended = None;
        loop {
            let began = Instant::now();
            match self.asks(subject) {
                Some(503) | None => {}
                Some(_) => {
                    self.told.slowest = self.told.slowest.max(began.elapsed());
                    return;
                }
            }
            if self.shared.manner == Manner::GoesOn {
                return;
            }
            if self.ends() && ended.get_or_insert_with(Instant::now).elapsed() > FAREWELL {
                self.told.given_up += 1;
                return;
            }
            thread::sleep(REST);
        }
    }

    /// Asks once; answers the status, when there was an answer.
    fn asks(&mut self, subject: &str) -> Option<u16> {
        let began = Instant::now();
        match self.sends(subject) {
            Ok((status, retry_after, body)) => {
                self.told.slowest = self.told.slowest.max(began.elapsed());
                *self.told.statuses.entry(status).or_default() += 1;
                match status {
                    201 => {
                        self.told.receipts.push(receipt(&body));
                        self.shared.registered.fetch_add(1, Ordering::SeqCst);
                    }
                    503 if !retry_after => self.told.without_retry_after += 1,
                    _ => {}
                }
                Some(status)
            }
            Err(error) => {
                self.server += 1;
                match error {
                    ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
                        self.told.refused += 1
                    }
                    ureq::Error::ConnectionFailed => self.told.refused += 1,
                    ureq::Error::Timeout(_) => self.told.waited_in_vain += 1,
                    other => {
                        self.told.unanswered.push(subject.to_owned());
                        *self.told.reasons.entry(other.to_string()).or_default() += 1;
                    }
                }
                None
            }
        }
    }

    fn sends(&self, subject: &str) -> Result<(u16, bool, Value), ureq::Error> {
        let urls = &self.shared.urls;
        let url = urls.get(self.server % urls.len()).expect("there is a server");
        let case = json!({
            "procedure": "disservice-report", "channel": "web", "subject": subject,
            "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
            "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" },
        });
        let key = subject.rsplit(' ').next().unwrap_or_default();
        let mut answer = self
            .agent
            .post(url)
            .header("Idempotency-Key", format!("client-{key}"))
            .send_json(case)?;
        let retry_after = answer.headers().contains_key("Retry-After");
        Ok((
            answer.status().as_u16(),
            retry_after,
            answer.body_mut().read_json()?,
        ))
    }
}
