//! The schema and the statements are such that a cluster may keep each administration in a place of its own. What the cluster needs
//! is looked up in PostgreSQL's catalogue; the statements are those of a day (`plans`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cartaviva_persistence::{Target, attachments, audit, calendars, idempotency, webhooks};
use cartaviva_tests::{App, Database};
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl};

use crate::plans;

/// What belongs to the service and not to an administration.
const OF_THE_SERVICE: [&str; 2] = ["rate_counts", "__diesel_schema_migrations"];

/// Statements that look at every administration: their table, what they hold, what they are for. A cluster asks all its workers;
/// none of them locks anything or joins rows of two administrations.
const OF_EVERY_ADMINISTRATION: [(&str, &str, &str); 9] = [
    ("administrations", "", "the list of administrations"),
    ("alarms", "alarms.wakes_at <=", "what is due anywhere"),
    ("messages", "messages.next_attempt_at <=", "what is to be sent"),
    (
        "webhook_subscriptions",
        "webhook_subscriptions.resume_at <=",
        "to whom something is to be posted",
    ),
    (
        "calendars",
        "calendars.recounted_at IS NULL",
        "calendars that changed lately",
    ),
    (
        "audit_entries",
        "audit_entries.position IS NULL",
        "logs with entries that wait for their seal",
    ),
    (
        "loose_files",
        "loose_files.since <=",
        "files that belong to nothing",
    ),
    (
        "repeatable_requests",
        "repeatable_requests.recorded_at <",
        "keys that were kept long enough",
    ),
    (
        "calendars",
        "calendars.administration = ANY($1)",
        "by which clock the listed administrations live",
    ),
];

/// A name, and another that it goes with.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Pair {
    #[diesel(sql_type = Text)]
    one: String,
    #[diesel(sql_type = Text)]
    other: String,
}

/// What the catalogue of a new database answers.
fn asked(database: &Database, question: &str) -> Vec<Pair> {
    let Target::Postgres(url) = &database.target else {
        panic!("a server");
    };
    let mut connection = PgConnection::establish(url).unwrap();
    diesel::sql_query(question).load(&mut connection).unwrap()
}

/// The tables, and the first column of each.
const TABLES: &str = "SELECT c.relname::text AS one, a.attname::text AS other FROM pg_class c \
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 \
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace";

/// The unique indexes, primary keys among them, and the first column of each.
const UNIQUE: &str = "SELECT i.indexrelid::regclass::text || ' of ' || c.relname AS one, \
     coalesce(a.attname::text, 'an expression') AS other \
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
     LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] \
     WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace \
     AND c.relname NOT IN ('rate_counts', '__diesel_schema_migrations')";

/// The foreign keys, and the first column on both sides.
const FOREIGN: &str = "SELECT k.conname || ' of ' || k.conrelid::regclass AS one, a.attname || ' to ' || b.attname AS other \
     FROM pg_constraint k \
     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] \
     JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] \
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace";

/// Each table with one that it refers to.
const REFERENCES: &str = "SELECT conrelid::regclass::text AS one, confrelid::regclass::text AS other FROM pg_constraint \
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace";

/// Columns whose values one server alone can count.
const COUNTED: &str = "SELECT table_name::text AS one, column_name::text AS other FROM information_schema.columns \
     WHERE table_schema = 'public' AND (is_identity = 'YES' OR column_default LIKE 'nextval%')";

/// The tables with triggers.
const TRIGGERS: &str = "SELECT DISTINCT tgrelid::regclass::text AS one, ''::text AS other FROM pg_trigger WHERE NOT tgisinternal";

/// The script that distributes the tables.
fn script() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations/citus.sql")).unwrap()
}

