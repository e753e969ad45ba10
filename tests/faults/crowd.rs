//! Many clients who present cases at once.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

use crate::ADMINISTRATION;

/// A case that a client was told is registered (201).
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The case.
    pub case: String,
    /// Its number in the register.
    pub number: i64,
}

/// What clients were told.
#[derive(Default)]
pub struct Presented {
    /// What was registered.
    pub receipts: Vec<Receipt>,
    /// How often they were told to come back.
    pub turned_away: u64,
    /// How often they were told nothing.
    pub unanswered: u64,
}

/// Clients at work.
pub struct Crowd(Vec<JoinHandle<Presented>>);

impl Crowd {
    /// So many clients, who present one case after the other until a moment.
    pub fn gather(url: &str, clients: u64, until: Instant) -> Self {
        let path = format!("{url}/administrations/{ADMINISTRATION}/cases");
        let clients = (0..clients).map(|client| {
            let path = path.clone();
            thread::spawn(move || present(&path, client, until))
        });
        Self(clients.collect())
    }

    /// Waits until they have finished; answers what they were told.
    pub fn disperse(self) -> Presented {
        let mut all = Presented::default();
        for client in self.0 {
            let told = client.join().expect("a client finishes");
            all.receipts.extend(told.receipts);
            all.turned_away += told.turned_away;
            all.unanswered += told.unanswered;
        }
        all
    }
}

fn present(path: &str, client: u64, until: Instant) -> Presented {
    let agent = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .new_agent();
    let mut told = Presented::default();
    let mut count = 0;
    while Instant::now() < until {
        count += 1;
        match ask(&agent, path, client, count) {
            Some((201, body)) => told.receipts.push(receipt(&body)),
            Some(_) => {
                told.turned_away += 1;
                thread::sleep(Duration::from_millis(100));
            }
            None => {
                told.unanswered += 1;
                thread::sleep(Duration::from_millis(100));
            }
        }
    }
    told
}

/// Presents a case; answers the status and the body, if both came whole.
fn ask(agent: &Agent, path: &str, client: u64, count: u64) -> Option<(u16, Value)> {
    let case = json!({
        "procedure": "disservice-report", "channel": "web",
        "subject": format!("Sportello chiuso, {client}.{count}"),
        "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
        "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" },
    });
    let mut answer = agent.post(path).send_json(case).ok()?;
    let body = answer.body_mut().read_json().ok()?;
    Some((answer.status().as_u16(), body))
}

/// What an answer 201 tells.
pub fn receipt(body: &Value) -> Receipt {
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str);
    Receipt {
        case: text("/id").expect("a receipt names the case").to_owned(),
        number: text("/protocol/number")
            .and_then(|number| number.parse().ok())
            .expect("a receipt names the number"),
    }
}
