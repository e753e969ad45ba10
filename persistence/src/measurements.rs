//! Values that clerks recorded for the standards that the system does not measure by itself.

use crate::changes;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::measurements;
use crate::sql_types::{At, Doc};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::period::Period;
use cartaviva_domain::standards::Value;
use diesel::prelude::*;
use time::OffsetDateTime;

/// A value recorded for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measurement {
    /// The standard it measures.
    pub standard: Code,
    /// The value.
    pub value: Value,
    /// What the clerk noted beside it.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// The subject of the token that recorded it.
    pub recorded_by: String,
    /// Grows by one with every change, from 1.
    pub version: i32,
}

/// Which value of which standard.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The administration.
    pub administration: &'a AdministrationCode,
    /// The charter.
    pub charter: &'a Code,
    /// The standard.
    pub standard: &'a Code,
    /// The period.
    pub period: Period,
}

type Row = (String, Doc<Value>, Option<String>, At, String, i32);

const COLUMNS: (
    measurements::standard,
    measurements::value,
    measurements::note,
    measurements::recorded_at,
    measurements::recorded_by,
    measurements::version,
) = (
    measurements::standard,
    measurements::value,
    measurements::note,
    measurements::recorded_at,
    measurements::recorded_by,
    measurements::version,
);

/// Every value recorded for the standards of a charter in a period and in the shorter ones within it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn within(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Code,
    period: Period,
) -> Result<Vec<(Period, Measurement)>, StoreError> {
    let names: Vec<String> = period.and_within().iter().map(Period::to_string).collect();
    let rows: Vec<(String, Row)> = measurements::table
        .filter(measurements::administration.eq(administration.as_str()))
        .filter(measurements::charter.eq(charter.as_str()))
        .filter(measurements::period.eq_any(names))
        .select((measurements::period, COLUMNS))
        .load(conn)?;
    rows.into_iter()
        .map(|(name, row)| {
            let period = Period::parse(&name).map_err(StoreError::corrupt)?;
            Ok((period, measurement(row)?))
        })
        .collect()
}

/// One recorded value.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(conn: &mut Conn, key: Key<'_>) -> Result<Option<Measurement>, StoreError> {
    let row: Option<Row> = measurements::table
        .find((
            key.administration.as_str(),
            key.charter.as_str(),
            key.standard.as_str(),
            key.period.to_string(),
        ))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(measurement).transpose()
}

/// Records a value: the first one, or one in the place of the version that the clerk had before their eyes.
///
/// # Errors
/// [`StoreError::Stale`] when another version is there now; [`StoreError`] when the database fails.
pub fn record(conn: &mut Conn, key: Key<'_>, measurement: &Measurement) -> Result<(), StoreError> {
    changes::changed(conn, key.administration)?;
    let stored = (
        measurements::value.eq(Doc(measurement.value)),
        measurements::note.eq(&measurement.note),
        measurements::recorded_at.eq(At(measurement.recorded_at)),
        measurements::recorded_by.eq(&measurement.recorded_by),
        measurements::version.eq(measurement.version),
    );
    if measurement.version == 1 {
        let key = (
            measurements::administration.eq(key.administration.as_str()),
            measurements::charter.eq(key.charter.as_str()),
            measurements::standard.eq(key.standard.as_str()),
            measurements::period.eq(key.period.to_string()),
        );
        return match diesel::insert_into(measurements::table)
            .values((key, stored))
            .execute(conn)
        {
            Ok(_) => Ok(()),
            Err(error) => match StoreError::from(error) {
                StoreError::Conflict => Err(StoreError::Stale),
                other => Err(other),
            },
        };
    }
    let changed = diesel::update(
        measurements::table
            .filter(measurements::administration.eq(key.administration.as_str()))
            .filter(measurements::charter.eq(key.charter.as_str()))
            .filter(measurements::standard.eq(key.standard.as_str()))
            .filter(measurements::period.eq(key.period.to_string()))
            .filter(measurements::version.eq(measurement.version - 1)),
    )
    .set(stored)
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

fn measurement(row: Row) -> Result<Measurement, StoreError> {
    let (standard, Doc(value), note, At(recorded_at), recorded_by, version) = row;
    let standard = Code::parse(&standard).map_err(StoreError::corrupt)?;
    Ok(Measurement {
        standard,
        value,
        note,
        recorded_at,
        recorded_by,
        version,
    })
}
