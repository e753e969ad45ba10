//! Migrations, embedded in the program: the same names for both databases.

use crate::connection::{AnyConnection, Manager, Statements, Target};
use crate::error::StoreError;
use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::collections::BTreeSet;

const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");

/// Programs that start together migrate one after another. The lock goes with the transaction, not with the session: behind a
/// pooler a session outlives the program that used it.
const ONE_AT_A_TIME: &str = "SELECT pg_advisory_xact_lock(4861721)";

/// Brings a database up to date; on PostgreSQL in one transaction, with every migration or none.
///
/// # Errors
/// [`StoreError::Unavailable`] when it cannot be reached, [`StoreError::ReadOnly`] when it cannot be written,
/// [`StoreError::Newer`] when a newer program wrote it. Nothing is changed then.
pub fn run(target: &Target) -> Result<(), StoreError> {
    opened(target).map(drop)
}

/// Brings a database up to date, and answers the connection by which that was done.
pub(crate) fn opened(target: &Target) -> Result<AnyConnection, StoreError> {
    if let Target::Sqlite(path) = target
        && path.metadata().is_ok_and(|about| about.permissions().readonly())
    {
        return Err(StoreError::ReadOnly(format!("{} is read-only", path.display())));
    }
    let manager = Manager {
        target: target.clone(),
        statements: Statements::Forgotten,
    };
    let mut connection = manager
        .open()
        .map_err(|error| StoreError::Unavailable(error.to_string()))?;
    match &mut connection {
        AnyConnection::Postgres(inner) => inner.transaction(|inner| {
            inner.batch_execute(ONE_AT_A_TIME)?;
            apply(inner, POSTGRES)
        })?,
        AnyConnection::Sqlite(inner) => {
            refuse_newer(inner, &SQLITE)?;
            inner.batch_execute("PRAGMA journal_mode = WAL")?;
            apply(inner, SQLITE)?;
        }
    }
    Ok(connection)
}

fn apply<DB, C>(connection: &mut C, migrations: EmbeddedMigrations) -> Result<(), StoreError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    refuse_newer(connection, &migrations)?;
    connection.run_pending_migrations(migrations).map_err(refused)?;
    Ok(())
}

/// A migration that this program does not know was written by a newer one: its tables may mean something else.
fn refuse_newer<DB, C>(connection: &mut C, migrations: &EmbeddedMigrations) -> Result<(), StoreError>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let embedded: Vec<Box<dyn Migration<DB>>> = migrations.migrations().map_err(refused)?;
    let known: BTreeSet<MigrationVersion<'static>> = embedded
        .iter()
        .map(|migration| migration.name().version().as_owned())
        .collect();
    let applied = connection.applied_migrations().map_err(refused)?;
    match applied.into_iter().find(|version| !known.contains(version)) {
        Some(unknown) => Err(StoreError::Newer(unknown.to_string())),
        None => Ok(()),
    }
}

fn refused(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    let words = error.to_string();
    if words.contains("readonly") || words.contains("read-only") {
        StoreError::ReadOnly(words)
    } else {
        match error.downcast::<diesel::result::Error>() {
            Ok(error) => StoreError::from(*error),
            Err(error) => StoreError::Unavailable(error.to_string()),
        }
    }
}
