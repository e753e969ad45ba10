//! Searching the register.

use cartaviva_tests::on_both;
use serde_json::{Value, json};

use super::{REGISTER, act, letter, manager, numbers};

/// Where the register is searched.
const SEARCHES: &str = "/administrations/c_e625/protocol-entry-searches";

#[test]
fn entries_are_found_by_number_day_direction_subject_correspondent_and_case() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        let case = app.received();
        app.set_clock("2026-11-21T00:00:00+01:00");
        desk.post(
            REGISTER,
            &letter("Società Élite S.r.l.", "Offerta 100% garantita"),
        )
        .expect(201);
        let mut sent = letter("Prefettura di Livorno", "Risposta_alla richiesta");
        sent["direction"] = json!("outgoing");
        desk.post(REGISTER, &sent).expect(201);
        let found = |query: &str| {
            let page = desk.get(&format!("{REGISTER}?{query}")).expect(200);
            numbers(&page).join(" ")
        };
        for (query, expected) in [
            ("", "0000003 0000002 0000001"),
            ("year=2026&number=2", "0000002"),
            ("year=2025", ""),
            ("from=2026-11-21", "0000003 0000002"),
            ("to=2026-11-20", "0000001"),
            ("from=2026-11-20&to=2026-11-20", "0000001"),
            ("direction=outgoing", "0000003"),
            ("direction=internal", ""),
            ("subject=100%25", "0000002"),
            ("subject=sportello%20CHIUSO", "0000001"),
            ("subject=a_a", "0000003"),
            ("subject=a%25a", ""),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
        assert_eq!(found(&format!("case={}", case.id)), "0000001");
        let found = |search: Value| {
            let page = desk.post(SEARCHES, &search).expect(200);
            assert_eq!(page.header("cache-control"), "no-store");
            numbers(&page).join(" ")
        };
        for (search, expected) in [
            (json!({}), "0000003 0000002 0000001"),
            (json!({ "year": 2026, "number": 2 }), "0000002"),
            (json!({ "year": 2025 }), ""),
            (json!({ "from": "2026-11-20", "to": "2026-11-20" }), "0000001"),
            (json!({ "direction": "outgoing" }), "0000003"),
            (json!({ "correspondent": "ÉLITE" }), "0000002"),
            (json!({ "correspondent": "ross" }), "0000001"),
            (json!({ "correspondent": "ross", "subject": "garantita" }), ""),
            (json!({ "subject": "100%" }), "0000002"),
            (json!({ "subject": "a_a" }), "0000003"),
            (json!({ "case": case.id }), "0000001"),
        ] {
            assert_eq!(found(search.clone()), expected, "{search}");
        }
    });
}

#[test]
fn the_register_is_leafed_through_from_the_last_entry_over_the_years() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        app.set_clock("2026-12-31T23:00:00+01:00");
        for _ in 0..2 {
            desk.post(REGISTER, &letter("Anna Rossi", "Lettera")).expect(201);
        }
        app.set_clock("2027-01-01T00:00:00+01:00");
        for _ in 0..2 {
            desk.post(REGISTER, &letter("Anna Rossi", "Lettera")).expect(201);
        }
        let mut search = json!({ "limit": 1, "correspondent": "rossi" });
        let (mut seen, mut path) = (Vec::new(), format!("{REGISTER}?limit=1"));
        loop {
            let listed = desk.get(&path).expect(200);
            let page = desk.post(SEARCHES, &search).expect(200);
            assert_eq!(listed.at("/items"), page.at("/items"));
            let entry = &page.list("/items")[0];
            seen.push(format!("{}/{}", entry["year"], entry["number"].as_str().unwrap()));
            let Some(cursor) = page.json["next_cursor"].as_str() else {
                break;
            };
            path = format!("{REGISTER}?limit=1&cursor={cursor}");
            search["cursor"] = json!(cursor);
        }
        assert_eq!(
            seen,
            ["2027/0000002", "2027/0000001", "2026/0000002", "2026/0000001"]
        );
    });
}

#[test]
fn a_correspondent_is_no_part_of_an_address() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        app.received();
        desk.get(&format!("{REGISTER}?correspondent=rossi"))
            .field(400, "invalid_query", "/correspondent");
        let page = desk
            .post(SEARCHES, &json!({ "limit": 1, "correspondent": "rossi" }))
            .expect(200);
        assert!(!page.at("/_links").to_string().contains("rossi"));
        desk.post(SEARCHES, &json!({ "cursor": "%%%" }))
            .field(422, "validation_failed", "/cursor");
        desk.post(SEARCHES, &json!({ "cursor": "AAAA" }))
            .problem(400, "invalid_cursor");
        desk.post(SEARCHES, &json!({ "correspondent": "r" })).field(
            422,
            "validation_failed",
            "/correspondent",
        );
        desk.post(SEARCHES, &json!({ "name": "rossi" }))
            .field(400, "invalid_body", "/name");
    });
}

#[test]
fn an_annulled_entry_is_found_and_shows_itself_as_annulled() {
    on_both(|app| {
        app.received();
        manager(app)
            .post(&format!("{REGISTER}/2026/1/annulment"), &act())
            .expect(201);
        let page = app.who("auditor", "c_e625").get(REGISTER).expect(200);
        assert_eq!(numbers(&page), ["0000002", "0000001"]);
        assert_eq!(page.at("/items/0/annulled"), false);
        assert_eq!(page.at("/items/1/annulled"), true);
        assert_eq!(page.str("/items/1/annulment/recorded_as/number"), "0000002");
    });
}

#[test]
fn who_is_confined_to_an_office_finds_the_entries_of_its_cases() {
    on_both(|app| {
        app.forwarded();
        app.received();
        app.operator("c_e625")
            .post(REGISTER, &letter("Prefettura", "Richiesta"))
            .expect(201);
        let officer = app.officer("c_e625", "competent-office");
        assert_eq!(numbers(&officer.get(REGISTER).expect(200)), ["0000001"]);
        let all = officer.post(SEARCHES, &json!({})).expect(200);
        assert_eq!(numbers(&all), ["0000001"]);
        officer.get(&format!("{REGISTER}/2026/1")).expect(200);
        for number in [2, 3] {
            officer
                .get(&format!("{REGISTER}/2026/{number}"))
                .problem(404, "not_found");
        }
    });
}

#[test]
fn the_register_is_not_for_citizens_integrators_and_editors() {
    on_both(|app| {
        app.received();
        for path in [REGISTER.to_owned(), format!("{REGISTER}/2026/1")] {
            app.citizen().get(&path).problem(401, "token_missing");
            for role in ["integrator", "editor", "citizen"] {
                app.who(role, "c_e625")
                    .get(&path)
                    .problem(403, "role_not_allowed");
            }
            app.operator("c_e506").get(&path).problem(404, "not_found");
        }
    });
}
