//! What the integrator and the clerk of the administration do.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::{Agent, http};

use crate::ADMINISTRATION;
use crate::installation::Installation;

/// How long nothing may go on while something is still to be delivered: a lease of a sender that was killed ends sooner.
const PATIENCE: Duration = Duration::from_secs(120);

/// Somebody who follows what happens.
pub struct Desk {
    agent: Agent,
    base: String,
    token: String,
}

impl Desk {
    /// The integrator of an installation.
    pub fn at(installation: &Installation) -> Self {
        Self::of(installation, "integrator")
    }

    /// Somebody who has a role in the administration.
    pub fn of(installation: &Installation, role: &str) -> Self {
        Self {
            agent: Agent::config_builder()
                .http_status_as_error(true)
                .build()
                .new_agent(),
            base: format!("{}/administrations/{ADMINISTRATION}", installation.url()),
            token: installation.token(role),
        }
    }

    /// Subscribes a receiver to everything; answers the path of the subscription.
    pub fn subscribe(&self, receiver: &str) -> String {
        let body = json!({ "url": receiver, "kinds": ["*"] });
        let made = self.ask("POST", "/webhook-subscriptions", Some(&body));
        let id = made.pointer("/id").and_then(Value::as_str);
        format!("/webhook-subscriptions/{}", id.expect("a subscription has an id"))
    }

    /// Waits until everything in the feed was delivered. What waits for its time is asked for at once.
    pub fn wait_for_delivery(&self, subscription: &str) {
        let mut left = i64::MAX;
        let mut since = Instant::now();
        loop {
            let now_left = self.left(subscription);
            if now_left == 0 {
                return;
            }
            if now_left < left {
                (left, since) = (now_left, Instant::now());
            }
            assert!(since.elapsed() < PATIENCE, "{now_left} events are not delivered");
            thread::sleep(Duration::from_millis(500));
        }
    }

    /// Waits until every message was sent. What waits for its time, as the mail server or whoever had it in hand went away, is
    /// asked for once no mail arrives any more.
    pub fn wait_for_mail(&self, arrived: impl Fn() -> usize) {
        let mut before = usize::MAX;
        let mut since = Instant::now();
        loop {
            let page = self.ask("GET", "/messages?state=pending&limit=100", None);
            let waiting = page.pointer("/items").and_then(Value::as_array);
            let waiting: Vec<&str> = waiting
                .into_iter()
                .flatten()
                .filter_map(|message| message.pointer("/id").and_then(Value::as_str))
                .collect();
            if waiting.is_empty() {
                return;
            }
            let now = arrived();
            if now == before {
                for message in &waiting {
                    // It may be sent in this very moment: then there is nothing to be asked for.
                    let _asked = self.try_ask("POST", &format!("/messages/{message}/retry"), None);
                }
            } else {
                (before, since) = (now, Instant::now());
            }
            assert!(since.elapsed() < PATIENCE, "messages are not sent");
            thread::sleep(Duration::from_secs(2));
        }
    }

    /// Records a question that arrived by email at a moment; answers its case.
    pub fn record(&self, occurred_at: &str, count: u64) -> String {
        let case = json!({
            "procedure": "information-request", "channel": "email", "occurred_at": occurred_at,
            "subject": format!("Orari dello sportello, {count}"),
            "description": "Vorrei sapere gli orari dello sportello.",
            "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" },
        });
        let made = self.ask("POST", "/cases", Some(&case));
        let id = made.pointer("/id").and_then(Value::as_str);
        id.expect("a case has an id").to_owned()
    }

    /// How many events were not delivered yet.
    fn left(&self, subscription: &str) -> i64 {
        let failed = self.ask("GET", &format!("{subscription}/deliveries?limit=100"), None);
        let failed = failed
            .pointer("/items")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        for delivery in &failed {
            let event = delivery
                .pointer("/id")
                .and_then(Value::as_str)
                .unwrap_or_default();
            // It may arrive in this very moment: then there is nothing to be asked for.
            let _asked = self.try_ask("POST", &format!("{subscription}/deliveries/{event}/retry"), None);
        }
        let number = |body: Value, pointer: &str| {
            body.pointer(pointer)
                .and_then(Value::as_i64)
                .expect("it has a number")
        };
        let posted = number(self.ask("GET", subscription, None), "/posted_up_to");
        let told = number(
            self.ask("GET", "/events?kind=no.such&limit=1", None),
            "/next_after",
        );
        told - posted + i64::try_from(failed.len()).unwrap_or(i64::MAX)
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        self.try_ask(method, path, body).expect("the server answers well")
    }

    fn try_ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, ureq::Error> {
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json");
        let mut answer = match body {
            Some(body) => self.agent.run(request.body(body.to_string()).expect("a request")),
            None => self.agent.run(request.body(()).expect("a request")),
        }?;
        answer.body_mut().read_json()
    }
}
