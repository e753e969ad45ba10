//! What an administration publishes: its offices, services, charters, standards and procedures.

use cartaviva_tests::{App, on_both};
use serde_json::{Value, json};

/// Every item of a list, page by page.
fn walk(app: &App, path: &str, limit: u8) -> Vec<Value> {
    let (mut items, mut next) = (Vec::new(), format!("{path}?limit={limit}"));
    loop {
        let page = app.anonymous().get(&next).expect(200);
        assert!(page.list("/items").len() <= usize::from(limit));
        items.extend_from_slice(page.list("/items"));
        let Some(link) = page.json.pointer("/_links/next") else {
            return items;
        };
        next = link.as_str().unwrap().split_once("/v1").unwrap().1.to_owned();
    }
}

fn codes(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["code"].as_str().unwrap()).collect()
}

#[test]
fn the_five_example_administrations_are_there() {
    on_both(|app| {
        let found = walk(app, "/administrations", 2);
        assert_eq!(found.len(), 5);
        let known = codes(&found);
        assert!(
            ["c_e625", "c_e506", "cciaa_lu"]
                .iter()
                .all(|code| known.contains(code)),
            "{known:?}"
        );
        let livorno = app.anonymous().get("/administrations/c_e625").expect(200);
        assert_eq!(
            (livorno.str("/title"), livorno.str("/kind")),
            ("Comune di Livorno", "municipality")
        );
        assert_eq!(livorno.str("/calendar/patron_saint_day"), "05-22");
    });
}

#[test]
fn an_office_says_when_it_is_open_and_how_it_is_reached() {
    on_both(|app| {
        let urp = app
            .anonymous()
            .get("/administrations/c_e625/offices/urp")
            .expect(200);
        assert_eq!(urp.at("/public_relations"), true);
        let tuesday = json!([["09:00", "13:00"], ["15:30", "17:30"]]);
        assert_eq!(urp.at("/calendar/opening_hours/tuesday"), &tuesday);
        assert_eq!(
            urp.at("/calendar/opening_hours/friday"),
            &json!([["09:00", "13:00"]])
        );
        assert_eq!(urp.at("/calendar/closures/0/from"), "08-01");
        assert_eq!(urp.str("/contacts/email"), "urp@comune.livorno.it");
        let offices = walk(app, "/administrations/c_e625/offices", 4);
        assert_eq!(offices.len(), 9);
        assert!(codes(&offices).contains(&"competent-office"));
    });
}

#[test]
fn a_service_says_how_in_what_time_and_at_what_cost() {
    on_both(|app| {
        let service = app
            .anonymous()
            .get("/administrations/c_e625/services/disservice-report")
            .expect(200);
        assert!(service.str("/time").contains("30 giorni"));
        assert_eq!(service.str("/cost"), "Nessuno");
        assert_eq!(walk(app, "/administrations/c_e625/services", 100).len(), 14);
    });
}

#[test]
fn a_charter_names_the_act_that_approved_its_edition_since_when_it_holds_and_when_it_is_reviewed() {
    on_both(|app| {
        let urp = app
            .anonymous()
            .get("/administrations/c_e625/charters/urp")
            .expect(200);
        assert_eq!(urp.str("/kind"), "specific");
        assert_eq!(urp.str("/edition/approval/number"), "1004/2025");
        assert_eq!(urp.str("/edition/in_force_from"), "2025-12-19");
        assert_eq!(urp.str("/edition/review_due"), "2028-12-19");
        assert_eq!(
            (urp.at("/edition/in_force"), urp.at("/edition/standard_count")),
            (&json!(true), &json!(15))
        );
        let general = app
            .anonymous()
            .get("/administrations/c_e625/charters/general")
            .expect(200);
        assert_eq!(general.str("/edition/approval/number"), "922");
        assert_eq!(
            codes(&walk(app, "/administrations/c_e625/charters", 1)),
            ["general", "urp"]
        );
    });
}

#[test]
fn before_its_first_day_an_edition_is_not_in_force_but_may_be_read() {
    on_both(|app| {
        app.set_clock("2025-12-18T12:00:00+01:00");
        let path = "/administrations/c_e625/charters/urp";
        app.anonymous().get(path).problem(404, "edition_not_found");
        let asked = app.anonymous().get(&format!("{path}?edition=2025")).expect(200);
        assert_eq!(asked.at("/edition/in_force"), false);
        app.set_clock("2025-12-18T23:00:00Z");
        app.anonymous().get(path).expect(200);
        app.anonymous()
            .get(&format!("{path}?edition=1999"))
            .problem(404, "edition_not_found");
        let editions = app.anonymous().get(&format!("{path}/editions")).expect(200);
        assert_eq!(editions.str("/items/0/code"), "2025");
    });
}

/// A standard as the contract answers it, as a row of the oracle.
fn row(administration: &str, charter: &str, standard: &Value) -> Vec<String> {
    let names = [
        "scope",
        "dimension",
        "sub_dimension",
        "indicator",
        "formula",
        "comparator",
        "target",
        "unit",
        "measured_by",
    ];
    let told = names
        .iter()
        .map(|name| standard[name].as_str().unwrap().to_owned());
    [administration.to_owned(), charter.to_owned()]
        .into_iter()
        .chain(told)
        .collect()
}

