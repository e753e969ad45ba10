//! How the databases find what is asked for: no statement walks a table that grows with the cases of an administration, and no
//! operation gives more statements than it has to.

mod budgets;
mod lists;
mod postgres;
mod sqlite;
mod systems;
mod walk;

use std::collections::BTreeSet;

use cartaviva_api::{audit, idempotency, scheduler};
use cartaviva_tests::{App, Counted, Database};
use serde_json::json;

use crate::procedures::request;

/// The tables that grow.
const GROWING: [&str; 22] = [
    "alarms",
    "attachments",
    "audit_entries",
    "case_events",
    "case_words",
    "cases",
    "data_readings",
    "deadlines",
    "deferred_documents",
    "disposed_cases",
    "feed",
    "legal_holds",
    "loose_files",
    "messages",
    "protocol_annulments",
    "protocol_entries",
    "repeatable_requests",
    "reporter_corrections",
    "reporters",
    "ristoro_grants",
    "settled_counts",
    "webhook_deliveries",
];

/// What the desk, the offices, integrators and citizens look at, with every filter that there is.
const LOOKED_AT: [&str; 45] = [
    "cases",
    "cases?sort=oldest&limit=2",
    "cases?sort=due&limit=2",
    "cases?office=urp",
    "cases?office=urp&sort=due",
    "cases?procedure=complaint",
    "cases?service=urp-front-office",
    "cases?channel=web",
    "cases?status=registered",
    "cases?status=registered,decided&sort=oldest",
    "cases?status=registered&office=urp",
    "cases?outcome=upheld",
    "cases?open=true",
    "cases?open=false&sort=oldest",
    "cases?assignee=me",
    "cases?assignee=nobody&sort=oldest",
    "cases?waiting_for=citizen",
    "cases?due_from=2026-11-01&due_to=2026-12-31&sort=due",
    "cases?due_from=2026-11-01",
    "cases?late=true&sort=due",
    "cases?late=true",
    "cases?late=false",
    "cases?protocol_number=2026/0000001",
    "cases?received_from=2026-11-01&received_to=2026-11-30",
    "cases?q=sportello",
    "cases?q=sportello&office=urp&sort=due",
    "cases?open=true&assignee=me&sort=oldest",
    "cases?open=true&office=urp&sort=oldest",
    "cases?open=true&assignee=nobody&sort=oldest",
    "cases?open=true&waiting_for=citizen&sort=oldest",
    "work-lists",
    "protocol-entries",
    "protocol-entries?limit=1",
    "protocol-entries?year=2026&number=1",
    "protocol-entries?number=1",
    "protocol-entries?from=2026-11-01&to=2026-11-30",
    "protocol-entries?direction=incoming",
    "protocol-entries?subject=sportello",
    "waiting-documents",
    "events?after=0",
    "events?after=0&kind=case.*",
    "messages",
    "messages?state=pending",
    "messages?state=dead&limit=1",
    "disposals",
];

/// What is looked at of a case.
const OF_A_CASE: [&str; 8] = [
    "",
    "/events",
    "/deadlines",
    "/attachments",
    "/receipt",
    "/retention",
    "/ristoro-eligibility",
    "/ristoro",
];

/// Lets everybody do their work, so that the statements of the service are seen.
fn a_day(app: &App) {
    let desk = app.operator("c_e625");
    app.received();
    let case = app.upheld();
    app.filed("c_e625", &request());
    let looks = ["operator", "auditor", "integrator"].map(|role| app.who(role, "c_e625"));
    let confined = app.officer("c_e625", "competent-office");
    for who in looks.iter().chain([&confined]) {
        for path in LOOKED_AT {
            let page = who.get(&format!("/administrations/c_e625/{path}"));
            assert!([200, 403].contains(&page.status), "{path}: {}", page.text);
            if let Some(next) = page
                .json
                .pointer("/_links/next")
                .filter(|_| page.json.get("next_cursor").is_some())
            {
                let next = next.as_str().unwrap().split_once("/v1").unwrap().1;
                who.get(next).expect(200);
            }
        }
        for part in OF_A_CASE {
            who.get(&format!("{}{part}", case.path));
        }
    }
    let search = json!({ "correspondent": "rossi" });
    desk.post("/administrations/c_e625/protocol-entry-searches", &search)
        .expect(200);
    desk.get(&format!(
        "/administrations/c_e625/protocol-entries?case={}",
        case.id
    ))
    .expect(200);
    desk.with("Accept", "text/csv")
        .get("/administrations/c_e625/cases")
        .expect(200);
    for path in ["/tracking", "/tracking/receipt", "/tracking/attachments"] {
        app.citizen()
            .with("Tracking-Code", &case.tracking_code)
            .get(path)
            .expect(200);
    }
    let rung = app.ring_at("2027-02-01T10:00:00+01:00");
    assert!(rung.fired > 0);
    app.deliver_to("smtp://127.0.0.1:9");
    assert!(audit::seal(app.state()).unwrap() > 0);
    idempotency::clear(app.state()).unwrap();
    scheduler::recount(app.state()).unwrap();
}

/// The statements of days on which everything is done that can be done.
pub fn watched(database: Database) -> App {
    database.watch();
    let app = App::on(database);
    walk::every_operation(&app);
    a_day(&app);
    walk::disposals(&app);
    app
}

/// Those that read or change what is kept, each once.
pub fn statements(app: &App) -> BTreeSet<String> {
    let finds = |statement: &String| {
        ["SELECT", "UPDATE", "DELETE"]
            .iter()
            .any(|verb| statement.starts_with(verb))
    };
    let seen: BTreeSet<String> = app.database().statements().into_iter().filter(finds).collect();
    assert!(seen.len() > 150, "only {} statements were seen", seen.len());
    seen
}

/// Fails with every fault: what a plan says, or what an operation costs.
fn none_at_fault(faults: &[(String, String)]) {
    let told: Vec<String> = faults
        .iter()
        .map(|(plan, statement)| format!("{plan}\n    {statement}"))
        .collect();
    assert!(faults.is_empty(), "{}", told.join("\n\n"));
}

/// What was counted, where rows of a table that are added together count once: SQLite is given each by itself, which is no way
/// and back.
fn added_together(mut counted: Vec<Counted>) -> Vec<Counted> {
    for one in &mut counted {
        one.statements
            .dedup_by(|next, before| next == before && next.starts_with("INSERT"));
    }
    counted
}

#[test]
fn on_sqlite_no_statement_walks_or_sorts_a_table_that_grows_and_no_operation_exceeds_its_budget() {
    let app = watched(Database::sqlite());
    let plans = sqlite::faults(&app.database().target, &statements(&app));
    none_at_fault(&[plans, budgets::faults(&added_together(app.counted()))].concat());
}

#[test]
fn on_postgresql_no_statement_walks_or_sorts_a_table_that_grows_and_no_operation_exceeds_its_budget() {
    if let Some(database) = Database::postgresql() {
        let app = watched(database);
        let plans = postgres::faults(&app.database().target, &statements(&app));
        none_at_fault(&[plans, budgets::faults(&app.counted())].concat());
    }
}
