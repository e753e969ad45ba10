//! The feed: what happens in an administration, in one order, for the systems that follow it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use cartaviva_tests::{Answer, App, on_both};
use serde_json::{Value, json};

const FEED: &str = "/administrations/c_e625/events";

fn read(app: &App, query: &str) -> Answer {
    app.who("integrator", "c_e625")
        .get(&format!("{FEED}{query}"))
        .expect(200)
}

/// A member of every event of an answer.
fn each<'a>(answer: &'a Answer, member: &str) -> Vec<&'a Value> {
    answer.list("/items").iter().map(|event| &event[member]).collect()
}

/// The path that a link of an answer leads to.
fn linked<'a>(answer: &'a Answer, link: &str) -> &'a str {
    answer.str(link).split_once("/v1").unwrap().1
}

#[test]
fn every_event_of_a_case_is_told_once_in_order_as_a_cloud_event() {
    on_both(|app| {
        let case = app.upheld();
        let told = read(app, "");
        assert_eq!(
            each(&told, "type"),
            [
                "case.received",
                "case.registered",
                "case.forwarded",
                "case.decided"
            ]
        );
        assert_eq!(each(&told, "position"), [1, 2, 3, 4]);
        let own = app.operator("c_e625").get(&case.sub("events")).expect(200);
        assert_eq!(each(&told, "id"), each(&own, "id"));
        assert_eq!(told.header("cache-control"), "no-store");
        let decided = &told.list("/items")[3];
        assert_eq!(decided["specversion"], "1.0");
        assert_eq!(decided["datacontenttype"], "application/json");
        assert_eq!(decided["subject"], format!("cases/{}", case.id));
        assert!(
            decided["source"]
                .as_str()
                .unwrap()
                .ends_with("/v1/administrations/c_e625")
        );
        assert_eq!(
            (&decided["time"], &decided["recordedtime"]),
            (&json!("2026-11-20T10:30:00Z"), &json!("2026-11-20T10:30:00Z"))
        );
        assert_eq!(
            decided["data"],
            json!({
                "case": case.id, "procedure": "disservice-report", "channel": "web", "status": "decided",
                "office": "competent-office", "outcome": "upheld",
            })
        );
    });
}

#[test]
fn who_keeps_their_place_loses_nothing_and_an_empty_page_keeps_it() {
    on_both(|app| {
        assert_eq!(read(app, "").at("/next_after"), 0);
        app.forwarded();
        let first = read(app, "?limit=2");
        assert_eq!(
            (each(&first, "position"), first.at("/next_after")),
            (vec![&json!(1), &json!(2)], &json!(2))
        );
        let integrator = app.who("integrator", "c_e625");
        let second = integrator.get(linked(&first, "/_links/next")).expect(200);
        assert_eq!(
            (each(&second, "position"), second.at("/next_after")),
            (vec![&json!(3)], &json!(3))
        );
        let empty = integrator.get(linked(&second, "/_links/next")).expect(200);
        assert_eq!(
            (empty.list("/items").len(), empty.at("/next_after")),
            (0, &json!(3))
        );
        app.received();
        let later = integrator.get(linked(&empty, "/_links/next")).expect(200);
        assert_eq!(each(&later, "position"), [4, 5]);
    });
}

#[test]
fn events_of_one_kind_or_of_all_that_begin_so_may_be_asked_for() {
    on_both(|app| {
        app.forwarded();
        app.received();
        let forwarded = read(app, "?kind=case.forwarded");
        assert_eq!(each(&forwarded, "position"), [3]);
        assert_eq!(forwarded.at("/next_after"), 5);
        assert_eq!(each(&read(app, "?kind=case.re*"), "position"), [1, 2, 4, 5]);
        assert_eq!(each(&read(app, "?kind=case.*&after=3"), "position"), [4, 5]);
        assert_eq!(each(&read(app, "?kind=*&limit=1"), "position"), [1]);
        assert_eq!(read(app, "?kind=charter.*").list("/items").len(), 0);
        let limited = read(app, "?kind=case.received&limit=1");
        assert_eq!(
            (each(&limited, "position"), limited.at("/next_after")),
            (vec![&json!(1)], &json!(1))
        );
    });
}

#[test]
fn nothing_of_who_wrote_and_nothing_of_what_they_wrote_is_told() {
    on_both(|app| {
        let case = app.upheld();
        let reason = json!({ "reason": "La signora Rossi ha portato nuovi documenti." });
        app.operator("c_e625")
            .post(&case.sub("reopening"), &reason)
            .expect(201);
        let told = read(app, "").text;
        for word in [
            "Rossi",
            "Anna",
            "rossi@",
            "Sportello",
            "Martedì",
            "documenti",
            "accolta",
            "operator of",
        ] {
            assert!(!told.contains(word), "{word} in {told}");
        }
    });
}

#[test]
fn what_is_refused_is_not_told_and_takes_no_place() {
    on_both(|app| {
        let case = app.upheld();
        app.operator("c_e625")
            .post(&case.sub("forwardings"), &json!({ "office": "urp" }))
            .refused(409, "not_from_this_status");
        app.received();
        assert_eq!(each(&read(app, ""), "position"), [1, 2, 3, 4, 5, 6]);
    });
}

