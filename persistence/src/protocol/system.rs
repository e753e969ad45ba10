//! Which register numbers the documents of an administration.

use super::tables::protocol_systems as table;
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::DbId;
use crate::versioned::{Saved, Versioned};
use crate::{changes, kept, words};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{ProtocolSystem, SystemKind};
use diesel::prelude::*;

/// How documents are numbered; version 0 where nothing was ever said. A copy of it is kept.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn system(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Versioned<ProtocolSystem>, StoreError> {
    let found = kept::or_read(
        conn,
        administration,
        |kept| &kept.protocol_systems,
        administration,
        |conn| read(conn, administration).map(Some),
    )?;
    found.ok_or_else(|| StoreError::corrupt("how documents are numbered, which is always said"))
}

/// How documents are numbered now.
fn read(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Versioned<ProtocolSystem>, StoreError> {
    let row: Option<(String, Option<DbId>, i32)> = table::table
        .find(administration.as_str())
        .select((table::kind, table::period, table::version))
        .first(conn)
        .optional()?;
    let Some((kind, emergency, version)) = row else {
        return Ok(Versioned {
            version: 0,
            value: ProtocolSystem::default(),
        });
    };
    let value = ProtocolSystem {
        kind: words::read(&kind)?,
        emergency: emergency.map(|id| id.0),
    };
    Ok(Versioned { version, value })
}

/// Locks how documents are numbered until the transaction ends, and answers it: no document is deferred meanwhile.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn lock_system(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Versioned<ProtocolSystem>, StoreError> {
    diesel::update(table::table.find(administration.as_str()))
        .set(table::version.eq(table::version))
        .execute(conn)?;
    read(conn, administration)
}

/// Keeps how documents are numbered from now on.
///
/// # Errors
/// [`StoreError::Stale`] when it has changed since `known` was read; [`StoreError`] when the database fails.
pub fn change_system(
    conn: &mut Conn,
    administration: &AdministrationCode,
    known: i32,
    to: &ProtocolSystem,
) -> Result<(), StoreError> {
    changes::changed(conn, administration)?;
    let values = (
        table::kind.eq(words::write(&to.kind)?),
        table::period.eq(to.emergency.map(DbId)),
        table::defers.eq(to.defers()),
        table::version.eq(known + 1),
    );
    if known == 0 {
        diesel::insert_into(table::table)
            .values((
                table::administration.eq(administration.as_str()),
                table::last_deferred.eq(0_i64),
                values,
            ))
            .execute(conn)?;
        return Ok(());
    }
    let changed = diesel::update(
        table::table
            .find(administration.as_str())
            .filter(table::version.eq(known)),
    )
    .set(values)
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Keeps which register a file says that documents are numbered in.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub(crate) fn import_system(
    conn: &mut Conn,
    administration: &AdministrationCode,
    kind: SystemKind,
) -> Result<Saved, StoreError> {
    let known = read(conn, administration)?;
    if known.value.kind == kind {
        return Ok(Saved::Same);
    }
    let to = ProtocolSystem { kind, ..known.value };
    change_system(conn, administration, known.version, &to)?;
    Ok(Saved::Changed)
}
