//! Cases: presented, forwarded, decided, and everything between.

mod abandoned;
mod deadlines;
mod decide;
mod export;
mod extend;
mod forward;
mod joining;
mod life;
mod list;
mod proceedings;
mod redress;
mod registration;
mod reopen;
mod search;
mod show;
pub(crate) mod standing;
mod streamed;
mod submit;
mod suspend;
mod withdraw;
mod work_lists;

use cartaviva_tests::{Answer, App, Filed, Person};
use serde_json::{Value, json};

/// One deadline of a case, by its term, as it stands in an answer.
#[track_caller]
fn deadline<'a>(answer: &'a Answer, term: &str) -> &'a Value {
    answer.item("/deadlines", "term", term)
}

/// Livorno's case as the desk sees it.
#[track_caller]
fn seen(app: &App, case: &Filed) -> Answer {
    app.operator("c_e625").get(&case.path).expect(200)
}

/// The cases of Livorno.
const CASES: &str = "/administrations/c_e625/cases";

/// Every case that somebody sees, page by page, in the order of the list.
fn walk(who: &Person<'_>, query: &str) -> Vec<Value> {
    let (mut seen, mut next) = (Vec::new(), format!("{CASES}?{query}"));
    loop {
        let page = who.get(&next).expect(200);
        seen.extend_from_slice(page.list("/items"));
        let Some(link) = page.json.pointer("/_links/next") else {
            assert!(page.json.get("next_cursor").is_none());
            return seen;
        };
        next = link.as_str().unwrap().split_once("/v1").unwrap().1.to_owned();
    }
}

/// The ids of the cases that somebody sees, in the order of the list.
fn ids(who: &Person<'_>, query: &str) -> Vec<String> {
    walk(who, query)
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

/// Changes the database beside the program, in the words of the one it is.
fn execute(app: &App, postgres: &str, sqlite: &str) {
    app.database().execute(match app.database().kind {
        "SQLite" => sqlite,
        _ => postgres,
    });
}

/// Many cases of Livorno's competent office, one for each minute before now: of twenty one is open.
fn crowd(app: &App, count: u32) {
    app.forwarded();
    let change = "status = CASE WHEN n % 20 = 0 THEN status ELSE 'decided' END, \
                  assignee = CASE WHEN n % 200 = 0 THEN 'officer of c_e625' END, \
                  subject = CASE WHEN n % 7 = 0 THEN '=cmd ' || n ELSE 'Buca, \"numero\" ' || n END";
    let insert = "ALTER TABLE crowd DROP COLUMN n; INSERT INTO cases SELECT * FROM crowd; DROP TABLE crowd;";
    execute(
        app,
        &format!(
            "CREATE TEMP TABLE crowd AS SELECT c.*, n FROM cases c, generate_series(1, {count}) n; \
             UPDATE crowd SET id = gen_random_uuid(), tracking_digest = decode(md5(n::text), 'hex'), \
             received_at = received_at - (n / 3) * interval '1 minute', \
             next_due_at = CASE WHEN n % 20 = 0 THEN next_due_at - n * interval '1 minute' END, {change}; \
             {insert} ANALYZE cases;"
        ),
        &format!(
            "CREATE TEMP TABLE crowd AS WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) \
             SELECT c.*, n FROM cases c, s; \
             UPDATE crowd SET id = randomblob(16), tracking_digest = randomblob(32), \
             received_at = received_at - (n / 3) * 60000000, \
             next_due_at = CASE WHEN n % 20 = 0 THEN next_due_at - n * 60000000 END, {change}; \
             {insert}"
        ),
    );
}

/// A complaint to Lecce, as a citizen writes it on the web.
pub(crate) fn complaint() -> Value {
    json!({
        "procedure": "complaint",
        "channel": "web",
        "subject": "Portale non disponibile",
        "description": "Il portale dei servizi non rispondeva da lunedì.",
        "reporter": { "given_name": "Carla", "family_name": "Greco", "email": "carla.greco@example.it" },
    })
}