#[test]
fn a_new_edition_and_a_changed_calendar_are_told() {
    on_both(|app| {
        let calendar = "/administrations/c_e625/calendar";
        let seen = app.anonymous().get(calendar).expect(200);
        let settings = json!({ "settings": { "patron_saint_day": "05-22" }, "valid_from": "2026-12-01", "reason": "Ordinanza 41." });
        let editor = app.who("editor", "c_e625").with("If-Match", seen.header("etag"));
        editor
            .put(&format!("{calendar}?dry_run=true"), &settings)
            .expect(200);
        assert_eq!(read(app, "").list("/items").len(), 0);
        editor.put(calendar, &settings).expect(200);
        let told = read(app, "?kind=calendar.changed");
        assert_eq!(told.at("/items/0/data"), &json!({ "valid_from": "2026-12-01" }));
        assert!(told.list("/items")[0].get("subject").is_none());
        let edition = crate::editions::added(app);
        let told = app
            .who("integrator", "cciaa_lu")
            .get("/administrations/cciaa_lu/events")
            .expect(200);
        assert_eq!(each(&told, "type"), ["charter.edition_added"]);
        assert_eq!(told.str("/items/0/subject"), "charters/complaints");
        assert_eq!(
            told.at("/items/0/data"),
            &json!({ "charter": "complaints", "edition": edition, "valid_from": "2027-01-01" })
        );
    });
}

#[test]
fn places_have_no_gap_and_none_is_seen_after_a_later_one_while_many_write() {
    const WRITERS: usize = 8;
    const EACH: usize = 6;
    on_both(|app| {
        let writing = AtomicBool::new(true);
        let seen = thread::scope(|scope| {
            let writers: Vec<_> = (0..WRITERS)
                .map(|_| {
                    scope.spawn(|| {
                        for _ in 0..EACH {
                            app.received();
                        }
                    })
                })
                .collect();
            let reader = scope.spawn(|| follow(app, &writing));
            for writer in writers {
                writer.join().unwrap();
            }
            writing.store(false, Ordering::SeqCst);
            reader.join().unwrap()
        });
        let expected: Vec<i64> = (1..=i64::try_from(WRITERS * EACH * 2).unwrap()).collect();
        let positions: Vec<i64> = seen.iter().map(|(position, _)| *position).collect();
        assert_eq!(positions, expected);
        let ids: BTreeSet<&String> = seen.iter().map(|(_, id)| id).collect();
        assert_eq!(ids.len(), seen.len());
    });
}

/// Reads the feed from its beginning while others write, and once more when they have finished.
fn follow(app: &App, writing: &AtomicBool) -> Vec<(i64, String)> {
    let mut seen = Vec::new();
    let mut after = 0;
    loop {
        let last_time = !writing.load(Ordering::SeqCst);
        let page = read(app, &format!("?after={after}&limit=100"));
        after = page.at("/next_after").as_i64().unwrap();
        for event in page.list("/items") {
            seen.push((
                event["position"].as_i64().unwrap(),
                event["id"].as_str().unwrap().to_owned(),
            ));
        }
        if last_time {
            return seen;
        }
    }
}

#[test]
fn a_changed_calendar_and_acts_on_the_cases_it_moves_do_not_wait_for_each_other_in_a_ring() {
    on_both(|app| {
        let cases: Vec<_> = (0..6).map(|_| app.forwarded()).collect();
        let calendar = "/administrations/c_e625/calendar";
        thread::scope(|scope| {
            scope.spawn(|| {
                let seen = app.anonymous().get(calendar).expect(200);
                let settings = json!({ "settings": { "patron_saint_day": "05-22", "holidays": ["2026-12-21"] },
                    "valid_from": "2026-12-01", "reason": "Ordinanza 41." });
                let editor = app.who("editor", "c_e625").with("If-Match", seen.header("etag"));
                editor.put(calendar, &settings).expect(200);
            });
            for case in cases.iter().rev() {
                scope.spawn(|| {
                    let officer = app.officer("c_e625", "competent-office");
                    let decided = officer.post(&case.sub("decision"), &app.upholding());
                    assert!([201, 409].contains(&decided.status), "{}", decided.text);
                });
            }
        });
    });
}

#[test]
fn each_administration_has_a_feed_of_its_own() {
    on_both(|app| {
        app.received();
        app.filed("c_e506", &crate::cases::complaint());
        let other = app
            .who("auditor", "c_e506")
            .get("/administrations/c_e506/events")
            .expect(200);
        assert_eq!(each(&other, "position"), [1, 2]);
        assert_eq!(each(&read(app, ""), "position"), [1, 2]);
    });
}

#[test]
fn the_feed_is_for_who_may_see_the_whole_administration() {
    on_both(|app| {
        for role in ["operator", "auditor", "integrator", "admin"] {
            app.who(role, "c_e625").get(FEED).expect(200);
        }
        app.officer("c_e625", "competent-office")
            .get(FEED)
            .problem(403, "role_not_allowed");
        app.citizen().get(FEED).problem(401, "token_missing");
        app.operator("c_e506").get(FEED).problem(404, "not_found");
    });
}

#[test]
fn a_place_or_a_kind_that_cannot_be_is_refused() {
    on_both(|app| {
        let integrator = app.who("integrator", "c_e625");
        for query in [
            "after=-1",
            "after=x",
            "kind=case",
            "kind=*.x",
            "kind=case.%25",
            "limit=101",
            "nonsense=1",
        ] {
            let refused = integrator.get(&format!("{FEED}?{query}"));
            assert!([400, 422].contains(&refused.status), "{query}: {}", refused.text);
        }
    });
}
