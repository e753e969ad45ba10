//! Writes that share a transaction: whatever becomes of one of them the others stay, and numbers have no gap.

use std::sync::mpsc::channel;

use cartaviva_domain::audit::{Author, Entry};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{Direction, Document, Particulars, Registration};
use cartaviva_persistence::{Conn, StoreError, audit, protocol};
use cartaviva_tests::{App, on_both};
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

use super::verify::verified;

/// What becomes of a write when it has registered its document.
#[derive(Clone, Copy)]
enum Deed {
    /// It stays.
    Stays,
    /// It is refused.
    IsRefused,
    /// It panics.
    Panics,
    /// It leaves an entry in the audit log, which is there once at most.
    Leaves(Uuid),
    /// A statement of it fails: there is no such administration.
    Fails,
}

impl Deed {
    fn perform(self, conn: &mut Conn, of: &AdministrationCode) -> Result<Registration, StoreError> {
        let registered = enter(conn, of)?;
        match self {
            Self::Stays => {}
            Self::IsRefused => return Err(StoreError::Stale),
            Self::Panics => panic!("a write that panics"),
            Self::Leaves(id) => audit::add(conn, of, &entry(id))?,
            Self::Fails => {
                let nobody = AdministrationCode::parse("c_a000").unwrap();
                enter(conn, &nobody)?;
            }
        }
        Ok(registered)
    }
}

/// When all of it happens.
const NOW: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn enter(conn: &mut Conn, of: &AdministrationCode) -> Result<Registration, StoreError> {
    let document = Document {
        direction: Direction::Incoming,
        correspondent: "Anna Rossi".to_owned(),
        subject: "Lettera".to_owned(),
        digest: [7; 32],
    };
    protocol::enter(conn, of, NOW.date(), document, Particulars::default(), NOW)
}

fn entry(id: Uuid) -> Entry {
    Entry {
        id,
        at: NOW,
        request: id,
        operation: "present_case".to_owned(),
        resource: "/administrations/c_e625/cases".to_owned(),
        status: 201,
        author: Author::default(),
    }
}

/// What each is told that shares a transaction with the others; nothing is told to one that panics.
fn told(app: &App, deeds: &[Deed]) -> Vec<Option<Result<i64, String>>> {
    let of = AdministrationCode::parse("c_e625").unwrap();
    let db = app.state().db();
    let (begin, begun) = channel::<()>();
    // While one is at work, those that come wait, and are done together then.
    db.write_together(
        &of,
        move |_| {
            let _ended = begun.recv();
            Ok::<(), StoreError>(())
        },
        |_| {},
    );
    let answers: Vec<_> = deeds
        .iter()
        .map(|deed| {
            let (deed, code, (tell, answer)) = (*deed, of.clone(), channel());
            db.write_together(
                &of,
                move |conn: &mut Conn| deed.perform(conn, &code),
                move |done| tell.send(done).unwrap(),
            );
            answer
        })
        .collect();
    drop(begin);
    let number = |registration: Registration| match registration {
        Registration::Entered(entry) => entry.number.number,
        Registration::Deferred(deferred) => -deferred.sequence,
    };
    answers
        .into_iter()
        .map(|answer| {
            let done = answer.recv().ok()?;
            Some(done.map(number).map_err(|error| error.to_string()))
        })
        .collect()
}

#[test]
fn of_those_that_share_a_transaction_each_that_fails_undoes_itself_alone() {
    on_both(|app| {
        let once = Deed::Leaves(Uuid::from_u128(1));
        let others = [
            // The first opens the register of the year.
            Deed::IsRefused,
            Deed::Stays,
            Deed::Panics,
            once,
            Deed::Fails,
            Deed::Stays,
            once,
            Deed::IsRefused,
            Deed::Stays,
        ];
        let told = told(app, &others);
        let kept: Vec<Option<i64>> = told
            .iter()
            .map(|answer| answer.as_ref().and_then(|done| done.as_ref().ok().copied()))
            .collect();
        assert_eq!(
            kept,
            [None, Some(1), None, Some(2), None, Some(3), None, None, Some(4)],
            "{told:?}"
        );
        assert!(told[2].is_none(), "nobody tells what a panic leaves");
        let conflict = StoreError::Conflict.to_string();
        assert_eq!(told[6], Some(Err(conflict)));
        assert_eq!(verified(app, Some("c_e625"), Some(2026)), Ok(()));
    });
}

#[test]
fn of_those_that_decide_before_they_write_one_that_is_refused_undoes_nothing() {
    on_both(|app| {
        assert_eq!(told(app, &[Deed::Stays]), [Some(Ok(1))]);
        let refused = Some(Err(StoreError::Stale.to_string()));
        assert_eq!(
            told(app, &[Deed::Stays, Deed::IsRefused, Deed::Panics, Deed::Stays]),
            [Some(Ok(2)), refused, None, Some(Ok(3))]
        );
        assert_eq!(verified(app, Some("c_e625"), Some(2026)), Ok(()));
    });
}

#[test]
fn documents_whose_number_comes_later_are_deferred_without_a_gap_too() {
    on_both(|app| {
        app.database().execute(
            "INSERT INTO protocol_systems (administration, kind, defers, last_deferred, version) \
             VALUES ('c_e625', 'external', TRUE, 0, 1)",
        );
        assert_eq!(
            told(app, &[Deed::Stays, Deed::IsRefused, Deed::Panics, Deed::Stays]),
            [
                Some(Ok(-1)),
                Some(Err(StoreError::Stale.to_string())),
                None,
                Some(Ok(-2))
            ]
        );
    });
}
