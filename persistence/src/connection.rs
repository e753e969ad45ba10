//! One connection type for both databases, and the r2d2 manager that opens it.

use crate::error::StoreError;
use diesel::connection::{CacheSize, SimpleConnection};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{Connection, MultiConnection, PgConnection, SqliteConnection};
use std::path::PathBuf;

/// A connection to whichever database the URL named.
#[derive(MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Where the data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A PostgreSQL server, by its URL.
    Postgres(String),
    /// A SQLite file, by its path.
    Sqlite(PathBuf),
}

impl Target {
    /// Reads `postgres://…`, `postgresql://…` or `sqlite://PATH`.
    ///
    /// # Errors
    /// [`StoreError::Target`] for anything else: a typing mistake never becomes a new database file.
    pub fn parse(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        match url.strip_prefix("sqlite://") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(PathBuf::from(path))),
            _ => Err(StoreError::Target),
        }
    }
}

/// Never shows the URL of a server, which may hold a password.
impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Postgres(_) => f.write_str("PostgreSQL"),
            Self::Sqlite(path) => write!(f, "SQLite ({})", path.display()),
        }
    }
}

/// What a connection to PostgreSQL does with its statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Statements {
    /// Each is prepared once under a name of its session, and planned once: the quickest.
    #[default]
    Kept,
    /// Each is sent whole, under no name: for a pooler that gives every transaction another session and does not know names.
    Forgotten,
}

/// Opens connections to a target.
///
/// No statement relies on a setting of its session, so that a pooler may let each transaction run in another one. The time
/// zone that diesel sets is one that poolers carry over, and nothing reads it: instants travel as numbers.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    pub(crate) target: Target,
    /// What connections to PostgreSQL do with their statements; SQLite keeps its own.
    pub(crate) statements: Statements,
}

impl Manager {
    pub(crate) fn open(&self) -> Result<AnyConnection, diesel::r2d2::Error> {
        match &self.target {
            Target::Postgres(url) => {
                let mut connection =
                    PgConnection::establish(url).map_err(diesel::r2d2::Error::ConnectionError)?;
                if self.statements == Statements::Forgotten {
                    connection.set_prepared_statement_cache_size(CacheSize::Disabled);
                }
                Ok(AnyConnection::Postgres(connection))
            }
            Target::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(&path.to_string_lossy())
                    .map_err(diesel::r2d2::Error::ConnectionError)?;
                connection
                    .batch_execute(
                        "PRAGMA busy_timeout = 3000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; \
                         PRAGMA mmap_size = 268435456; PRAGMA cache_size = -16384;",
                    )
                    .map_err(diesel::r2d2::Error::QueryError)?;
                Ok(AnyConnection::Sqlite(connection))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, Self::Error> {
        self.open()
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Self::Error> {
        connection.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}
