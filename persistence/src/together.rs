//! Writes that share a transaction (group commit).
//!
//! The number of a protocol entry has no gap because its register is locked until the commit; so submissions to one
//! administration would each wait for the disk behind the other. Here those that wait at the same time are done in one
//! transaction, each within a savepoint: one that fails undoes itself alone, and everybody is answered after the commit.
//! Nobody waits for others to come: what is there when the last commit ends makes the next transaction.

use crate::db::{Conn, Db, take, within};
use crate::error::StoreError;
use crate::pending::{self, Held};
use crate::{dialect, feed, kept};
use cartaviva_domain::codes::AdministrationCode;
use diesel::connection::TransactionManager;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

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

    /// Does it: whether what was done is to stay.
    fn carry_out(&mut self, conn: &mut Conn) -> bool;

    /// Tells whoever waits for it how it ended, now that the transaction has ended so.
    fn answer(self: Box<Self>, ended: Result<(), String>);
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
    W: FnOnce(&mut Conn) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send,
{
    fn administration(&self) -> &AdministrationCode {
        &self.administration
    }

    fn carry_out(&mut self, conn: &mut Conn) -> bool {
        let Some(work) = self.work.take() else {
            return false;
        };
        // A write that panics has no answer: whoever waits for it is told so by its being dropped.
        self.done = catch_unwind(AssertUnwindSafe(|| work(conn))).ok();
        matches!(self.done, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, ended: Result<(), String>) {
        let Self {
            work, done, answer, ..
        } = *self;
        match (done, ended) {
            (Some(Err(why)), _) => answer(Err(why)),
            (Some(Ok(_)), Err(why)) => answer(Err(StoreError::Unavailable(why).into())),
            (Some(done), Ok(())) => answer(done),
            (None, Err(why)) if work.is_some() => answer(Err(StoreError::Unavailable(why).into())),
            (None, _) => {}
        }
    }
}

impl Db {
    /// Does `work` in a transaction that other writes may share, and calls `answer` with what it returned when that
    /// transaction has been committed. It is not called when `work` panics.
    ///
    /// What fails is undone alone. Writes that change what others of the same administration change in another order must
    /// not share a transaction: this is for what adds to an administration's registers, and changes nothing that it publishes.
    pub fn write_together<T, E>(
        &self,
        administration: &AdministrationCode,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
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
            Err(why) => task.answer(Err(why)),
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
        let ended = carry_out(db, &mut writes).map_err(|error| {
            tracing::warn!(%error, writes = writes.len(), "writes could not be committed");
            error.to_string()
        });
        for write in writes {
            write.answer(ended.clone());
        }
    }
}

/// Does writes in one transaction and commits it.
fn carry_out(db: &Db, writes: &mut [Box<dyn Write>]) -> Result<(), StoreError> {
    let mut connection = take(&db.writers)?;
    let done = within(&mut connection, dialect::begin_write, |conn| {
        kept::within(&db.kept, || {
            let mut told = Held::new();
            for write in writes {
                for (administration, later) in apart(conn, write.as_mut())? {
                    *told.entry(administration).or_default() += later;
                }
            }
            feed::settle(conn, told)
        })
    });
    db.standings.wrote(false);
    done
}

/// Does one write within a savepoint; answers what it has to tell.
fn apart(conn: &mut Conn, write: &mut dyn Write) -> Result<Held, StoreError> {
    Conn::begin_transaction(conn)?;
    pending::begin();
    let stays = write.carry_out(conn);
    let told = pending::release();
    if stays {
        Conn::commit_transaction(conn)?;
        Ok(told)
    } else {
        Conn::rollback_transaction(conn)?;
        Ok(Held::new())
    }
}
