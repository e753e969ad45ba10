//! The one place that takes connections and begins, commits and rolls back transactions.

use crate::at_once::Rows;
use crate::connection::{AnyConnection, Manager, Statements, Target};
use crate::dialect;
use crate::error::StoreError;
use crate::kept::{self, Kept};
use crate::questions::Questions;
use crate::replica::Replica;
use crate::standings::Standings;
use crate::together::{LANES, Lanes};
use crate::{feed, migrate, pending};
use diesel::connection::TransactionManager;
use diesel::r2d2::{Pool, PooledConnection};
use std::sync::Arc;
use std::time::Duration;

/// A connection inside a transaction: what every function of this crate works on.
pub type Conn = AnyConnection;

/// How many connections a store keeps, how long a caller waits for one, and what they remember.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at most; on SQLite, connections for reading.
    pub connections: u32,
    /// How long a caller waits for a free connection.
    pub wait: Duration,
    /// What connections do with their statements.
    pub statements: Statements,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 8,
            wait: Duration::from_secs(3),
            statements: Statements::Kept,
        }
    }
}

/// The store: pools of connections to one database.
///
/// SQLite has one writer at a time, so that it has a pool of its own with a single connection.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Manager>,
    pub(crate) writers: Pool<Manager>,
    pub(crate) kept: Arc<Kept>,
    pub(crate) lanes: Lanes,
    pub(crate) questions: Arc<Questions>,
    pub(crate) replica: Option<Replica>,
    pub(crate) standings: Arc<Standings>,
}

impl Db {
    /// Opens the store and brings its schema up to date: nothing here takes longer where there are more cases.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], [`StoreError::ReadOnly`] or [`StoreError::Newer`]; nothing is changed then.
    pub fn open(target: &Target, limits: Limits) -> Result<Self, StoreError> {
        let mut connection = migrate::opened(target)?;
        let is_cluster = dialect::is_cluster(&mut connection)?;
        let pool = |connections| {
            Pool::builder()
                .max_size(connections)
                .min_idle(Some(1))
                .test_on_check_out(false)
                .connection_timeout(limits.wait)
                .build_unchecked(Manager {
                    target: target.clone(),
                    statements: limits.statements,
                })
        };
        let readers = pool(limits.connections);
        let (writers, lanes) = match target {
            Target::Postgres(_) => (readers.clone(), LANES),
            Target::Sqlite(_) => (pool(1), 1),
        };
        Ok(Self {
            readers,
            writers,
            kept: Arc::new(Kept::of(is_cluster)),
            lanes: Lanes::new(lanes),
            questions: Arc::default(),
            replica: None,
            standings: Arc::default(),
        })
    }

    /// Runs `work` in a transaction that only reads.
    ///
    /// # Errors
    /// What `work` answers, or why no connection or transaction was to be had.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let mut connection = take(&self.readers)?;
        within(&mut connection, dialect::begin_read, |conn| {
            kept::within(&self.kept, || work(conn))
        })
    }

    /// Runs statements of which each sees what is committed when it runs.
    pub(crate) fn look<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = take(&self.readers)?;
        work(&mut connection)
    }

    /// The same store for a thread that serves the ways into it, which last no longer than somebody else can use them.
    pub(crate) fn without_ways(&self) -> Self {
        Self {
            lanes: Lanes::new(0),
            questions: Arc::default(),
            replica: None,
            ..self.clone()
        }
    }

    /// Runs `work` in a transaction and commits it when it succeeds; what it appended to feeds gets its places last. What
    /// changes what an administration publishes ends when no server goes by what was before it.
    ///
    /// # Errors
    /// What `work` answers, or why no connection or transaction was to be had; nothing is changed then.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut publishes = false;
        let mut connection = take(&self.writers)?;
        let done = within(&mut connection, dialect::begin_write, |conn| {
            pending::begin();
            kept::within(&self.kept, || {
                let done = work(conn);
                publishes = kept::has_changed();
                let told = pending::release();
                let done = done?;
                feed::settle(conn, Rows::default(), told)?;
                Ok(done)
            })
        });
        drop(connection);
        self.standings.wrote(publishes);
        done
    }
}

pub(crate) fn take(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, StoreError> {
    pool.get()
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

pub(crate) fn within<T, E: From<StoreError>>(
    connection: &mut Conn,
    begin: fn(&mut Conn) -> Result<(), diesel::result::Error>,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    begin(connection).map_err(StoreError::from)?;
    let done = work(connection);
    let settled = match &done {
        Ok(_) => AnyConnection::commit_transaction(connection),
        Err(_) => AnyConnection::rollback_transaction(connection),
    };
    match (done, settled) {
        (Ok(_), Err(error)) => Err(StoreError::from(error).into()),
        (Err(why), Err(error)) => {
            tracing::warn!(%error, "a transaction could not be rolled back; its connection is dropped");
            Err(why)
        }
        (done, Ok(())) => done,
    }
}
