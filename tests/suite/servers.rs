//! Three servers on one database: nothing that one of them keeps in memory is the truth.

use std::num::NonZeroU32;
use std::thread;

use cartaviva_api::door::{Door, Exchange, ForwardedBy, Proxies, Rates};
use cartaviva_tests::{Answer, App, Database};
use serde_json::{Value, json};

const CASES: &str = "/administrations/c_e625/cases";

/// Proves a behaviour of three servers, on SQLite and on PostgreSQL where there is one.
fn on_both(door: impl Fn() -> Door, behaviour: impl Fn(&[&App; 3])) {
    for database in [Some(Database::sqlite()), Database::postgresql()]
        .into_iter()
        .flatten()
    {
        let first = App::behind(database, door());
        let [second, third] = [1, 2].map(|seed| first.another(seed, door()));
        behaviour(&[&first, &second, &third]);
        // Each would hold the audit log against its own requests alone.
        for app in [&first, &second, &third] {
            app.forget_deeds();
        }
    }
}

fn door(rates: Rates) -> Door {
    let proxies = Proxies {
        trusted: "127.0.0.1".to_owned().try_into().unwrap(),
        header: ForwardedBy::XForwardedFor,
    };
    Door::new(proxies, rates, None)
}

fn three() -> NonZeroU32 {
    NonZeroU32::new(3).unwrap()
}

/// Lets every server tell the others, and hear what each told.
fn exchange(servers: &[&App; 3], exchanges: &mut [Exchange; 3]) {
    for _ in 0..2 {
        for (server, exchange) in servers.iter().zip(exchanges.iter_mut()) {
            exchange.carry_out(server.state()).unwrap();
        }
    }
}

fn exchanges(servers: &[&App; 3]) -> [Exchange; 3] {
    servers.map(|server| {
        let state = server.state();
        Exchange::of(state.randomness().id(state.clock().now()))
    })
}

/// Tries a tracking code that opens nothing.
fn guess(server: &App, client: &str, letter: &str) -> Answer {
    server
        .citizen()
        .with("X-Forwarded-For", client)
        .with("Tracking-Code", &format!("c_e625.{}", letter.repeat(26)))
        .get("/tracking")
}

#[test]
fn who_tries_too_many_codes_at_one_server_is_slowed_down_at_all_of_them() {
    let rates = Rates {
        unknown_codes: three(),
        ..Rates::WITHOUT
    };
    on_both(
        || door(rates),
        |servers| {
            let mut exchanges = exchanges(servers);
            exchange(servers, &mut exchanges);
            for letter in ["a", "b", "c"] {
                guess(servers[0], "198.51.100.1", letter).problem(404, "tracking_code_unknown");
            }
            guess(servers[1], "198.51.100.1", "d").problem(404, "tracking_code_unknown");
            exchange(servers, &mut exchanges);
            for server in servers {
                guess(server, "198.51.100.1", "e").problem(429, "too_many_requests");
                guess(server, "198.51.100.2", "f").problem(404, "tracking_code_unknown");
            }
        },
    );
}

#[test]
fn what_servers_tell_each_other_is_charged_once_and_owed() {
    let rates = Rates {
        submissions: three(),
        ..Rates::WITHOUT
    };
    on_both(
        || door(rates),
        |servers| {
            let mut exchanges = exchanges(servers);
            exchange(servers, &mut exchanges);
            let present = |server: &App| {
                let client = server.citizen().with("X-Forwarded-For", "198.51.100.1");
                client.post(CASES, &server.report())
            };
            present(servers[0]).expect(201);
            exchange(servers, &mut exchanges);
            exchange(servers, &mut exchanges);
            present(servers[1]).expect(201);
            exchange(servers, &mut exchanges);
            present(servers[2]).expect(201);
            exchange(servers, &mut exchanges);
            for server in servers {
                let refused = present(server);
                refused.problem(429, "too_many_requests");
                let wait: u32 = refused.header("retry-after").parse().unwrap();
                assert!(wait <= 21, "{wait}");
            }
        },
    );
}

#[test]
fn a_request_that_is_repeated_at_another_server_has_one_effect_and_one_answer() {
    on_both(Door::default, |servers| {
        let present = |server: &App| {
            let citizen = server.citizen().with("Idempotency-Key", "one-and-the-same-key");
            citizen.post(CASES, &server.report()).expect(201).json
        };
        let first = present(servers[0]);
        assert_eq!(present(servers[1])["id"], first["id"]);
        assert_eq!(present(servers[2])["tracking_code"], first["tracking_code"]);
        let other = servers[1]
            .citizen()
            .with("Idempotency-Key", "one-and-the-same-key");
        let mut report = servers[1].report();
        report["subject"] = json!("Un altro oggetto");
        assert_eq!(other.post(CASES, &report).status, 422);
    });
}

#[test]
fn numbers_and_the_feed_have_one_order_whichever_server_is_asked() {
    const EACH: u64 = 8;
    on_both(Door::default, |servers| {
        let numbers: Vec<u64> = thread::scope(|scope| {
            let working = servers.map(|server| {
                scope.spawn(|| {
                    let present = |_| server.citizen().post(CASES, &server.report()).expect(201);
                    (0..EACH).map(present).map(number).collect::<Vec<_>>()
                })
            });
            working
                .into_iter()
                .flat_map(|desk| desk.join().unwrap())
                .collect()
        });
        let mut numbers = numbers;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=EACH * 3).collect::<Vec<_>>());
        let [feed, same, again] = servers.map(|server| {
            let integrator = server.who("integrator", "c_e625");
            let page = integrator.get("/administrations/c_e625/events?after=0&limit=100");
            page.expect(200).list("/items").to_vec()
        });
        let positions: Vec<u64> = feed.iter().filter_map(|item| item["position"].as_u64()).collect();
        let count = u64::try_from(positions.len()).unwrap();
        assert!(count >= EACH * 3);
        assert_eq!(positions, (1..=count).collect::<Vec<_>>());
        let ids = |items: &[Value]| items.iter().map(|item| item["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&feed), ids(&same));
        assert_eq!(ids(&feed), ids(&again));
    });
}

fn number(receipt: Answer) -> u64 {
    receipt.str("/protocol/number").parse().unwrap()
}

#[test]
fn what_is_changed_at_one_server_is_read_at_the_others_by_the_next_request() {
    const VALUE: &str = "/administrations/c_e625/charters/urp/standards/desk-opening-days/measurements/2026";
    const SCORECARD: &str = "/administrations/c_e625/charters/urp/scorecard?period=2026";
    on_both(Door::default, |servers| {
        for (turn, value) in ["96.10", "96.20", "96.30"].into_iter().enumerate() {
            let writer = servers[turn];
            for server in servers {
                server.anonymous().get(SCORECARD).expect(200);
                server.anonymous().get(VALUE).expect(200);
            }
            // A tag covers the links too, and here each server has an address of its own.
            let tag = writer
                .anonymous()
                .get(VALUE)
                .expect(200)
                .header("etag")
                .to_owned();
            let editor = writer.who("editor", "c_e625").with("If-Match", &tag);
            editor.put(VALUE, &json!({ "value": value })).expect(200);
            for server in servers {
                assert_eq!(server.anonymous().get(VALUE).expect(200).str("/value"), value);
                let scorecard = server.anonymous().get(SCORECARD).expect(200);
                let standard = scorecard.item("/standards", "standard", "desk-opening-days");
                assert_eq!(standard["value"], value);
            }
        }
    });
}
