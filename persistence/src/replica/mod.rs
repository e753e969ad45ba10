//! A streaming replica: a copy of the database that may be a moment behind, or away.
//!
//! Nobody waits long for it. Its connections belong to threads of their own, so that one that does not answer any more holds up
//! such a thread and nobody else; whoever waited in vain reads from the database itself. A thread of its own looks every second
//! how the replica is; what failed is left alone until it was found well again.

mod health;

use crate::connection::{AnyConnection, Manager, Target};
use crate::db::{Conn, Db, Limits, within};
use crate::dialect;
use crate::error::StoreError;
use crate::questions::{Standing, standing};
use cartaviva_domain::codes::AdministrationCode;
use diesel::r2d2::R2D2Connection;
use health::Health;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// How long passes between two looks at a replica.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// What connections to a replica do when it goes without a word: they give up soon. Said in the address, where it does not say
/// otherwise itself.
const GIVE_UP: [&str; 6] = [
    "connect_timeout=2",
    "tcp_user_timeout=2000",
    "keepalives=1",
    "keepalives_idle=2",
    "keepalives_interval=1",
    "keepalives_count=2",
];

/// A reading: it is given a connection, and says whether that is still good.
type Reading = Box<dyn FnOnce(&mut Conn) -> bool + Send>;

/// The way to a replica.
#[derive(Clone)]
pub(crate) struct Replica {
    readings: SyncSender<Reading>,
    health: Arc<Mutex<Health>>,
}

impl Replica {
    /// Begins with so many connections, which are opened when they are first used.
    fn begin(manager: &Manager, connections: u32) -> std::io::Result<Self> {
        let (readings, waiting) = mpsc::sync_channel(usize::try_from(connections).unwrap_or(1));
        let (waiting, health) = (Arc::new(Mutex::new(waiting)), Arc::<Mutex<Health>>::default());
        for _ in 0..connections {
            let (manager, waiting, health) = (manager.clone(), waiting.clone(), health.clone());
            thread::Builder::new()
                .name("replica".to_owned())
                .spawn(move || read_on(&manager, &waiting, &health))?;
        }
        let (manager, patient) = (manager.clone(), Arc::downgrade(&health));
        thread::Builder::new()
            .name("replica's health".to_owned())
            .spawn(move || look_after(&manager, &patient))?;
        Ok(Self { readings, health })
    }
}

impl Db {
    /// The same store with a streaming replica that may be read from once it answers. It is never written to, and nothing is
    /// migrated there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no thread for it can be started; whether it answers is seen later.
    pub fn with_replica(mut self, target: &Target, limits: Limits) -> Result<Self, StoreError> {
        let manager = Manager {
            target: giving_up(target),
            statements: limits.statements,
        };
        let replica = Replica::begin(&manager, limits.connections)
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        self.replica = Some(replica);
        Ok(self)
    }

    /// Whether there is a replica that may be read from now.
    #[must_use]
    pub fn has_replica(&self) -> bool {
        let replica = self.replica.as_ref();
        replica.is_some_and(|replica| lock(&replica.health).well_since().is_some())
    }

    /// Does `work` in a transaction that reads from the replica, where an administration has come at least as far there, and
    /// calls `answer` with what it returned. In every other case `answer` is dropped uncalled: where there is no replica, or it is
    /// away, busy or behind, and where it fails or `work` refuses. It may come late, so that whoever asks does not wait for
    /// ever: see [`Self::replica_is_late`].
    pub fn read_replica<T, E>(
        &self,
        administration: &AdministrationCode,
        at_least: Standing,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(T) + Send + 'static,
    ) where
        T: 'static,
        E: From<StoreError> + 'static,
    {
        let Some(replica) = self.replica.as_ref().filter(|_| self.has_replica()) else {
            return;
        };
        let administration = administration.clone();
        let reading: Reading = Box::new(move |conn| {
            // Without the copies in memory: what cases run by is read from the database alone.
            let done = within(conn, dialect::begin_read_on_replica, |conn| {
                let here = standing(conn, &administration)?;
                here.has_reached(at_least).then(|| work(conn)).transpose()
            });
            match done {
                Ok(Some(done)) => answer(done),
                Ok(None) => drop(answer),
                Err(_) => {
                    // Whoever asked goes elsewhere while it is seen what is wrong here.
                    drop(answer);
                    return conn.ping().is_ok();
                }
            }
            true
        });
        // Where all its connections are busy the answer is dropped at once.
        let _asked = replica.readings.try_send(reading);
    }

