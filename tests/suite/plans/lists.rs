//! What a list costs, however many are on its page.

use std::collections::BTreeMap;

use cartaviva_tests::{App, Database, Operation, Person};
use serde_json::json;

/// How many things there are of each kind that a test can make many of.
const MANY: usize = 50;

/// The lists of which there are many things in these tests; of the others there are as many as the examples hold.
const LONG: [&str; 7] = [
    "list_audit_entries",
    "list_cases",
    "list_data_readings",
    "list_events",
    "list_messages",
    "list_own_cases",
    "list_protocol_entries",
];

/// Somebody who may read every list.
fn reader(app: &App) -> Person<'_> {
    app.who("admin", "c_e625")
        .claiming("fiscal_number", json!("TINIT-RSSMRA80A01H501U"))
        .claiming("acr", json!("https://www.spid.gov.it/SpidL3"))
}

/// Fifty cases of one person, each read once; the id of the last.
fn many(app: &App) -> String {
    let desk = app.operator("c_e625");
    let mut body = app.report();
    body["reporter"]["tax_code"] = json!("RSSMRA80A01H501U");
    let mut last = String::new();
    for _ in 0..MANY {
        let case = app.filed("c_e625", &body);
        desk.clone()
            .reading_for("handling")
            .get(&case.sub("reporter"))
            .expect(200);
        last = case.id;
    }
    last
}

/// What a list costs, and how long it is, with so many things on its page; nothing where it is a list of what is not there.
fn page(app: &App, path: &str, limit: usize) -> Option<(usize, Vec<String>)> {
    let before = app.counted().len();
    let answer = reader(app).get(&format!("{path}?limit={limit}"));
    if answer.status == 404 {
        return None;
    }
    let answer = answer.expect(200);
    let counted = app.counted().into_iter().nth(before)?;
    Some((answer.list("/items").len(), counted.statements))
}

fn lists() -> Vec<Operation> {
    let document = cartaviva_api::contract::document().unwrap();
    let limited = |operation: &Operation| {
        let parameters = operation.described["parameters"].as_array();
        parameters.is_some_and(|all| all.iter().any(|one| one["name"] == "limit"))
    };
    let operations = Operation::all(&document).into_iter();
    operations
        .filter(|operation| operation.method == "GET" && limited(operation))
        .collect()
}

fn a_list_costs_the_same(database: Database) {
    database.watch();
    let app = App::on(database);
    let case = many(&app);
    let mut lengths: BTreeMap<String, usize> = BTreeMap::new();
    for operation in lists() {
        let path = operation
            .path
            .replace("019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11", &case);
        // What stays the same is known from then on.
        page(&app, &path, 2);
        let (Some((_, one)), Some((length, many))) = (page(&app, &path, 1), page(&app, &path, MANY)) else {
            continue;
        };
        assert_eq!(one.len(), many.len(), "{}: {many:#?}", operation.id);
        lengths.insert(operation.id, length);
    }
    for id in LONG {
        assert_eq!(lengths.get(id), Some(&MANY), "{id}");
    }
    assert!(lengths.len() > 15, "{lengths:?}");
}

#[test]
fn a_list_costs_as_many_statements_for_fifty_things_as_for_one() {
    a_list_costs_the_same(Database::sqlite());
    if let Some(database) = Database::postgresql() {
        a_list_costs_the_same(database);
    }
}
