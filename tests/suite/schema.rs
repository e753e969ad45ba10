//! Both trees of migrations make the same tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use cartaviva_persistence::Target;
use cartaviva_tests::Database;
use diesel::sql_types::{Bool, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};

/// A column: its table, its name, whether it may be null.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

type Shape = BTreeMap<(String, String), (String, bool)>;

fn shape(columns: Vec<Column>) -> Shape {
    let pairs = columns
        .into_iter()
        .map(|c| ((c.table_name, c.name), (c.kind.to_lowercase(), c.nullable)));
    pairs.collect()
}

fn sqlite() -> Shape {
    let database = Database::sqlite();
    let Target::Sqlite(file) = &database.target else {
        panic!("a file");
    };
    let mut connection = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
    // The words of cases are kept by each database's own search: a virtual table here.
    let columns = "SELECT m.name AS table_name, p.name, p.type AS kind, (p.\"notnull\" = 0 AND p.pk = 0) AS nullable \
                   FROM pragma_table_list m, pragma_table_info(m.name) p \
                   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\'";
    shape(diesel::sql_query(columns).load(&mut connection).unwrap())
}

fn postgresql(url: &str) -> Shape {
    let mut connection = PgConnection::establish(url).unwrap();
    let columns = "SELECT table_name::text, column_name::text AS name, data_type::text AS kind, \
                   is_nullable = 'YES' AS nullable FROM information_schema.columns \
                   WHERE table_schema = 'public' AND table_name <> 'case_words' AND table_name NOT LIKE '\\_\\_%'";
    shape(diesel::sql_query(columns).load(&mut connection).unwrap())
}

/// The type in SQLite of a type of PostgreSQL.
fn pair(kind: &str) -> &str {
    match kind {
        "uuid" | "bytea" => "blob",
        "timestamp with time zone" => "bigint",
        "jsonb" | "date" => "text",
        same => same,
    }
}

fn migrations(tree: &str) -> BTreeSet<String> {
    let folder = format!("{}/../migrations/{tree}", env!("CARGO_MANIFEST_DIR"));
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn both_trees_have_the_same_migrations() {
    let postgres = migrations("postgres");
    assert!(!postgres.is_empty());
    assert_eq!(postgres, migrations("sqlite"));
}

#[test]
fn both_databases_have_the_same_tables_columns_and_nullability() {
    let Some(database) = Database::postgresql() else {
        return;
    };
    let Target::Postgres(url) = &database.target else {
        panic!("a server");
    };
    let postgresql: Shape = postgresql(url)
        .into_iter()
        .map(|(place, (kind, null))| (place, (pair(&kind).to_owned(), null)))
        .collect();
    assert!(postgresql.len() > 100);
    assert_eq!(sqlite(), postgresql);
}

#[test]
fn every_table_begins_with_the_administration() {
    for tree in ["postgres", "sqlite"] {
        for migration in migrations(tree) {
            let path = format!(
                "{}/../migrations/{tree}/{migration}/up.sql",
                env!("CARGO_MANIFEST_DIR")
            );
            for line in fs::read_to_string(path).unwrap().lines().map(str::trim) {
                for key in ["PRIMARY KEY (", "UNIQUE (", "FOREIGN KEY ("] {
                    if let Some(columns) = line.strip_prefix(key) {
                        assert!(
                            columns.starts_with("administration"),
                            "{tree}/{migration}: {line}"
                        );
                    }
                }
            }
        }
    }
}
