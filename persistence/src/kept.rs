//! Copies in memory of what cases run by, each with the number of changes at which it was read ([`crate::changes`]).
//!
//! A transaction begins, works and ends on one thread: so the copies of its store are at hand for that thread while it works.
//! What a transaction changes itself it reads from the database, and keeps no copy of it: it may yet be rolled back.

use crate::changes;
use crate::db::Conn;
use crate::error::StoreError;
use crate::versioned::Versioned;
use cartaviva_domain::calendar::CalendarHistory;
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::procedures::Procedure;
use cartaviva_domain::protocol::ProtocolSystem;
use quick_cache::sync::Cache;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

/// How many copies of each kind are kept; those that nobody uses are forgotten first.
const MOST: usize = 2_000;

/// A copy, with the number of changes at which it was read.
type Dated<T> = (i64, T);

/// The copies that belong to one store.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Whether the tables are spread over a cluster.
    is_cluster: bool,
    /// Procedures as they now are.
    pub(crate) procedures: Cache<(AdministrationCode, Code), Dated<Versioned<Arc<Procedure>>>>,
    /// Procedures as they were in a version.
    pub(crate) procedure_versions: Cache<(AdministrationCode, Code, i32), Dated<Arc<Procedure>>>,
    /// Calendars of offices, and of whole administrations.
    pub(crate) calendars: Cache<(AdministrationCode, Option<Code>), Dated<Arc<CalendarHistory>>>,
    /// Which register numbers the documents of administrations.
    pub(crate) protocol_systems: Cache<AdministrationCode, Dated<Versioned<ProtocolSystem>>>,
    /// That a service is there.
    pub(crate) services: Cache<(AdministrationCode, Code), Dated<()>>,
    /// That an administration is there.
    pub(crate) administrations: Cache<AdministrationCode, Dated<()>>,
}

impl Kept {
    /// Nothing is kept yet; of a cluster or not.
    pub(crate) fn of(is_cluster: bool) -> Self {
        Self {
            is_cluster,
            procedures: Cache::new(MOST),
            procedure_versions: Cache::new(MOST),
            calendars: Cache::new(MOST),
            protocol_systems: Cache::new(MOST),
            services: Cache::new(MOST),
            administrations: Cache::new(MOST),
        }
    }
}

/// What a transaction has at hand.
struct AtHand {
    kept: Arc<Kept>,
    /// The number of changes of each administration that was asked for; none where this transaction changed something.
    changes: BTreeMap<AdministrationCode, Option<i64>>,
}

thread_local! {
    static AT_HAND: RefCell<Option<AtHand>> = const { RefCell::new(None) };
}

/// Does the work of a transaction with the copies of its store at hand.
pub(crate) fn within<T>(kept: &Arc<Kept>, work: impl FnOnce() -> T) -> T {
    AT_HAND.replace(Some(AtHand {
        kept: kept.clone(),
        changes: BTreeMap::new(),
    }));
    let done = work();
    AT_HAND.take();
    done
}

/// Whether the transaction has changed what somebody may keep a copy of.
pub(crate) fn has_changed() -> bool {
    AT_HAND.with_borrow(|at_hand| {
        let changes = at_hand.as_ref().map(|at_hand| &at_hand.changes);
        changes.is_some_and(|changes| changes.values().any(Option::is_none))
    })
}

/// Whether the transaction of this thread is one of a cluster.
pub(crate) fn is_cluster() -> bool {
    AT_HAND.with_borrow(|at_hand| at_hand.as_ref().is_some_and(|at_hand| at_hand.kept.is_cluster))
}

/// The copies of an administration are not used in this transaction any more; whether they were not before.
pub(crate) fn forget(administration: &AdministrationCode) -> bool {
    AT_HAND.with_borrow_mut(|at_hand| {
        let before = at_hand
            .as_mut()
            .and_then(|at_hand| at_hand.changes.insert(administration.clone(), None));
        before == Some(None)
    })
}

/// The copy of something, or the thing itself, of which a copy is kept. What is not there is looked for each time.
pub(crate) fn or_read<K: Hash + Eq + Clone, T: Clone>(
    conn: &mut Conn,
    administration: &AdministrationCode,
    copies: fn(&Kept) -> &Cache<K, Dated<T>>,
    key: &K,
    read: impl FnOnce(&mut Conn) -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    let Some((kept, now)) = present(conn, administration)? else {
        return read(conn);
    };
    if let Some((_, copy)) = copies(&kept).get(key).filter(|(then, _)| *then == now) {
        return Ok(Some(copy));
    }
    let found = read(conn)?;
    if let Some(found) = &found {
        copies(&kept).insert(key.clone(), (now, found.clone()));
    }
    Ok(found)
}

/// The copies at hand with the number of changes by which they are judged; none where there are none, and where this
/// transaction has changed something of the administration.
fn present(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Option<(Arc<Kept>, i64)>, StoreError> {
    let known = AT_HAND.with_borrow(|at_hand| {
        at_hand
            .as_ref()
            .map(|at_hand| (at_hand.kept.clone(), at_hand.changes.get(administration).copied()))
    });
    let Some((kept, asked)) = known else {
        return Ok(None);
    };
    if let Some(asked) = asked {
        return Ok(asked.map(|now| (kept, now)));
    }
    let now = changes::count(conn, administration)?;
    AT_HAND.with_borrow_mut(|at_hand| {
        if let Some(at_hand) = at_hand {
            at_hand.changes.insert(administration.clone(), Some(now));
        }
    });
    Ok(Some((kept, now)))
}
