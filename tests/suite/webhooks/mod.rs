//! Webhooks: events posted to other systems, at least once, by one sender at a time.

mod deliver;
mod fail;
mod manage;

use cartaviva_api::webhooks::send_due;
use cartaviva_tests::{Answer, App, Person, Receiver};
use serde_json::{Value, json};

const PATH: &str = "/administrations/c_e625/webhook-subscriptions";
const DAY: i64 = 86_400;

fn integrator(app: &App) -> Person<'_> {
    app.who("integrator", "c_e625")
}

/// A subscription to some kinds, and what made it.
struct Subscribed {
    path: String,
    secret: String,
}

fn subscribe(app: &App, url: &str, kinds: &[&str]) -> Subscribed {
    subscribe_with(app, &json!({ "url": url, "kinds": kinds }))
}

fn subscribe_with(app: &App, body: &Value) -> Subscribed {
    let made = integrator(app).post(PATH, body).expect(201);
    Subscribed {
        path: format!("{PATH}/{}", made.str("/id")),
        secret: made.str("/secret").to_owned(),
    }
}

impl Subscribed {
    fn sub(&self, part: &str) -> String {
        format!("{}/{part}", self.path)
    }

    fn shown(&self, app: &App) -> Answer {
        integrator(app).get(&self.path).expect(200)
    }

    fn deliveries(&self, app: &App, state: &str) -> Answer {
        integrator(app)
            .get(&format!("{}?state={state}", self.sub("deliveries")))
            .expect(200)
    }
}

/// Sends what is due now.
fn send(app: &App) {
    send_due(app.state()).unwrap();
}

/// The ids of the events of Livorno, in the order of the feed.
fn told(app: &App) -> Vec<String> {
    let feed = integrator(app)
        .get("/administrations/c_e625/events?limit=100")
        .expect(200);
    feed.list("/items")
        .iter()
        .map(|event| event["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The ids of what a receiver got, repeats and all.
fn got(receiver: &Receiver) -> Vec<String> {
    let posted = receiver.posted();
    posted
        .iter()
        .map(|posted| posted.headers["webhook-id"].clone())
        .collect()
}
