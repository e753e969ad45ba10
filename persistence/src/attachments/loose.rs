//! Files that may be there and belong to nothing. A file is written down here before its first byte is kept, and struck off
//! with the transaction that records it; a withdrawal writes it down again, and it is struck off once the file is gone. So
//! whatever breaks in between is found later and cleared away.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::loose_files as table;
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::{AdministrationCode, AttachmentId};
use diesel::prelude::*;
use time::OffsetDateTime;

/// A file that may be there and belongs to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// Its administration.
    pub administration: AdministrationCode,
    /// The id under which it is kept.
    pub id: AttachmentId,
}

/// Writes down a file that is about to be kept, or about to be destroyed.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn loosen(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: AttachmentId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::id.eq(DbId(id.0)),
            table::since.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Strikes a file off: it belongs to a record now, or it is gone. Says whether it was written down.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn settle(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: AttachmentId,
) -> Result<bool, StoreError> {
    let struck = diesel::delete(table::table.find((administration.as_str(), DbId(id.0)))).execute(conn)?;
    Ok(struck == 1)
}

/// Files of every administration that have been loose since a moment or longer, the oldest first.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn loose_since(conn: &mut Conn, moment: OffsetDateTime, most: i64) -> Result<Vec<Loose>, StoreError> {
    let rows: Vec<(String, DbId)> = table::table
        .filter(table::since.le(At(moment)))
        .order(table::since)
        .limit(most)
        .select((table::administration, table::id))
        .load(conn)?;
    rows.into_iter()
        .map(|(administration, DbId(id))| {
            Ok(Loose {
                administration: AdministrationCode::parse(&administration).map_err(StoreError::corrupt)?,
                id: AttachmentId(id),
            })
        })
        .collect()
}
