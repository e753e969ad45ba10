//! What a transaction has to tell, held until it commits.
//!
//! A transaction begins, works and ends on one thread ([`crate::Db::write`]), and a thread has one of them at a time: so what
//! is to be told is held by the thread. It is told last, because the places of a feed are counted by one row, which everybody
//! would wait for if it were locked earlier, and which could then be waited for in a ring.
//!
//! A write that shares its transaction ([`crate::Db::write_together`]) holds the rows that it adds too, until it has done all
//! else. So it has changed nothing when it is refused, and there is nothing to undo. What it has to write at once, for what
//! follows depends on it, it says ([`at_once`]).

use crate::at_once::Rows;
use crate::db::Conn;
use crate::error::StoreError;
use crate::idempotency::KeyRow;
use crate::settled::Moves;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::feed::Entry;
use cartaviva_domain::protocol::RegisterEnd;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::mem;
use std::ops::AddAssign;

/// What is left to do last, by administration.
pub(crate) type Held = BTreeMap<AdministrationCode, Told>;

/// What a transaction has to tell of an administration.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// What happened, for its feed.
    pub(crate) entries: Vec<Entry>,
    /// What moves among its counts of what was settled.
    pub(crate) moves: Moves,
    /// Where its registers end, by year, that are locked and were counted on in memory.
    pub(crate) ends: BTreeMap<i32, RegisterEnd>,
}

/// What is told later comes after.
impl AddAssign for Told {
    fn add_assign(&mut self, later: Self) {
        self.entries.extend(later.entries);
        self.moves += later.moves;
        self.ends.extend(later.ends);
    }
}

/// What a write that shares its transaction leaves.
#[derive(Default)]
pub(crate) struct Share {
    /// What the writes before it have to tell.
    pub(crate) before: Held,
    /// What it has to tell itself.
    pub(crate) told: Held,
    /// The rows that it adds.
    pub(crate) rows: Rows,
    /// Whether it has written something at once.
    pub(crate) has_written: bool,
}

/// What the transaction of a thread holds.
enum Pending {
    /// It is alone: what it has to tell.
    Alone(Held),
    /// A write that shares it is at work.
    Shared(Box<Share>),
}

thread_local! {
    /// None while there is no transaction.
    static HELD: RefCell<Option<Pending>> = const { RefCell::new(None) };
}

/// A transaction begins; whatever an earlier one left behind is forgotten.
pub(crate) fn begin() {
    HELD.replace(Some(Pending::Alone(Held::new())));
}

/// A write begins that shares its transaction with those that had this to tell before it.
pub(crate) fn begin_share(before: Held) {
    let share = Share {
        before,
        ..Share::default()
    };
    HELD.replace(Some(Pending::Shared(Box::new(share))));
}

/// Holds entries until the transaction ends.
pub(crate) fn hold(administration: &AdministrationCode, entries: &[Entry]) -> Result<(), StoreError> {
    with(administration, |told| told.entries.extend_from_slice(entries))
}

/// Holds what moves among the counts until the transaction ends.
pub(crate) fn settled(
    administration: &AdministrationCode,
    note: impl FnOnce(&mut Moves),
) -> Result<(), StoreError> {
    with(administration, |told| note(&mut told.moves))
}

/// Holds where a register ends, that is locked, until the transaction ends.
pub(crate) fn ends(
    administration: &AdministrationCode,
    year: i32,
    end: RegisterEnd,
) -> Result<(), StoreError> {
    with(administration, |told| {
        told.ends.insert(year, end);
    })
}

/// Where a register ends that this transaction has locked and counts on in memory.
pub(crate) fn known_end(administration: &AdministrationCode, year: i32) -> Option<RegisterEnd> {
    let of = |held: &Held| held.get(administration)?.ends.get(&year).copied();
    HELD.with_borrow(|held| match held.as_ref()? {
        Pending::Alone(told) => of(told),
        Pending::Shared(share) => of(&share.told).or_else(|| of(&share.before)),
    })
}

/// Whether a write is at work that shares its transaction.
pub(crate) fn is_shared() -> bool {
    shared(|_| ()).is_some()
}

/// Adds rows: when the write has done all else, where it shares its transaction, and now otherwise.
pub(crate) fn add(conn: &mut Conn, rows: Rows) -> Result<(), StoreError> {
    let mut rows = Some(rows);
    shared(|share| share.rows.extend(rows.take().unwrap_or_default()));
    rows.map_or(Ok(()), |rows| rows.add(conn))
}

/// Keeps the answer with the key that is held of this request; whether one is held.
pub(crate) fn answered(key: &[u8], answer: &[u8]) -> bool {
    let kept = |held: &mut KeyRow| held.answered(key, answer);
    shared(|share| share.rows.keys.iter_mut().any(kept)).unwrap_or(false)
}

/// Says that what follows is written at once, after the rows that are held so far: should the write fail yet, the whole
/// transaction is undone and the others are done again.
pub(crate) fn at_once(conn: &mut Conn) -> Result<(), StoreError> {
    let rows = shared(|share| {
        share.has_written = true;
        mem::take(&mut share.rows)
    });
    rows.map_or(Ok(()), |rows| rows.add(conn))
}

fn shared<T>(with: impl FnOnce(&mut Share) -> T) -> Option<T> {
    HELD.with_borrow_mut(|held| match held {
        Some(Pending::Shared(share)) => Some(with(share)),
        _ => None,
    })
}

fn with(administration: &AdministrationCode, add: impl FnOnce(&mut Told)) -> Result<(), StoreError> {
    HELD.with_borrow_mut(|held| {
        let told = match held {
            Some(Pending::Alone(told)) => told,
            Some(Pending::Shared(share)) => &mut share.told,
            None => return Err(StoreError::Database(diesel::result::Error::NotInTransaction)),
        };
        add(told.entry(administration.clone()).or_default());
        Ok(())
    })
}

/// What was held, in the order of the administrations; the transaction holds nothing more.
pub(crate) fn release() -> Held {
    match HELD.take() {
        Some(Pending::Alone(told)) => told,
        _ => Held::new(),
    }
}

/// What the write that shares its transaction leaves, when it has ended.
pub(crate) fn end_share() -> Share {
    match HELD.take() {
        Some(Pending::Shared(share)) => *share,
        _ => Share::default(),
    }
}