    /// Notes that somebody waited for the replica in vain.
    pub fn replica_is_late(&self) {
        if let Some(replica) = &self.replica {
            failed(&replica.health, "it did not answer in time");
        }
    }
}

impl Standing {
    /// Whether who stands here knows all that is known at another standing.
    fn has_reached(self, there: Self) -> bool {
        self.changes >= there.changes && self.position >= there.position
    }
}

/// A target whose connections give up soon.
fn giving_up(target: &Target) -> Target {
    let Target::Postgres(url) = target else {
        return target.clone();
    };
    let mut bounded = url.clone();
    for setting in GIVE_UP {
        let known = setting.split('=').next().unwrap_or(setting);
        if !url.contains(&format!("{known}=")) {
            bounded.push(if bounded.contains('?') { '&' } else { '?' });
            bounded.push_str(setting);
        }
    }
    Target::Postgres(bounded)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes that the replica failed, and tells it once.
fn failed(health: &Mutex<Health>, why: &str) {
    if lock(health).failed(Instant::now()) {
        tracing::warn!(
            why,
            "the replica is not read from; the database itself is read until it answers"
        );
    }
}

/// Reads until nobody can ask any more.
fn read_on(manager: &Manager, waiting: &Mutex<Receiver<Reading>>, health: &Mutex<Health>) {
    let mut kept: Option<(Instant, AnyConnection)> = None;
    loop {
        let next = lock(waiting).recv();
        let Ok(reading) = next else {
            return;
        };
        let Some(since) = lock(health).well_since() else {
            continue;
        };
        let now = Instant::now();
        let usable = kept.take().filter(|(opened, _)| *opened >= since);
        let opened = usable.map_or_else(|| manager.open().map(|connection| (now, connection)), Ok);
        match opened {
            Err(error) => failed(health, &error.to_string()),
            // Whoever asked what panics is told so by the answer's being dropped, and the connection goes.
            Ok((opened, mut connection)) => match catch_unwind(AssertUnwindSafe(|| reading(&mut connection)))
            {
                Ok(true) => kept = Some((opened, connection)),
                Ok(false) => failed(health, "a connection was lost"),
                Err(_panicked) => {}
            },
        }
    }
}

/// Looks how a replica is, until nobody uses it any more.
fn look_after(manager: &Manager, patient: &Weak<Mutex<Health>>) {
    let mut kept = None;
    while let Some(health) = patient.upgrade() {
        if lock(&health).wants_a_look(Instant::now()) {
            match look(manager, kept.take()) {
                Ok(connection) => {
                    kept = Some(connection);
                    if lock(&health).answered(Instant::now()) {
                        tracing::info!("the replica answers and is read from");
                    }
                }
                Err(why) => failed(&health, &why),
            }
        }
        drop(health);
        thread::sleep(BETWEEN_LOOKS);
    }
}

/// Looks whether the other side answers and is a replica still: what became a database of its own may know what is not so.
fn look(manager: &Manager, kept: Option<AnyConnection>) -> Result<AnyConnection, String> {
    let opened = kept.map_or_else(|| manager.open(), Ok);
    let mut connection = opened.map_err(|error| error.to_string())?;
    match dialect::follows_another(&mut connection) {
        Ok(true) => Ok(connection),
        Ok(false) => Err("it follows no other database".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replica_that_is_behind_in_anything_is_passed_by() {
        let there = Standing {
            changes: 3,
            position: 70,
        };
        let at = |changes, position| Standing { changes, position }.has_reached(there);
        assert!(at(3, 70));
        assert!(at(4, 71));
        assert!(!at(2, 71));
        assert!(!at(4, 69));
    }

    #[test]
    fn connections_give_up_soon_unless_the_address_says_otherwise() {
        let of = |url: &str| match giving_up(&Target::Postgres(url.to_owned())) {
            Target::Postgres(url) => url,
            Target::Sqlite(_) => unreachable!("a server stays one"),
        };
        let usual = of("postgres://reader@standby/carta");
        assert!(
            usual.starts_with("postgres://reader@standby/carta?connect_timeout=2&tcp_user_timeout=2000&")
        );
        let said = of("postgres://reader@standby/carta?connect_timeout=9");
        assert!(said.contains("connect_timeout=9&tcp_user_timeout=2000"));
        assert!(!said.contains("connect_timeout=2"));
    }
}
