//! What SQLite means to do (EXPLAIN QUERY PLAN).

use std::collections::BTreeSet;

use cartaviva_persistence::Target;
use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};

use super::GROWING;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The steps that walk or sort what grows, each with its statement.
pub fn faults(target: &Target, statements: &BTreeSet<String>) -> Vec<(String, String)> {
    let Target::Sqlite(file) = target else {
        panic!("a file");
    };
    let mut connection = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
    let mut faults = Vec::new();
    for statement in statements {
        let explained = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"));
        let steps: Vec<Step> = explained
            .load(&mut connection)
            .unwrap_or_else(|error| panic!("{error}: {statement}"));
        let wrong = steps
            .iter()
            .filter(|step| is_fault(&step.detail, &steps, statement));
        faults.extend(wrong.map(|step| (step.detail.clone(), statement.clone())));
    }
    faults
}

/// Whether a step reads all of a table, or all that an administration has in it where no page ends it, or sorts a page.
fn is_fault(step: &str, steps: &[Step], statement: &str) -> bool {
    let grows = |table: &str| GROWING.contains(&table);
    let mut words = step.split(' ');
    match (words.next(), words.next()) {
        // An index of what waits holds that alone.
        (Some("SCAN"), Some(table)) => {
            grows(table) && !step.contains("VIRTUAL TABLE INDEX") && !step.ends_with("_waiting")
        }
        (Some("SEARCH"), Some(table)) => {
            let by_number = statement.contains("`number` = ?");
            let in_part = step.ends_with("(administration=?)");
            grows(table) && in_part && (by_number || !statement.contains(" LIMIT "))
        }
        (Some("USE"), _) => {
            let of = statement.split_once(" FROM `").map_or("", |(_, rest)| rest);
            let of = of.split('`').next().unwrap_or_default();
            step.contains("ORDER BY")
                && statement.contains(" LIMIT ")
                && grows(of)
                && !steps.iter().any(|step| is_narrow(&step.detail))
        }
        _ => false,
    }
}

/// Whether a step finds so little that it may be put in order afterwards: by words, by a range of time, by cases, what failed.
fn is_narrow(step: &str) -> bool {
    [
        "VIRTUAL TABLE INDEX",
        "next_due_at",
        "registered_at",
        "next_attempt_at",
        "case_id=",
    ]
    .iter()
    .any(|what| step.contains(what))
}
