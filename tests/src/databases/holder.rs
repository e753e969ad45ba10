//! Somebody who holds a lock that everybody else needs, beside the program.

use cartaviva_persistence::Target;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

/// A transaction that does not end before this does, and locks the register of an administration; on SQLite, all of the file.
pub enum Holder {
    /// On PostgreSQL.
    Postgres(PgConnection),
    /// On SQLite.
    Sqlite(SqliteConnection),
}

impl Holder {
    /// Takes the lock.
    pub fn of(target: &Target, administration: &str) -> Self {
        match target {
            Target::Postgres(url) => {
                let mut connection = PgConnection::establish(url).expect("the database answers");
                let lock = format!(
                    "BEGIN; SELECT 1 FROM registers WHERE administration = '{administration}' FOR UPDATE"
                );
                connection.batch_execute(&lock).expect("the lock is taken");
                Self::Postgres(connection)
            }
            Target::Sqlite(file) => {
                let mut connection =
                    SqliteConnection::establish(&file.to_string_lossy()).expect("the file opens");
                connection
                    .batch_execute("PRAGMA busy_timeout = 60000; BEGIN IMMEDIATE")
                    .expect("the lock is taken");
                Self::Sqlite(connection)
            }
        }
    }

    /// Gives it back.
    pub fn lets_go(&mut self) {
        match self {
            Self::Postgres(connection) => connection.batch_execute("ROLLBACK"),
            Self::Sqlite(connection) => connection.batch_execute("ROLLBACK"),
        }
        .expect("the lock is given back");
    }
}