/// The tables that the script names in calls of a function, in its order.
fn named(script: &str, function: &str) -> Vec<String> {
    let calls = script
        .lines()
        .filter_map(|line| line.strip_prefix(&format!("SELECT {function}('")));
    calls
        .map(|rest| rest.split('\'').next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_key_of_an_administrations_table_begins_with_the_administration() {
    let Some(database) = Database::postgresql() else {
        return;
    };
    let (unique, foreign) = (asked(&database, UNIQUE), asked(&database, FOREIGN));
    assert!(
        unique.len() > 45 && foreign.len() > 40,
        "{} {}",
        unique.len(),
        foreign.len()
    );
    let wrong = |pairs: Vec<Pair>, right: &str| -> Vec<Pair> {
        pairs.into_iter().filter(|pair| pair.other != right).collect()
    };
    assert_eq!(wrong(unique, "administration"), []);
    assert_eq!(wrong(foreign, "administration to administration"), []);
    assert_eq!(asked(&database, COUNTED), []);
}

#[test]
fn the_script_names_every_table_once_after_those_that_it_refers_to() {
    let Some(database) = Database::postgresql() else {
        return;
    };
    let script = script();
    let (distributed, everywhere) = (
        named(&script, "create_distributed_table"),
        named(&script, "create_reference_table"),
    );
    let tables: BTreeMap<String, String> = asked(&database, TABLES)
        .into_iter()
        .map(|pair| (pair.one, pair.other))
        .collect();
    let of_administrations: BTreeSet<&str> = tables
        .iter()
        .filter(|(_, first)| *first == "administration")
        .map(|(table, _)| table.as_str())
        .collect();
    let once: BTreeSet<&str> = distributed.iter().map(String::as_str).collect();
    assert_eq!(once, of_administrations);
    assert_eq!(once.len(), distributed.len(), "a table is named twice");
    assert_eq!(everywhere, [OF_THE_SERVICE[0]]);
    for (table, first) in &tables {
        let of_the_service = OF_THE_SERVICE.contains(&table.as_str());
        assert_eq!(first != "administration", of_the_service, "{table}");
    }
    let place = |table: &str| distributed.iter().position(|named| named == table);
    for Pair { one, other } in asked(&database, REFERENCES) {
        assert!(
            place(&other) < place(&one),
            "{one} refers to {other}, which comes later"
        );
    }
    assert_eq!(
        asked(&database, TRIGGERS).len(),
        1,
        "the audit log alone has triggers"
    );
}

#[test]
fn no_statement_joins_administrations_and_each_names_its_own() {
    let Some(database) = Database::postgresql() else {
        return;
    };
    let script = script();
    let tables = named(&script, "create_distributed_table");
    let app = plans::watched(database);
    what_servers_look_for(&app);
    let statements = plans::statements(&app);
    let faults: Vec<&String> = statements
        .iter()
        .filter(|statement| !is_of_every_administration(statement, &tables) && !stays(statement, &tables))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    for (table, holds, why) in OF_EVERY_ADMINISTRATION {
        let seen = |statement: &String| {
            let plain = statement.replace('"', "");
            uses(&plain, table) && plain.contains(holds)
        };
        assert!(statements.iter().any(seen), "not seen any more: {why}");
    }
}

/// Lets a server look for what it does by itself.
fn what_servers_look_for(app: &App) {
    let now = app.state().clock().now();
    let looked = app.state().db().write(|conn| {
        webhooks::ready(conn, now)?;
        attachments::loose_since(conn, now, 10)?;
        audit::to_seal(conn)?;
        calendars::to_recount(conn, now, 10)?;
        idempotency::forget(conn, now, 1_000).map(drop)
    });
    looked.unwrap();
}

/// Whether a statement is one of those that look at every administration: it locks nothing, and its other tables are held to the
/// administration of its own.
fn is_of_every_administration(statement: &str, tables: &[String]) -> bool {
    let plain = statement.replace('"', "");
    let named = OF_EVERY_ADMINISTRATION
        .iter()
        .find(|(table, holds, _)| plain.contains(&format!("FROM {table}")) && plain.contains(holds));
    named.is_some_and(|(table, ..)| !plain.contains("FOR UPDATE") && are_tied(&plain, tables, &[table]))
}

/// Whether a statement stays within one administration: each of its tables is held to a value, or to a table that is.
fn stays(statement: &str, tables: &[String]) -> bool {
    let plain = statement.replace('"', "");
    let used: Vec<&String> = tables.iter().filter(|table| uses(&plain, table)).collect();
    let is_held = |table: &&&String| {
        let alone = used.len() == 1 && plain.contains("WHERE administration = $");
        alone || plain.contains(&format!("{table}.administration = $"))
    };
    let held: Vec<&str> = used.iter().filter(is_held).map(|table| table.as_str()).collect();
    are_tied(&plain, tables, &held)
}

/// Whether every table of a statement is one of these, or tied to one by the administration, or to one that is tied.
fn are_tied(statement: &str, tables: &[String], first: &[&str]) -> bool {
    let used: Vec<&String> = tables.iter().filter(|table| uses(statement, table)).collect();
    let mut held: BTreeSet<&str> = first.iter().copied().collect();
    loop {
        let more: Vec<&str> = used
            .iter()
            .map(|table| table.as_str())
            .filter(|table| !held.contains(table))
            .filter(|table| held.iter().any(|known| is_tied(statement, table, known)))
            .collect();
        if more.is_empty() {
            return used.iter().all(|table| held.contains(table.as_str()));
        }
        held.extend(more);
    }
}

#[test]
fn a_statement_that_leaves_its_administration_is_found_out() {
    let tables = ["cases", "deadlines", "messages"].map(str::to_owned);
    for (statement, right) in [
        (
            r#"SELECT "cases"."id" FROM "cases" WHERE ("cases"."administration" = $1)"#,
            true,
        ),
        (
            r#"SELECT "cases"."id" FROM "cases" WHERE ("cases"."id" = $1)"#,
            false,
        ),
        (
            r#"UPDATE "cases" SET "version" = $1 WHERE ("cases"."id" = $2)"#,
            false,
        ),
        (
            r#"SELECT 1 FROM ("cases" INNER JOIN "deadlines" ON ("deadlines"."case_id" = "cases"."id")) WHERE ("cases"."administration" = $1)"#,
            false,
        ),
        (
            r#"SELECT 1 FROM ("cases" INNER JOIN "deadlines" ON ("deadlines"."administration" = "cases"."administration")) WHERE ("cases"."administration" = $1)"#,
            true,
        ),
    ] {
        assert_eq!(stays(statement, &tables), right, "{statement}");
    }
    let due = r#"SELECT "messages"."id" FROM "messages" WHERE ("messages"."next_attempt_at" <= $1)"#;
    assert!(is_of_every_administration(due, &tables));
    assert!(!is_of_every_administration(
        &format!("{due} FOR UPDATE SKIP LOCKED"),
        &tables
    ));
}

fn is_tied(statement: &str, one: &str, other: &str) -> bool {
    let [there, back] =
        [(one, other), (other, one)].map(|(a, b)| format!("{a}.administration = {b}.administration"));
    statement.contains(&there) || statement.contains(&back)
}

/// Whether a statement reads or changes a table.
fn uses(statement: &str, table: &str) -> bool {
    ["FROM ", "JOIN ", "UPDATE ", "INTO ", "FROM (", "JOIN ("]
        .iter()
        .any(|word| {
            let mut rest = statement;
            while let Some((_, after)) = rest.split_once(word) {
                let name = after
                    .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                    .next();
                if name == Some(table) {
                    return true;
                }
                rest = after;
            }
            false
        })
}
