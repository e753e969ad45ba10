//! What a transaction has to tell, held until it commits.
//!
//! A transaction begins, works and ends on one thread ([`crate::Db::write`]), and a thread has one of them at a time: so what
//! is to be told is held by the thread. It is told last, because the places of a feed are counted by one row, which everybody
//! would wait for if it were locked earlier, and which could then be waited for in a ring.

use crate::error::StoreError;
use crate::settled::Moves;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::feed::Entry;
use std::cell::RefCell;
use std::collections::BTreeMap;
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
}

/// What is told later comes after.
impl AddAssign for Told {
    fn add_assign(&mut self, later: Self) {
        self.entries.extend(later.entries);
        self.moves += later.moves;
    }
}

thread_local! {
    /// What the transaction of this thread has to tell; none while there is no transaction.
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// A transaction begins; whatever an earlier one left behind is forgotten.
pub(crate) fn begin() {
    HELD.replace(Some(Held::new()));
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

fn with(administration: &AdministrationCode, add: impl FnOnce(&mut Told)) -> Result<(), StoreError> {
    HELD.with_borrow_mut(|held| {
        let held = held
            .as_mut()
            .ok_or(StoreError::Database(diesel::result::Error::NotInTransaction))?;
        add(held.entry(administration.clone()).or_default());
        Ok(())
    })
}

/// What was held, in the order of the administrations; the transaction holds nothing more.
pub(crate) fn release() -> Held {
    HELD.take().unwrap_or_default()
}
