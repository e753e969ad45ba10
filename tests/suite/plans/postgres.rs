//! What PostgreSQL means to do (EXPLAIN), for any values, where it walks and sorts only what it cannot find otherwise.

use std::collections::BTreeSet;

use cartaviva_persistence::Target;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl};

use super::GROWING;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Lets a plan be read as rows, and makes walking and sorting the last resort.
const PREPARED: &str = "\
    SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_sort = off; \
    SET enable_incremental_sort = off; SET enable_hashjoin = off; SET enable_bitmapscan = on; \
    CREATE FUNCTION pg_temp.plan(statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$ \
    DECLARE step text; \
    BEGIN FOR step IN EXECUTE 'EXPLAIN (COSTS OFF) ' || statement LOOP RETURN NEXT step; END LOOP; END $$;";

/// The steps that walk or sort what grows, each with its statement.
pub fn faults(target: &Target, statements: &BTreeSet<String>) -> Vec<(String, String)> {
    let Target::Postgres(url) = target else {
        panic!("a server");
    };
    let mut connection = PgConnection::establish(url).unwrap();
    connection.batch_execute(PREPARED).unwrap();
    let mut faults = Vec::new();
    for statement in statements {
        connection
            .batch_execute(&format!("PREPARE asked AS {statement}"))
            .unwrap_or_else(|error| panic!("{error}: {statement}"));
        let values = vec!["NULL"; values(statement)].join(", ");
        let execution = if values.is_empty() {
            "EXECUTE asked".to_owned()
        } else {
            format!("EXECUTE asked({values})")
        };
        let steps: Vec<Step> = diesel::sql_query("SELECT line FROM pg_temp.plan($1) AS line")
            .bind::<Text, _>(&execution)
            .load(&mut connection)
            .unwrap_or_else(|error| panic!("{error}: {statement}"));
        connection.batch_execute("DEALLOCATE asked").unwrap();
        let wrong = steps.iter().filter(|step| is_fault(&step.line, statement));
        faults.extend(wrong.map(|step| (step.line.trim().to_owned(), statement.clone())));
        let conditions = statement.split_once(" WHERE ").map(|(_, conditions)| conditions);
        let by_number = conditions.is_some_and(|conditions| conditions.contains("\"number\" = $"));
        let found_so = |step: &Step| step.line.contains("Index Cond") && step.line.contains("number = $");
        if by_number && !steps.iter().any(found_so) {
            faults.push(("it is not found by its number".to_owned(), statement.clone()));
        }
    }
    faults
}

/// How many values a statement takes: the highest of `$1`, `$2`, ….
fn values(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).filter_map(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.get(..digits)?.parse().ok()
    });
    numbers.max().unwrap_or(0)
}

/// Whether a step reads all of a table, or sorts what is a page of a list.
fn is_fault(step: &str, statement: &str) -> bool {
    let step = step.trim().trim_start_matches("->").trim();
    let walks = step.strip_prefix("Seq Scan on ").is_some_and(|rest| {
        let table = rest.split(' ').next().unwrap_or_default();
        GROWING.contains(&table)
    });
    let of = statement.split_once(" FROM \"").map_or("", |(_, rest)| rest);
    let of = of.split('"').next().unwrap_or_default();
    let a_page = statement.contains(" LIMIT ") && !statement.contains("case_words") && GROWING.contains(&of);
    walks || (a_page && step == "Sort")
}
