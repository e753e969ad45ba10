//! A repeat gets the same answer and has no second effect, whatever is asked.

use cartaviva_tests::{App, Filed, Form, Receiver, on_both};
use serde_json::json;

use super::{CASES, keyed, same, told, twice};
use crate::attachments::files;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n";

/// How many cases Livorno has.
fn cases(app: &App) -> usize {
    app.operator("c_e625").get(CASES).expect(200).list("/items").len()
}

#[test]
fn a_case_presented_again_is_the_case_that_was_presented() {
    on_both(|app| {
        let receipt = twice(&app.citizen(), CASES, &app.report());
        assert_eq!((cases(app), told(app)), (1, 2));
        let followed = app.citizen().with("Tracking-Code", receipt.str("/tracking_code"));
        followed.get("/tracking").expect(200);
        let next = Filed::of("c_e625", &app.citizen().post(CASES, &app.report()).expect(201));
        assert_ne!(next.id, receipt.str("/id"));
        assert_eq!(cases(app), 2);
    });
}

#[test]
fn the_way_of_a_case_is_gone_once_however_often_each_step_is_sent() {
    on_both(|app| {
        let case = app.received();
        let officer = app.officer("c_e625", "competent-office");
        let before = told(app);
        twice(
            &app.operator("c_e625"),
            &case.sub("forwardings"),
            &json!({ "office": "competent-office" }),
        );
        let once = told(app);
        assert!(once > before);
        twice(&officer, &case.sub("decision"), &app.upholding());
        let manager = app.manager("c_e625", "competent-office");
        let grant = json!({ "item": "harbour-stories", "quantity": 1 });
        let first = twice(&manager, &case.sub("ristoro-grant"), &grant);
        let shown = manager.get(&case.sub("ristoro")).expect(200);
        assert_eq!(shown.str("/grant/voucher"), first.str("/voucher"));
        let events = manager.get(&case.sub("events?limit=100")).expect(200);
        let of_kind = |kind: &str| {
            let of_kind = events.list("/items").iter().filter(|event| event["kind"] == kind);
            of_kind.count()
        };
        assert_eq!(
            (of_kind("forwarded"), of_kind("decided")),
            (1, 1),
            "{}",
            events.text
        );
    });
}

#[test]
fn what_is_attached_again_is_attached_once_by_whomever() {
    on_both(|app| {
        let case = app.received();
        let holder = app.citizen().with("Tracking-Code", &case.tracking_code);
        for (who, path) in [
            (app.operator("c_e625"), case.sub("attachments")),
            (holder, "/tracking/attachments".to_owned()),
        ] {
            let form = Form::with("document", "a.pdf", PDF);
            let before = who.get(&path).expect(200).list("/items").len();
            let first = keyed(&who).upload(&path, &form).expect(201);
            same(&first, &keyed(&who).upload(&path, &form));
            assert_eq!(who.get(&path).expect(200).list("/items").len(), before + 1);
            let other = Form::with("document", "a.pdf", &[PDF, b"\n"].concat());
            keyed(&who)
                .upload(&path, &other)
                .problem(422, "idempotency_key_reused");
            assert_eq!(who.get(&path).expect(200).list("/items").len(), before + 1);
        }
        assert_eq!(files(app.attachments()).len(), 2);
    });
}

#[test]
fn a_repeated_subscription_is_one_and_shows_its_secret_again() {
    on_both(|app| {
        let path = "/administrations/c_e625/webhook-subscriptions";
        let integrator = app.who("integrator", "c_e625");
        let body = json!({ "url": "https://receiver.example.it/hook", "kinds": ["*"] });
        let made = twice(&integrator, path, &body);
        assert!(made.str("/secret").starts_with("whsec_"));
        assert_eq!(integrator.get(path).expect(200).list("/items").len(), 1);
    });
}

#[test]
fn a_repeated_ping_is_posted_once() {
    on_both(|app| {
        let receiver = Receiver::start();
        let integrator = app.who("integrator", "c_e625");
        let path = "/administrations/c_e625/webhook-subscriptions";
        let body = json!({ "url": receiver.url(), "kinds": ["*"] });
        let made = integrator.post(path, &body).expect(201);
        let ping = format!("{path}/{}/ping", made.str("/id"));
        let first = keyed(&integrator).post_nothing(&ping).expect(200);
        same(&first, &keyed(&integrator).post_nothing(&ping));
        assert_eq!(receiver.posted().len(), 1);
    });
}

#[test]
fn a_document_registered_again_takes_no_second_number() {
    on_both(|app| {
        let path = "/administrations/c_e625/protocol-entries";
        let body = json!({
            "direction": "incoming", "correspondent": "Ditta Bianchi", "subject": "Preventivo",
            "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        });
        let operator = app.operator("c_e625");
        let first = twice(&operator, path, &body);
        assert_eq!(first.str("/number"), "0000001");
        let next = operator.post(path, &body).expect(201);
        assert_eq!(next.str("/number"), "0000002");
    });
}

#[test]
fn what_changes_nothing_takes_a_key_and_keeps_none() {
    on_both(|app| {
        let term = |amount| {
            json!({
                "administration": "c_e625",
                "term": { "amount": amount, "unit": "calendar_days" },
                "starts_at": "2026-11-20T11:30:00+01:00",
            })
        };
        twice(&app.anonymous(), "/deadline-calculations", &term(30));
        keyed(&app.anonymous())
            .post("/deadline-calculations", &term(31))
            .expect(200);
    });
}
