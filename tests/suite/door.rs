//! Who comes in, and how often.

use std::num::NonZeroU32;

use cartaviva_api::door::{Door, ForwardedBy, Proxies, Rates, SecurityContact};
use cartaviva_tests::{App, Database};
use serde_json::json;

const CASES: &str = "/administrations/c_e625/cases";

fn times(times: u32) -> NonZeroU32 {
    NonZeroU32::new(times).unwrap()
}

/// A server behind a proxy on this machine.
fn behind_a_proxy(rates: Rates) -> App {
    let proxies = Proxies {
        trusted: "127.0.0.1".to_owned().try_into().unwrap(),
        header: ForwardedBy::XForwardedFor,
    };
    App::behind(Database::sqlite(), Door::new(proxies, rates, None))
}

#[test]
fn who_tries_codes_that_open_nothing_is_slowed_down_with_the_right_one_too() {
    let app = behind_a_proxy(Rates {
        unknown_codes: times(3),
        ..Rates::WITHOUT
    });
    let case = app.received();
    let guess = |letter: &str| {
        app.citizen()
            .with("Tracking-Code", &format!("c_e625.{}", letter.repeat(26)))
    };
    guess("not a code")
        .get("/tracking")
        .problem(404, "tracking_code_unknown");
    for letter in ["a", "b", "c"] {
        guess(letter)
            .get("/tracking")
            .problem(404, "tracking_code_unknown");
    }
    let holder = app.citizen().with("Tracking-Code", &case.tracking_code);
    for person in [&guess("d"), &holder] {
        let refused = person.get("/tracking");
        refused.problem(429, "too_many_requests");
        assert!(!refused.header("retry-after").is_empty());
    }
    holder
        .post_nothing("/tracking/ristoro-claim")
        .problem(429, "too_many_requests");
    let elsewhere = holder.with("X-Forwarded-For", "198.51.100.7");
    elsewhere.get("/tracking").expect(200);
}

#[test]
fn a_code_is_used_only_so_often_by_whomever() {
    let app = behind_a_proxy(Rates {
        tracking: times(2),
        ..Rates::WITHOUT
    });
    let (first, second) = (app.received(), app.received());
    for address in ["198.51.100.1", "198.51.100.2"] {
        let holder = app.citizen().with("X-Forwarded-For", address);
        holder
            .with("Tracking-Code", &first.tracking_code)
            .get("/tracking")
            .expect(200);
    }
    let holder = app.citizen().with("Tracking-Code", &first.tracking_code);
    holder.get("/tracking").problem(429, "too_many_requests");
    let other = app.citizen().with("Tracking-Code", &second.tracking_code);
    other.get("/tracking").expect(200);
}

#[test]
fn one_client_presents_only_so_many_cases_and_staff_as_many_as_they_like() {
    let app = behind_a_proxy(Rates {
        submissions: times(2),
        ..Rates::WITHOUT
    });
    let citizen = app.citizen();
    for _ in 0..2 {
        citizen.post(CASES, &app.report()).expect(201);
    }
    citizen
        .post(CASES, &app.report())
        .problem(429, "too_many_requests");
    let person = app
        .who("citizen", "c_e625")
        .claiming("acr", json!("https://www.spid.gov.it/SpidL2"));
    person
        .post(CASES, &app.report())
        .problem(429, "too_many_requests");
    citizen
        .clone()
        .with("X-Forwarded-For", "198.51.100.7")
        .post(CASES, &app.report())
        .expect(201);
    let mut recorded = app.report();
    recorded["channel"] = json!("desk");
    recorded["reporter"]["phone"] = json!("0586 000000");
    recorded["reporter"]["address"] = json!("Via Grande 1, Livorno");
    for _ in 0..3 {
        app.operator("c_e625").post(CASES, &recorded).expect(201);
    }
}

#[test]
fn the_same_body_is_presented_only_so_often_by_whomever() {
    let app = behind_a_proxy(Rates {
        same_submission: times(2),
        ..Rates::WITHOUT
    });
    let from = |address: &str| app.citizen().with("X-Forwarded-For", address);
    from("198.51.100.1").post(CASES, &app.report()).expect(201);
    from("198.51.100.2").post(CASES, &app.report()).expect(201);
    from("198.51.100.3")
        .post(CASES, &app.report())
        .problem(429, "too_many_requests");
    let mut other = app.report();
    other["description"] = json!("Era chiuso anche mercoledì.");
    from("198.51.100.3").post(CASES, &other).expect(201);
}

#[test]
fn what_proxies_say_of_the_client_is_heard_from_trusted_ones_alone() {
    let rates = Rates {
        submissions: times(1),
        ..Rates::WITHOUT
    };
    let app = App::behind(Database::sqlite(), Door::new(Proxies::default(), rates, None));
    let from = |address: &str| {
        app.citizen()
            .with("X-Forwarded-For", address)
            .with("Forwarded", &format!("for={address}"))
    };
    from("198.51.100.1").post(CASES, &app.report()).expect(201);
    from("198.51.100.2")
        .post(CASES, &app.report())
        .problem(429, "too_many_requests");
}

#[test]
fn whom_to_tell_of_a_weakness_is_said_where_it_is_set_and_until_it_expires() {
    let path = "/.well-known/security.txt";
    let silent = App::on(Database::sqlite());
    let refused = silent.anonymous().ask_beside("GET", path, None);
    refused.problem(404, "path_not_found");
    let contact = SecurityContact::read("mailto:sicurezza@comune.example", "2026-11-20T12:00:00+01:00");
    let door = Door::new(Proxies::default(), Rates::WITHOUT, contact);
    let app = App::behind(Database::sqlite(), door);
    let told = app.anonymous().ask_beside("GET", path, None).expect(200);
    assert_eq!(told.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        told.text
            .starts_with("Contact: mailto:sicurezza@comune.example\nExpires: 2026-11-20T12:00:00+01:00\n")
    );
    app.set_clock("2026-11-20T12:00:00+01:00");
    app.anonymous()
        .ask_beside("GET", path, None)
        .problem(404, "path_not_found");
}
