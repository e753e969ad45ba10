//! Full-text search: the same answers on both databases.

use cartaviva_persistence::{Db, Limits, search};
use cartaviva_tests::{App, on_both};
use serde_json::json;

use super::{CASES, execute, ids};

/// Where cases are searched.
const SEARCHES: &str = "/administrations/c_e625/case-searches";

/// What people wrote: subject and description, by which the tests call them.
const WRITTEN: [(&str, &str); 6] = [
    (
        "Buca in via Roma",
        "Davanti alla scuola c'è una buca profonda: l'asfalto è rotto.",
    ),
    (
        "Buche e asfaltatura",
        "Le buche di viale Italia non sono state riparate.",
    ),
    (
        "Sportello chiuso",
        "Lo sportello non rispettava l'orario di apertura estivo; perché?",
    ),
    (
        "Sportelli affollati",
        "Apertura e orario degli sportelli vanno rivisti. Velocità zero!",
    ),
    (
        "Mensa scolastica",
        "Il menù della mensa: qualita' scarsa, nessun 'menu' \"speciale\".",
    ),
    (
        "Lampione 12/B",
        "Lampione spento, civico 12/B; e-mail senza risposta. Улица тёмная",
    ),
];

/// The numbers of what a query finds, oldest first.
fn found(app: &App, written: &[String], query: &str) -> Vec<usize> {
    let query = form(query);
    let seen = ids(&app.operator("c_e625"), &format!("sort=oldest&q={query}"));
    seen.iter()
        .map(|id| written.iter().position(|known| known == id).unwrap())
        .collect()
}

/// A text as it stands in an address.
fn form(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn filed(app: &App) -> Vec<String> {
    let report = |(minute, (subject, description)): (usize, &(&str, &str))| {
        app.set_clock(&format!("2026-11-20T12:{minute:02}:00+01:00"));
        let mut body = app.report();
        body["subject"] = json!(subject);
        body["description"] = json!(description);
        app.filed("c_e625", &body).id
    };
    WRITTEN.iter().enumerate().map(report).collect()
}

#[test]
fn both_databases_find_the_same_by_the_same_words() {
    let questions: [(&str, &[usize]); 34] = [
        ("buca", &[0, 1]),
        ("BUCHE", &[0, 1]),
        ("buca scuola", &[0]),
        ("una buca", &[0, 1]),
        ("buca -asfaltatura", &[0]),
        ("buca -viale", &[0]),
        ("-viale buca", &[0]),
        ("asfalto", &[0]),
        ("asfalt*", &[0, 1]),
        ("asf*", &[0, 1]),
        ("buca -asfalt*", &[]),
        ("scuol*", &[0]),
        ("scol*", &[4]),
        ("sportello", &[2, 3]),
        ("sportelli chiusi", &[2]),
        ("\"sportelli\"", &[3]),
        ("orario apertura", &[2, 3]),
        ("\"orario di apertura\"", &[2]),
        ("\"apertura e orario\"", &[3]),
        ("orario -\"orario di apertura\"", &[3]),
        ("\"orario apertura\"", &[]),
        ("perche", &[2]),
        ("PERCHÉ", &[2]),
        ("velocita", &[3]),
        ("veloce", &[3]),
        ("qualità", &[4]),
        ("menu", &[4]),
        ("menù", &[4]),
        ("dell'orario", &[2, 3]),
        ("e-mail", &[5]),
        ("12/b", &[5]),
        ("тёмная", &[5]),
        ("non", &[1, 2]),
        ("autostrada", &[]),
    ];
    on_both(|app| {
        let written = filed(app);
        for (question, answer) in questions {
            assert_eq!(found(app, &written, question), answer, "{question}");
        }
    });
}

#[test]
fn no_query_breaks_the_syntax_of_a_database() {
    let odd = [
        "buca'); DROP TABLE cases; --",
        "buca \" OR \"",
        "buca & !| <-> ( ) : * ^ ~ @ \\ '",
        "\"buca",
        "buca NEAR(via Roma, 3)",
        "administration : c_e506 buca",
        "stems : buca",
        "words:buc*",
        "buca AND",
        "buca OR via",
        "NOT buca",
        "{words stems} : buca",
        "@c_e625 buca",
        "~buc",
        "buc'a':*",
        "$$buca$$ %27 %00",
        "-- buca",
        "buca/**/",
        "ʼbuca＇ ＂via＂",
    ];
    on_both(|app| {
        let written = filed(app);
        for question in odd {
            app.operator("c_e625")
                .get(&format!("{CASES}?q={}", form(question)))
                .expect(200);
        }
        assert_eq!(found(app, &written, "buca & via | !Roma"), [0]);
        assert!(found(app, &written, "administration : c_e625").is_empty());
        assert_eq!(found(app, &written, "buca"), [0, 1]);
    });
}

#[test]
fn a_search_says_what_it_looks_for() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        for question in ["...", "-", "\"\"", "-buca"] {
            desk.get(&format!("{CASES}?q={}", form(question)))
                .field(400, "invalid_query", "/q");
        }
        desk.get(&format!("{CASES}?q={}", "a".repeat(201)))
            .field(400, "invalid_query", "/q");
        let refused = desk.get(&format!("{CASES}?q=-buca"));
        assert!(refused.str("/detail").contains("at least one word"));
    });
}

