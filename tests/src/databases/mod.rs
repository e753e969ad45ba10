//! A database of its own for each behaviour: migrated, with the examples loaded.

mod cluster;
mod holder;
mod server;
mod sqlite;

use cartaviva_api::import;
use cartaviva_api::randomness::Randomness;
use cartaviva_persistence::{Db, Limits, Target};
pub use cluster::{other_user as postgresql_user, programs as postgresql_programs};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
pub use holder::Holder;
use tempfile::TempDir;
use time::OffsetDateTime;
use time::macros::datetime;

use crate::statements;

/// When the examples were loaded.
const LOADED: OffsetDateTime = datetime!(2026-11-01 08:00 UTC);

/// One database, which goes when this goes.
#[derive(Debug)]
pub struct Database {
    /// Where it is.
    pub target: Target,
    /// Which of the two it is, for people.
    pub kind: &'static str,
    keep: Keep,
}

/// What there is to clear away.
#[derive(Debug)]
enum Keep {
    /// The folder of a file.
    Folder(#[expect(dead_code, reason = "the folder goes with it")] TempDir),
    /// A database of a server.
    Name(String),
    /// Nothing: it is another's.
    Nothing,
}

impl Database {
    /// A new SQLite database with the examples.
    pub fn sqlite() -> Self {
        let (folder, file) = sqlite::copy();
        Self {
            target: Target::Sqlite(file),
            kind: "SQLite",
            keep: Keep::Folder(folder),
        }
    }

    /// A new PostgreSQL database with the examples; none where PostgreSQL is not at hand.
    pub fn postgresql() -> Option<Self> {
        let server = server::the_server()?;
        let name = server.create();
        let target = Target::Postgres(server.url_of(&name));
        Some(Self {
            target,
            kind: "PostgreSQL",
            keep: Keep::Name(name),
        })
    }

    /// Lets every statement be written down that goes over connections which are opened from now on.
    pub fn watch(&self) {
        statements::watch(&self.url());
    }

    /// The statements that were written down, without their values, in their order.
    pub fn statements(&self) -> Vec<String> {
        statements::after(&self.url(), 0)
    }

    /// How diesel opens it.
    pub(crate) fn url(&self) -> String {
        match &self.target {
            Target::Postgres(url) => url.clone(),
            Target::Sqlite(file) => file.to_string_lossy().into_owned(),
        }
    }

    /// The same database for another server; it goes with the first.
    pub fn shared(&self) -> Self {
        Self {
            target: self.target.clone(),
            kind: self.kind,
            keep: Keep::Nothing,
        }
    }

    /// Changes it beside the program.
    pub fn execute(&self, sql: &str) {
        match &self.target {
            Target::Postgres(url) => PgConnection::establish(url)
                .expect("the server answers")
                .batch_execute(sql),
            Target::Sqlite(file) => SqliteConnection::establish(&file.to_string_lossy())
                .expect("the file opens")
                .batch_execute(sql),
        }
        .expect("the database is changed");
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let (Keep::Name(name), Some(server)) = (&self.keep, server::the_server()) {
            server.drop_database(name);
        }
    }
}

/// Whether the tests run on SQLite alone.
pub fn postgresql_was_skipped() -> bool {
    server::the_server().is_none()
}

/// Brings a database up to date and loads the examples into it.
pub fn examples(target: &Target) {
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let db = Db::open(target, limits).expect("a database is opened and migrated");
    import::examples(&db, LOADED, &Randomness::seeded(1)).expect("the examples are loaded");
}
