//! What becomes of what does not go through.

use std::collections::BTreeSet;

use cartaviva_api::webhooks::{Courier, send_due};
use cartaviva_tests::{Receiver, on_both};
use serde_json::json;

use super::{DAY, got, integrator, send, subscribe, told};

#[test]
fn a_receiver_that_is_down_for_a_while_loses_nothing_and_repeats_carry_the_same_id() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["*"]);
        receiver.answers(503);
        for _ in 0..3 {
            app.forwarded();
            send(app);
            app.pass(600);
        }
        let down = got(&receiver);
        assert!(!down.is_empty() && down.len() < 9, "{}", down.len());
        assert!(subscribed.shown(app).at("/failures").as_i64().unwrap() > 0);
        receiver.answers(200);
        app.pass(DAY / 2);
        send(app);
        let all = got(&receiver);
        let (failed, taken) = all.split_at(down.len());
        assert_eq!(taken, told(app));
        assert!(failed.iter().all(|id| taken.contains(id)));
        assert_eq!(subscribed.deliveries(app, "retrying").list("/items").len(), 0);
        assert_eq!(subscribed.shown(app).at("/failures"), 0);
    });
}

#[test]
fn a_receiver_that_cannot_be_reached_is_left_alone_and_then_tried_again() {
    on_both(|app| {
        let gone = Receiver::start().url();
        let subscribed = subscribe(app, &gone, &["*"]);
        app.received();
        send(app);
        send(app);
        let waiting = subscribed.deliveries(app, "retrying");
        let delivery = &waiting.list("/items")[0];
        assert_eq!(
            (&delivery["attempts"], &delivery["reason"], &delivery["position"]),
            (&json!(1), &json!("unreachable"), &json!(1))
        );
        assert!(waiting.str("/items/0/next_attempt_at") > "2026-11-20T10:30:00Z");
        let shown = subscribed.shown(app);
        assert_eq!(
            (shown.at("/failures"), shown.at("/posted_up_to")),
            (&json!(1), &json!(1))
        );
        app.pass(10);
        send(app);
        assert_eq!(subscribed.deliveries(app, "retrying").at("/items/0/attempts"), 2);
    });
}

#[test]
fn an_event_that_a_receiver_cannot_take_does_not_hold_up_the_others() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["*"]);
        receiver.answers_by(|posted| if posted.json["position"] == 2 { 500 } else { 200 });
        app.forwarded();
        for _ in 0..4 {
            send(app);
            app.pass(3);
        }
        let received: BTreeSet<String> = got(&receiver).into_iter().collect();
        assert_eq!(received, told(app).into_iter().collect());
        let waiting = subscribed.deliveries(app, "retrying");
        assert_eq!(waiting.at("/items/0/position"), 2);
        assert_eq!(waiting.list("/items").len(), 1);
        assert_eq!(
            (waiting.str("/items/0/reason"), waiting.at("/items/0/status")),
            ("status", &json!(500))
        );
    });
}

#[test]
fn after_three_days_an_event_is_dead_and_can_be_sent_again() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.registered"]);
        receiver.answers(500);
        app.received();
        let mut attempts = 0;
        while subscribed.deliveries(app, "dead").list("/items").is_empty() {
            send(app);
            app.pass(6 * 3_600);
            attempts += 1;
            assert!(attempts < 40);
        }
        assert!((3..=14).contains(&attempts), "{attempts}");
        let dead = subscribed.deliveries(app, "dead");
        assert!(dead.list("/items")[0].get("next_attempt_at").is_none());
        app.pass(10 * DAY);
        receiver.forget();
        receiver.answers(200);
        send(app);
        assert_eq!(receiver.posted().len(), 0);
        let again = subscribed.sub(&format!("deliveries/{}/retry", dead.str("/items/0/id")));
        let waits = integrator(app).post_nothing(&again).expect(202);
        assert_eq!(
            (waits.str("/state"), waits.at("/attempts")),
            ("retrying", &json!(0))
        );
        send(app);
        assert_eq!(got(&receiver), [dead.str("/items/0/id")]);
        integrator(app)
            .post_nothing(&again)
            .problem(404, "webhook_delivery_not_found");
    });
}

#[test]
fn a_receiver_that_is_gone_gets_nothing_more_until_somebody_says_so() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["*"]);
        receiver.answers(410);
        app.received();
        send(app);
        app.pass(DAY);
        send(app);
        assert_eq!(receiver.posted().len(), 1);
        let paused = subscribed.shown(app);
        assert_eq!(
            (paused.str("/state"), paused.str("/paused_because")),
            ("paused", "gone")
        );
        receiver.forget();
        receiver.answers(200);
        let active = json!({ "url": receiver.url(), "kinds": ["*"], "state": "active" });
        integrator(app)
            .with("If-Match", paused.header("etag"))
            .put(&subscribed.path, &active)
            .expect(200);
        send(app);
        assert_eq!(got(&receiver), told(app));
    });
}

#[test]
fn a_redirect_is_not_followed() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.registered"]);
        receiver.answers(307);
        app.received();
        send(app);
        assert_eq!(receiver.posted().len(), 1);
        let waiting = subscribed.deliveries(app, "retrying");
        assert_eq!(waiting.at("/items/0/status"), 307);
    });
}

#[test]
fn no_name_leads_to_a_private_address() {
    on_both(|app| {
        let receiver = Receiver::start();
        let named = format!("https://localhost:{}/hook", receiver.port());
        let plain = receiver.url();
        let strict = app.state().clone().with_courier(Courier::new(false));
        let subscribed: Vec<_> = [named, plain]
            .iter()
            .map(|url| subscribe(app, url, &["case.registered"]))
            .collect();
        app.received();
        send_due(&strict).unwrap();
        for subscribed in subscribed {
            let waiting = subscribed.deliveries(app, "retrying");
            assert_eq!(waiting.str("/items/0/reason"), "address_not_allowed");
        }
        assert_eq!(receiver.posted().len(), 0);
    });
}