#[test]
fn a_search_leads_through_pages_and_keeps_the_other_conditions() {
    on_both(|app| {
        let written = filed(app);
        let desk = app.operator("c_e625");
        let pages = ids(&desk, "q=sportello&limit=1");
        assert_eq!(pages, [written[3].as_str(), written[2].as_str()]);
        assert!(ids(&desk, "q=sportello&status=decided").is_empty());
        assert_eq!(ids(&desk, "q=buca&status=registered&office=urp").len(), 2);
    });
}

#[test]
fn a_search_by_body_finds_what_the_list_does_and_its_words_are_in_no_address() {
    on_both(|app| {
        let written = filed(app);
        let desk = app.operator("c_e625");
        let mut search = json!({ "q": "sportello", "limit": 1, "sort": "oldest", "status": ["registered", "decided"],
            "office": "urp", "open": true, "received_from": "2026-11-20" });
        let first = desk.post(SEARCHES, &search).expect(200);
        let listed = desk
            .get(&format!("{CASES}?q=sportello&limit=1&sort=oldest"))
            .expect(200);
        assert_eq!(first.at("/items"), listed.at("/items"));
        assert_eq!(first.str("/items/0/id"), written[2]);
        assert!(!first.at("/_links").to_string().contains("sportello"));
        assert!(first.json.pointer("/_links/next").is_none());
        search["cursor"] = first.at("/next_cursor").clone();
        let last = desk.post(SEARCHES, &search).expect(200);
        assert_eq!(last.str("/items/0/id"), written[3]);
        assert!(last.json.get("next_cursor").is_none());
        search["q"] = json!("buca");
        desk.post(SEARCHES, &search).problem(400, "invalid_cursor");
        let closed = desk
            .post(SEARCHES, &json!({ "q": "buca", "open": false }))
            .expect(200);
        assert!(closed.list("/items").is_empty());
        desk.post(SEARCHES, &json!({ "q": "-buca" }))
            .field(422, "validation_failed", "/q");
        desk.post(SEARCHES, &json!({ "tax_code": "RSSNNA80A41E625X" }))
            .field(400, "invalid_body", "/tax_code");
    });
}

#[test]
fn a_search_by_body_may_be_a_file_too() {
    on_both(|app| {
        filed(app);
        let desk = || app.operator("c_e625").with("Accept", "text/csv");
        let file = desk().post(SEARCHES, &json!({ "q": "buca" })).expect(200);
        assert_eq!(file.header("content-type"), "text/csv");
        assert_eq!(file.text.lines().count(), 3);
        desk()
            .post(SEARCHES, &json!({ "q": "buca", "limit": 5 }))
            .field(422, "validation_failed", "/limit");
    });
}

#[test]
fn an_office_finds_nothing_in_the_cases_of_another() {
    on_both(|app| {
        let forwarded = app.forwarded();
        let other = app.officer("c_e625", "urp");
        assert!(ids(&other, "q=sportello").is_empty());
        assert!(ids(&other, "q=sportello&office=competent-office").is_empty());
        let own = app.officer("c_e625", "competent-office");
        assert_eq!(ids(&own, "q=sportello"), [forwarded.id.as_str()]);
        let search = json!({ "q": "sportello" });
        assert!(
            other
                .post(SEARCHES, &search)
                .expect(200)
                .list("/items")
                .is_empty()
        );
        assert_eq!(
            own.post(SEARCHES, &search).expect(200).str("/items/0/id"),
            forwarded.id
        );
        assert!(
            app.operator("c_e506")
                .get("/administrations/c_e506/cases?q=sportello")
                .expect(200)
                .list("/items")
                .is_empty()
        );
    });
}

#[test]
fn who_presented_a_case_is_not_among_its_words() {
    on_both(|app| {
        app.received();
        let desk = app.operator("c_e625");
        for person in ["Rossi", "Anna", "anna.rossi", "ross*"] {
            assert!(ids(&desk, &format!("q={person}")).is_empty(), "{person}");
        }
    });
}

#[test]
fn the_words_of_older_cases_are_made_beside_the_requests_and_not_while_the_program_starts() {
    let forget = "DELETE FROM case_words; DELETE FROM case_words_made;";
    on_both(|app| {
        let case = app.received();
        execute(app, forget, forget);
        let desk = app.operator("c_e625");
        assert!(ids(&desk, "q=sportello").is_empty());
        let started = Db::open(&app.database().target, Limits::default()).unwrap();
        assert!(ids(&desk, "q=sportello").is_empty());
        for _ in 0..2 {
            search::complete(&started, &|| true).unwrap();
        }
        assert_eq!(ids(&desk, "q=sportello"), [case.id.as_str()]);
    });
}
