//! What can go wrong with the store, in the store's own words.

use diesel::result::{DatabaseErrorKind, Error as Diesel};

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, or every connection is busy: the same call may go through later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// What is to be added is there already.
    #[error("it is there already")]
    Conflict,
    /// What was to be changed has changed since it was read.
    #[error("it has changed since it was read")]
    Stale,
    /// Something refers to what is not there.
    #[error("it refers to what is not there")]
    Dangling,
    /// What was read cannot be understood.
    #[error("what is stored cannot be read: {0}")]
    Corrupt(String),
    /// The URL names neither PostgreSQL nor SQLite.
    #[error("a database URL begins with postgres:// or sqlite://")]
    Target,
    /// The database was written by a newer version of the program.
    #[error(
        "the database was written by a newer version: it holds the migration {0}, which this program does not know"
    )]
    Newer(String),
    /// The database file cannot be written.
    #[error("the database cannot be written: {0}")]
    ReadOnly(String),
    /// Anything else.
    #[error("the database refused: {0}")]
    Database(#[source] Diesel),
}

impl From<Diesel> for StoreError {
    fn from(error: Diesel) -> Self {
        match &error {
            Diesel::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Conflict,
            Diesel::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _) => Self::Dangling,
            Diesel::DatabaseError(
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::UnableToSendCommand,
                about,
            ) => Self::Unavailable(about.message().to_owned()),
            Diesel::DatabaseError(_, about) if is_passing(about.message()) => {
                Self::Unavailable(about.message().to_owned())
            }
            Diesel::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, about) => {
                Self::ReadOnly(about.message().to_owned())
            }
            Diesel::DatabaseError(_, about) if about.message().contains("readonly database") => {
                Self::ReadOnly(about.message().to_owned())
            }
            Diesel::BrokenTransactionManager | Diesel::AlreadyInTransaction => {
                Self::Unavailable(error.to_string())
            }
            Diesel::DeserializationError(cause) => Self::Corrupt(cause.to_string()),
            _ => Self::Database(error),
        }
    }
}

/// Whether the words of a database say that it is stopping, starting, locked, full or gone. A lost connection is known by its
/// state, in whatever language the server speaks; of the rest the words of an Italian server are known too.
fn is_passing(message: &str) -> bool {
    const PASSING: [&str; 12] = [
        "database is locked",
        "database table is locked",
        "server closed the connection",
        "terminating connection",
        "no connection to the server",
        "the database system is",
        "could not connect",
        "connection not open",
        // A pooler whose server does not answer, or whose clients are too many.
        "query_wait_timeout",
        "server conn crashed",
        "server_login_retry",
        "no more connections allowed",
    ];
    /// What a server gives up because others are in the way.
    const IN_THE_WAY: [&str; 4] = [
        "canceling statement due to",
        "annullamento dell'istruzione",
        "deadlock detected",
        "rilevato deadlock",
    ];
    /// What goes on once there is room again.
    const FULL: [&str; 4] = [
        "database or disk is full",
        "disk I/O error",
        "No space left on device",
        "Spazio esaurito",
    ];
    [&PASSING[..], &IN_THE_WAY, &FULL]
        .iter()
        .any(|list| list.iter().any(|words| message.contains(words)))
}

impl StoreError {
    /// A stored value that a constructor of the domain refuses.
    pub(crate) fn corrupt(cause: impl std::fmt::Display) -> Self {
        Self::Corrupt(cause.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, SqliteConnection};

    #[test]
    fn a_disk_that_is_full_passes() {
        let mut connection = SqliteConnection::establish(":memory:").unwrap();
        connection
            .batch_execute("CREATE TABLE things (thing TEXT); PRAGMA max_page_count = 4")
            .unwrap();
        let full = connection
            .batch_execute("INSERT INTO things VALUES (hex(zeroblob(100000)))")
            .unwrap_err();
        assert!(matches!(StoreError::from(full), StoreError::Unavailable(_)));
    }

    #[test]
    fn what_others_are_in_the_way_of_passes_and_what_nobody_is_does_not() {
        let said = |message: &str| {
            StoreError::from(Diesel::DatabaseError(
                DatabaseErrorKind::Unknown,
                Box::new(message.to_owned()),
            ))
        };
        for message in [
            "canceling statement due to lock timeout",
            "annullamento dell'istruzione a causa di timeout di lock",
            "deadlock detected",
            "could not extend file \"base/5/16384\": No space left on device",
        ] {
            assert!(matches!(said(message), StoreError::Unavailable(_)), "{message}");
        }
        let broken = said("column \"wrong\" does not exist");
        assert!(matches!(broken, StoreError::Database(_)));
    }
}
