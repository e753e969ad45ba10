//! What is delivered, and how it is signed.

use std::thread;

use cartaviva_api::webhooks::send_due;
use cartaviva_persistence::webhooks;
use cartaviva_tests::{App, Posted, Receiver, on_both};
use serde_json::json;
use standardwebhooks::Webhook;
use time::Duration;

use super::{DAY, PATH, got, integrator, send, subscribe, subscribe_with, told};

/// Whether the reference implementation finds what was posted to be signed with a secret.
fn is_signed(posted: &Posted, secret: &str) -> bool {
    let Posted { headers, body, .. } = posted;
    let webhook = Webhook::new(secret).unwrap();
    let seconds = headers["webhook-timestamp"].parse().unwrap();
    let signature = webhook
        .sign(&headers["webhook-id"], seconds, body.as_bytes())
        .unwrap();
    headers["webhook-signature"]
        .split(' ')
        .any(|one| one == signature)
}

#[test]
fn events_are_posted_as_cloud_events_in_order_with_the_signature_of_the_standard() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.*"]);
        app.upheld();
        send(app);
        assert_eq!(got(&receiver), told(app));
        let feed = integrator(app).get("/administrations/c_e625/events").expect(200);
        for (posted, event) in receiver.posted().iter().zip(feed.list("/items")) {
            assert_eq!(&posted.json, event);
            assert_eq!(
                posted.headers["content-type"],
                "application/cloudevents+json; charset=utf-8"
            );
            assert_eq!(posted.headers["webhook-timestamp"], app.seconds().to_string());
            assert!(is_signed(posted, &subscribed.secret));
            assert!(!is_signed(posted, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        }
        let shown = subscribed.shown(app);
        assert_eq!(
            (shown.at("/posted_up_to"), shown.at("/failures")),
            (&json!(4), &json!(0))
        );
        assert_eq!(shown.str("/last_delivered_at"), "2026-11-20T10:30:00Z");
        send(app);
        assert_eq!(receiver.posted().len(), 4);
    });
}

#[test]
fn only_the_kinds_that_were_asked_for_are_posted() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.decided", "case.re*"]);
        app.upheld();
        send(app);
        assert_eq!(
            receiver.types(),
            ["case.received", "case.registered", "case.decided"]
        );
        assert_eq!(subscribed.shown(app).at("/posted_up_to"), 4);
    });
}

#[test]
fn a_subscription_begins_now_or_at_a_place_of_the_feed() {
    on_both(|app| {
        app.forwarded();
        let (now, all, later) = (Receiver::start(), Receiver::start(), Receiver::start());
        subscribe(app, &now.url(), &["*"]);
        for (receiver, after) in [(&all, 0), (&later, 2)] {
            subscribe_with(
                app,
                &json!({ "url": receiver.url(), "kinds": ["*"], "after": after }),
            );
        }
        send(app);
        assert_eq!(
            (now.posted().len(), all.posted().len(), later.types()),
            (0, 3, vec!["case.forwarded".to_owned()])
        );
        app.received();
        send(app);
        assert_eq!((now.posted().len(), all.posted().len()), (2, 5));
    });
}

#[test]
fn more_than_a_batch_is_sent_in_order() {
    on_both(|app| {
        let receiver = Receiver::start();
        subscribe(app, &receiver.url(), &["case.registered"]);
        for _ in 0..60 {
            app.received();
        }
        send(app);
        assert_eq!(receiver.posted().len(), 60);
        let positions: Vec<_> = receiver
            .posted()
            .iter()
            .map(|posted| posted.json["position"].as_i64().unwrap())
            .collect();
        assert!(positions.is_sorted());
    });
}

#[test]
fn two_senders_deliver_each_event_once() {
    on_both(|app| {
        let receivers: Vec<_> = (0..3).map(|_| Receiver::start()).collect();
        for receiver in &receivers {
            receiver.answers_by(|_| {
                thread::sleep(std::time::Duration::from_millis(5));
                200
            });
            subscribe(app, &receiver.url(), &["*"]);
        }
        for _ in 0..5 {
            app.received();
        }
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| send_due(app.state()).unwrap());
            }
        });
        send(app);
        for receiver in &receivers {
            assert_eq!(got(receiver), told(app));
        }
    });
}

#[test]
fn what_a_sender_that_died_had_leased_is_sent_by_another_when_the_lease_is_over() {
    on_both(|app| {
        let receiver = Receiver::start();
        subscribe(app, &receiver.url(), &["*"]);
        app.received();
        let (db, now) = (app.state().db(), app.state().clock().now());
        let dead = app.state().randomness().id(now);
        let held = db.write(|db| {
            let (administration, id) = webhooks::ready(db, now)?.remove(0);
            webhooks::lease(db, &administration, id, dead, now, now + Duration::seconds(60))
        });
        let mut held = held.unwrap().unwrap();
        send(app);
        assert_eq!(receiver.posted().len(), 0);
        app.pass(61);
        send(app);
        assert_eq!(receiver.posted().len(), 2);
        // Whoever comes back late neither counts nor disturbs.
        db.write(|db| webhooks::keep_up(db, &mut held, 0)).unwrap();
        send(app);
        assert_eq!(receiver.posted().len(), 2);
    });
}

#[test]
fn after_a_rotation_both_secrets_sign_for_a_day() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.registered"]);
        let rotated = integrator(app)
            .post_nothing(&subscribed.sub("secret-rotations"))
            .expect(201);
        let (old, new) = (&subscribed.secret, rotated.str("/secret"));
        assert_ne!(old, new);
        assert_eq!(rotated.str("/previous_secret_until"), "2026-11-21T10:30:00Z");
        app.received();
        send(app);
        let both = &receiver.posted()[0];
        assert!(is_signed(both, old) && is_signed(both, new));
        app.pass(DAY);
        app.received();
        send(app);
        let later = &receiver.posted()[1];
        assert!(!is_signed(later, old) && is_signed(later, new));
    });
}

#[test]
fn a_test_event_is_posted_at_once_and_its_fate_is_told() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.*"]);
        let ping = || integrator(app).post_nothing(&subscribed.sub("ping")).expect(200);
        let taken = ping();
        assert_eq!(taken.at("/delivered"), true);
        let posted = &receiver.posted()[0];
        assert_eq!(
            (&posted.json["type"], &posted.json["id"]),
            (&json!("webhook.ping"), taken.at("/id"))
        );
        assert!(is_signed(posted, &subscribed.secret));
        receiver.answers(500);
        let refused = ping();
        assert_eq!(
            (
                refused.at("/delivered"),
                refused.str("/reason"),
                refused.at("/status")
            ),
            (&json!(false), "status", &json!(500))
        );
        assert_eq!(told(app).len(), 0);
    });
}

/// The feed and what is posted speak of one administration alone.
#[test]
fn nothing_of_another_administration_is_posted() {
    on_both(|app: &App| {
        let receiver = Receiver::start();
        subscribe(app, &receiver.url(), &["*"]);
        app.filed("c_e506", &crate::cases::complaint());
        send(app);
        assert_eq!(receiver.posted().len(), 0);
        app.who("integrator", "c_e506")
            .get(PATH)
            .problem(404, "not_found");
    });
}
