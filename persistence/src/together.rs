//! Writes that share a transaction (group commit).
//!
//! The number of a protocol entry has no gap because its register is locked until the commit; so submissions to one
//! administration would each wait for the disk behind the other. Here those that wait at the same time are done in one
//! transaction, and everybody is answered after the commit. Nobody waits for others to come: what is there when the last
//! commit ends makes the next transaction.
//!
//! A write decides first and holds what it adds until then ([`crate::pending`]): one that is refused has nothing to undo. When
//! a statement fails, or a write that has written something, the transaction is undone and each write is done again in one of
//! its own: so they fail one by one.

use crate::at_once::Rows;
use crate::connection::AnyConnection;
use crate::db::{Conn, Db, take};
use crate::error::StoreError;
use crate::pending::{self, Held};
use crate::{dialect, feed, kept};
use cartaviva_domain::codes::AdministrationCode;
use diesel::connection::TransactionManager;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{slice, thread};

/// How many writes share a transaction at most.
const MOST: usize = 64;

/// How many transactions of this kind run at a time; the writes of one administration always follow one another.
pub(crate) const LANES: usize = 4;

/// A way to the thread that carries out writes, once there is one.
type Lane = Mutex<Option<Sender<Box<dyn Write>>>>;

/// The ways on which writes wait.
#[derive(Clone, Debug)]
pub(crate) struct Lanes(Arc<[Lane]>);

impl Lanes {
    /// So many ways.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).map(|_| Mutex::new(None)).collect())
    }
}

/// A write that shares its transaction with others.
trait Write: Send {
    /// Whose data it changes.
    fn administration(&self) -> &AdministrationCode;

    /// Does it, for the first time or again: whether what was done is to stay.
    fn carry_out(&mut self, conn: &mut Conn) -> bool;

    /// Tells whoever waits for it how it ended, now that the transaction has ended so.
    fn answer(self: Box<Self>, ended: Result<(), StoreError>);
}

struct Task<T, E, W, A> {
    administration: AdministrationCode,
    work: Option<W>,
    done: Option<Result<T, E>>,
    answer: A,
}

