//! Dates as RFC 3339 full-dates (`2026-11-22`), for `#[serde(with = "…")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::Date;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

const FULL_DATE: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// A date as a full-date.
#[must_use]
pub fn written(date: Date) -> String {
    date.format(FULL_DATE).unwrap_or_default()
}

/// The date that a full-date names.
///
/// # Errors
/// [`time::error::Parse`] when it is not a date of the form `2026-11-22`.
pub fn read(raw: &str) -> Result<Date, time::error::Parse> {
    Date::parse(raw, FULL_DATE)
}

/// Writes a date.
///
/// # Errors
/// What the serializer answers.
pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    written(*date).serialize(serializer)
}

/// Reads a date.
///
/// # Errors
/// When it is not a full-date.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let raw = String::deserialize(deserializer)?;
    read(&raw).map_err(serde::de::Error::custom)
}

/// Dates that may be absent.
pub mod option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use time::Date;

    /// Writes a date, or null.
    ///
    /// # Errors
    /// What the serializer answers.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(super::written).serialize(serializer)
    }

    /// Reads a date, or null.
    ///
    /// # Errors
    /// When it is neither null nor a full-date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let raw = Option::<String>::deserialize(deserializer)?;
        raw.map(|raw| super::read(&raw).map_err(serde::de::Error::custom))
            .transpose()
    }
}