#[test]
fn the_standards_are_those_of_the_documents_row_for_row() {
    on_both(|app| {
        let mut served = Vec::new();
        for administration in ["c_e625", "c_e506", "cciaa_lu"] {
            for charter in walk(app, &format!("/administrations/{administration}/charters"), 100) {
                let charter = charter["code"].as_str().unwrap();
                let path = format!("/administrations/{administration}/charters/{charter}/standards");
                served.extend(
                    walk(app, &path, 4)
                        .iter()
                        .map(|standard| row(administration, charter, standard)),
                );
            }
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/standards.csv");
        let mut oracle = csv::Reader::from_path(file).unwrap();
        let oracle: Vec<Vec<String>> = oracle.deserialize().collect::<Result<_, _>>().unwrap();
        assert_eq!(oracle.len(), 24);
        assert_eq!(served, oracle);
    });
}

#[test]
fn the_charters_that_state_no_standard_promise_none() {
    on_both(|app| {
        let others = walk(app, "/administrations", 100);
        let others = codes(&others)
            .into_iter()
            .filter(|code| !["c_e625", "c_e506", "cciaa_lu"].contains(code));
        for administration in others {
            for charter in walk(app, &format!("/administrations/{administration}/charters"), 100) {
                assert_eq!(charter["edition"]["standard_count"], 0, "{administration}");
            }
        }
    });
}

#[test]
fn one_standard_is_the_one_of_the_list() {
    on_both(|app| {
        let path = "/administrations/c_e625/charters/urp/standards";
        let listed = app.anonymous().get(&format!("{path}?limit=100")).expect(200);
        let one = app
            .anonymous()
            .get(&format!("{path}/disservice-intake"))
            .expect(200);
        assert_eq!(&one.json, listed.item("/items", "code", "disservice-intake"));
        app.anonymous()
            .get(&format!("{path}/no-such-standard"))
            .problem(404, "standard_not_found");
    });
}

#[test]
fn a_procedure_says_what_it_asks_on_each_channel_and_which_terms_it_runs() {
    on_both(|app| {
        let report = app
            .anonymous()
            .get("/administrations/c_e625/procedures/disservice-report")
            .expect(200);
        assert_eq!(
            report.item("/channels", "channel", "phone")["requires"],
            json!(["name", "address", "phone"])
        );
        let response = report.item("/terms", "code", "response");
        assert_eq!(
            (&response["amount"], &response["unit"]),
            (&json!(30), &json!("calendar_days"))
        );
        assert_eq!(
            (&response["starts"], &response["starts_in_own_office"]),
            (&json!("forwarded"), &json!("received"))
        );
        assert_eq!(walk(app, "/administrations/c_e625/procedures", 2).len(), 8);
    });
}

#[test]
fn what_is_unknown_is_named_by_its_kind() {
    on_both(|app| {
        for (path, code) in [
            ("/administrations/c_a000", "administration_not_found"),
            ("/administrations/c_a000/offices", "administration_not_found"),
            ("/administrations/c_a000/charters/urp", "administration_not_found"),
            (
                "/administrations/c_e625/offices/no-such-office",
                "office_not_found",
            ),
            (
                "/administrations/c_e625/services/no-such-service",
                "service_not_found",
            ),
            (
                "/administrations/c_e625/charters/no-such-charter",
                "charter_not_found",
            ),
            (
                "/administrations/c_e625/charters/no-such-charter/scorecard",
                "charter_not_found",
            ),
            (
                "/administrations/c_e625/procedures/no-such-procedure",
                "procedure_not_found",
            ),
        ] {
            app.anonymous().get(path).problem(404, code);
        }
    });
}

#[test]
fn what_anybody_may_read_may_be_kept_for_a_minute_and_is_not_sent_twice() {
    on_both(|app| {
        for path in [
            "/administrations/c_e625",
            "/administrations/c_e625/offices/urp",
            "/administrations/c_e625/services/disservice-report",
            "/administrations/c_e625/charters/urp",
            "/administrations/c_e625/charters/urp/scorecard",
            "/administrations/c_e625/procedures/complaint",
        ] {
            let first = app.anonymous().get(path).expect(200);
            assert_eq!(first.header("cache-control"), "public, max-age=60", "{path}");
            let again = app
                .anonymous()
                .with("If-None-Match", first.header("etag"))
                .get(path)
                .expect(304);
            assert!(again.text.is_empty(), "{path}");
        }
    });
}

#[test]
fn a_token_is_not_needed_and_a_bad_one_does_no_harm_where_anybody_may_read() {
    on_both(|app| {
        app.bearer("nonsense").get("/administrations/c_e625").expect(200);
        app.operator("c_e506")
            .get("/administrations/c_e625/charters/urp")
            .expect(200);
    });
}

#[test]
fn every_link_of_the_catalogue_leads_somewhere() {
    on_both(|app| {
        let mut waiting = vec!["/administrations".to_owned()];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) || path.ends_with("/cases") {
                continue;
            }
            let answer = app.anonymous().get(&path).expect(200);
            // One administration stands for the others.
            let links = links(&answer.json)
                .into_iter()
                .filter(|link| !link.contains("/c_e506") && !link.contains("/quarto"));
            waiting.extend(links);
        }
        assert!(seen.len() > 60, "{}", seen.len());
    });
}

/// The paths that the links of an answer lead to.
fn links(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, member)| match (name.as_str(), member) {
                ("_links", Value::Object(links)) => links
                    .values()
                    .filter_map(|link| Some(link.as_str()?.split_once("/v1")?.1.to_owned()))
                    .collect(),
                _ => links(member),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(links).collect(),
        _ => Vec::new(),
    }
}
