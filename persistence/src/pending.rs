//! What a transaction has to tell, held until it commits.
//!
//! A transaction begins, works and ends on one thread ([`crate::Db::write`]), and a thread has one of them at a time: so what
//! is to be told is held by the thread. It is told last, because the places of a feed are counted by one row, which everybody
//! would wait for if it were locked earlier, and which could then be waited for in a ring.

use crate::error::StoreError;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::feed::Entry;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What is to be told, by administration.
pub(crate) type Held = BTreeMap<AdministrationCode, Vec<Entry>>;

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
    HELD.with_borrow_mut(|held| {
        let held = held
            .as_mut()
            .ok_or(StoreError::Database(diesel::result::Error::NotInTransaction))?;
        held.entry(administration.clone())
            .or_default()
            .extend_from_slice(entries);
        Ok(())
    })
}

/// What was held, in the order of the administrations; the transaction holds nothing more.
pub(crate) fn release() -> Held {
    HELD.take().unwrap_or_default()
}
