//! Everything that a database holds, as text: to look for what must not be there.

use cartaviva_persistence::Target;
use cartaviva_tests::App;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};

/// The register is permanent: what stands in it stays (D.P.R. 445/2000 art. 53).
const PERMANENT: [&str; 2] = ["protocol_annulments", "protocol_entries"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What is stored outside the protocol register.
pub(crate) fn beside_the_register(app: &App) -> String {
    match &app.database().target {
        Target::Sqlite(file) => {
            let folder = tempfile::tempdir().unwrap();
            let (copy, whole) = (folder.path().join("copy.db"), folder.path().join("whole.db"));
            let mut connection = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
            connection
                .batch_execute(&format!("VACUUM INTO '{}'", copy.display()))
                .unwrap();
            let mut connection = SqliteConnection::establish(&copy.to_string_lossy()).unwrap();
            for table in PERMANENT {
                connection.batch_execute(&format!("DELETE FROM {table}")).unwrap();
            }
            connection
                .batch_execute(&format!("VACUUM INTO '{}'", whole.display()))
                .unwrap();
            String::from_utf8_lossy(&std::fs::read(whole).unwrap()).into_owned()
        }
        Target::Postgres(url) => {
            let mut connection = PgConnection::establish(url).unwrap();
            let tables = "SELECT table_name::text AS line FROM information_schema.tables WHERE table_schema = 'public'";
            let tables: Vec<Line> = diesel::sql_query(tables).load(&mut connection).unwrap();
            assert!(tables.len() > 10);
            tables
                .into_iter()
                .filter(|table| !PERMANENT.contains(&table.line.as_str()))
                .flat_map(|table| {
                    let rows = format!("SELECT t::text AS line FROM {} t", table.line);
                    let rows: Vec<Line> = diesel::sql_query(rows).load(&mut connection).unwrap();
                    rows
                })
                .map(|row| row.line + "\n")
                .collect()
        }
    }
}
