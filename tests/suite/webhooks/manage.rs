//! Who subscribes, and how subscriptions change.

use cartaviva_tests::{Receiver, on_both};
use serde_json::json;

use super::{PATH, integrator, send, subscribe};

const URL: &str = "https://receiver.example.it/hook";

#[test]
fn a_secret_is_shown_once() {
    on_both(|app| {
        let made = integrator(app)
            .post(PATH, &json!({ "url": URL, "kinds": ["case.*"] }))
            .expect(201);
        assert!(made.str("/secret").starts_with("whsec_"));
        let (_, path) = made.header("location").split_once("/v1").unwrap();
        let shown = integrator(app).get(path).expect(200);
        assert!(shown.json.get("secret").is_none());
        assert_eq!(shown.header("etag"), made.header("etag"));
        let listed = integrator(app).get(PATH).expect(200);
        assert_eq!(listed.str("/items/0/id"), made.str("/id"));
        assert!(!listed.text.contains("whsec_"));
    });
}

#[test]
fn subscriptions_are_listed_page_by_page() {
    on_both(|app| {
        for second in 0..3 {
            app.pass(second);
            subscribe(app, URL, &["*"]);
        }
        let first = integrator(app).get(&format!("{PATH}?limit=2")).expect(200);
        assert_eq!(first.list("/items").len(), 2);
        let next = format!("{PATH}?limit=2&cursor={}", first.str("/next_cursor"));
        let second = integrator(app).get(&next).expect(200);
        assert_eq!(second.list("/items").len(), 1);
        assert!(second.json.get("next_cursor").is_none());
    });
}

#[test]
fn a_change_names_what_it_saw() {
    on_both(|app| {
        let subscribed = subscribe(app, URL, &["*"]);
        let paused = json!({ "url": URL, "kinds": ["case.decided"], "state": "paused" });
        integrator(app)
            .put(&subscribed.path, &paused)
            .problem(428, "precondition_required");
        let seen = subscribed.shown(app);
        let informed = integrator(app).with("If-Match", seen.header("etag"));
        let changed = informed.put(&subscribed.path, &paused).expect(200);
        assert_eq!(
            (
                changed.str("/state"),
                changed.str("/paused_because"),
                changed.str("/kinds/0")
            ),
            ("paused", "asked", "case.decided")
        );
        informed
            .put(&subscribed.path, &paused)
            .problem(412, "precondition_failed");
    });
}

#[test]
fn nothing_is_lost_by_a_pause() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["case.registered"]);
        let become_ = |state: &str| {
            let etag = subscribed.shown(app).header("etag").to_owned();
            let body = json!({ "url": receiver.url(), "kinds": ["case.registered"], "state": state });
            integrator(app)
                .with("If-Match", &etag)
                .put(&subscribed.path, &body)
                .expect(200);
        };
        become_("paused");
        app.received();
        send(app);
        assert_eq!(receiver.posted().len(), 0);
        become_("active");
        send(app);
        assert_eq!(receiver.posted().len(), 1);
    });
}

#[test]
fn an_ended_subscription_is_gone() {
    on_both(|app| {
        let receiver = Receiver::start();
        let subscribed = subscribe(app, &receiver.url(), &["*"]);
        receiver.answers(500);
        app.received();
        send(app);
        integrator(app).ask("DELETE", &subscribed.path, None).expect(204);
        for (method, path) in [
            ("GET", subscribed.path.clone()),
            ("DELETE", subscribed.path.clone()),
            ("GET", subscribed.sub("deliveries")),
            ("POST", subscribed.sub("ping")),
            ("POST", subscribed.sub("secret-rotations")),
        ] {
            integrator(app)
                .ask(method, &path, None)
                .problem(404, "webhook_subscription_not_found");
        }
        receiver.forget();
        app.pass(86_400);
        send(app);
        assert_eq!(receiver.posted().len(), 0);
    });
}

#[test]
fn an_address_or_a_kind_that_cannot_be_is_refused() {
    on_both(|app| {
        for (url, kinds, pointer) in [
            ("ftp://receiver.example.it/", json!(["*"]), "/url"),
            ("https://user:secret@receiver.example.it/", json!(["*"]), "/url"),
            (URL, json!([]), "/kinds"),
            (URL, json!(["case.*", "nonsense"]), "/kinds/1"),
        ] {
            let refused = integrator(app).post(PATH, &json!({ "url": url, "kinds": kinds }));
            refused.field(422, "validation_failed", pointer);
        }
    });
}

#[test]
fn an_integrator_subscribes_and_nobody_else_but_an_admin() {
    on_both(|app| {
        app.who("admin", "c_e625").get(PATH).expect(200);
        for role in ["operator", "auditor", "editor"] {
            app.who(role, "c_e625").get(PATH).problem(403, "role_not_allowed");
        }
        app.citizen().get(PATH).problem(401, "token_missing");
    });
}