impl<T, E, W, A> Write for Task<T, E, W, A>
where
    T: Send,
    E: From<StoreError> + Send,
    W: FnMut(&mut Conn) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send,
{
    fn administration(&self) -> &AdministrationCode {
        &self.administration
    }

    fn carry_out(&mut self, conn: &mut Conn) -> bool {
        let Some(work) = &mut self.work else {
            return false;
        };
        self.done = catch_unwind(AssertUnwindSafe(|| work(conn))).ok();
        if self.done.is_none() {
            // A write that panics has no answer, and is not done again: whoever waits for it is told so by its being dropped.
            self.work = None;
        }
        matches!(self.done, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, ended: Result<(), StoreError>) {
        let Self {
            work, done, answer, ..
        } = *self;
        match (done, ended) {
            (Some(Err(why)), _) => answer(Err(why)),
            (Some(done), Ok(())) => answer(done),
            (_, Err(why)) if work.is_some() => answer(Err(why.into())),
            _ => {}
        }
    }
}

impl Db {
    /// Does `work` in a transaction that other writes may share, and calls `answer` with what it returned when that
    /// transaction has been committed. It is not called when `work` panics.
    ///
    /// What fails is undone alone, and the others may be done again: `work` is called as often, and nothing that it did before
    /// stays. What it writes itself, other than by what is held for the end of the transaction, it says before
    /// (`pending::at_once`). Writes that change what others of the same administration change in another order must not share a
    /// transaction: this is for what adds to an administration's registers, and changes nothing that it publishes.
    pub fn write_together<T, E>(
        &self,
        administration: &AdministrationCode,
        work: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
        answer: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let mut task: Box<dyn Write> = Box::new(Task {
            administration: administration.clone(),
            work: Some(work),
            done: None,
            answer,
        });
        let lanes = &self.lanes.0;
        let mut hasher = DefaultHasher::new();
        administration.hash(&mut hasher);
        let place =
            usize::try_from(hasher.finish() % u64::try_from(lanes.len().max(1)).unwrap_or(1)).unwrap_or(0);
        let Some(lane) = lanes.get(place) else {
            return;
        };
        let mut lane = lane.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = lane.as_ref() {
            match open.send(task) {
                Ok(()) => return,
                Err(back) => task = back.0,
            }
        }
        match self.open_lane() {
            Ok(open) => {
                // It has just been opened.
                let _sent = open.send(task);
                *lane = Some(open);
            }
            Err(why) => task.answer(Err(StoreError::Unavailable(why))),
        }
    }

    /// A thread that does what is sent to it, until nobody can send any more.
    fn open_lane(&self) -> Result<Sender<Box<dyn Write>>, String> {
        let (sender, receiver) = channel();
        let db = self.without_ways();
        thread::Builder::new()
            .name("writes".to_owned())
            .spawn(move || serve(&db, &receiver))
            .map_err(|error| error.to_string())?;
        Ok(sender)
    }
}

/// Does what comes, as much of it at a time as is there.
fn serve(db: &Db, waiting: &Receiver<Box<dyn Write>>) {
    while let Ok(first) = waiting.recv() {
        let mut writes = vec![first];
        writes.extend(waiting.try_iter().take(MOST - 1));
        // Registers are locked in the order of the codes: two servers never wait for each other in a ring.
        writes.sort_by(|one, other| one.administration().cmp(other.administration()));
        match carry_out(db, &mut writes) {
            Err(Failure::Undone(error)) if writes.len() > 1 => {
                tracing::info!(%error, writes = writes.len(), "writes are done again, one by one");
                for mut write in writes {
                    let ended = carry_out(db, slice::from_mut(&mut write));
                    write.answer(ended.map_err(Failure::told));
                }
            }
            Err(Failure::Lost(error)) if writes.len() > 1 => {
                tracing::warn!(%error, writes = writes.len(), "writes could not be committed");
                for write in writes {
                    write.answer(Err(StoreError::Unavailable(error.to_string())));
                }
            }
            Err(failure) => {
                if let Some(only) = writes.pop() {
                    only.answer(Err(failure.told()));
                }
            }
            Ok(()) => writes.into_iter().for_each(|write| write.answer(Ok(()))),
        }
    }
}

/// Why a transaction that is shared was not committed.
enum Failure {
    /// It was undone: what was in it may be done again.
    Undone(StoreError),
    /// There is no way to the database, or the commit failed.
    Lost(StoreError),
}

impl Failure {
    /// What a write is told that was alone.
    fn told(self) -> StoreError {
        match self {
            Self::Undone(error) => error,
            Self::Lost(error) => {
                tracing::warn!(%error, "a write could not be committed");
                StoreError::Unavailable(error.to_string())
            }
        }
    }
}

/// Does writes in one transaction and commits it.
fn carry_out(db: &Db, writes: &mut [Box<dyn Write>]) -> Result<(), Failure> {
    let lost = |error: diesel::result::Error| Failure::Lost(error.into());
    let mut connection = take(&db.writers).map_err(Failure::Lost)?;
    dialect::begin_write(&mut connection).map_err(lost)?;
    let ended = match kept::within(&db.kept, || each(&mut connection, writes)) {
        Ok(()) => AnyConnection::commit_transaction(&mut connection).map_err(lost),
        Err(error) => match AnyConnection::rollback_transaction(&mut connection) {
            Ok(()) => Err(Failure::Undone(error)),
            Err(_) => Err(Failure::Lost(error)),
        },
    };
    drop(connection);
    db.standings.wrote(false);
    ended
}

/// Does one write after the other; the rows of each are added before the next begins, and those of the last with all that
/// comes last.
fn each(conn: &mut Conn, writes: &mut [Box<dyn Write>]) -> Result<(), StoreError> {
    let mut told = Held::new();
    let mut last = Rows::default();
    for write in writes {
        mem::take(&mut last).add(conn)?;
        pending::begin_share(told);
        let stays = write.carry_out(conn);
        let left = pending::end_share();
        if !stays && left.has_written {
            return Err(StoreError::Unavailable(
                "a write failed that had written something".to_owned(),
            ));
        }
        told = left.before;
        if stays {
            for (administration, later) in left.told {
                *told.entry(administration).or_default() += later;
            }
            last = left.rows;
        }
    }
    feed::settle(conn, last, told)
}
