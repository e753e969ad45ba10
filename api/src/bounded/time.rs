//! Days and moments as the contract writes them (RFC 3339).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationErrors};

use super::{INLINE, digits, of_type};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// A day, `2026-11-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(#[serde(serialize_with = "digits::day", deserialize_with = "iso_date::deserialize")] pub Date);

/// A moment with its offset, `2026-11-20T11:30:00+01:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(
    #[serde(
        serialize_with = "digits::moment",
        deserialize_with = "time::serde::rfc3339::deserialize"
    )]
    pub OffsetDateTime,
);

impl Validate for Day {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl Validate for Moment {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl PartialSchema for Day {
    fn schema() -> RefOr<Schema> {
        text(
            KnownFormat::Date,
            10,
            10,
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "2026-11-20",
        )
    }
}

impl PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        let pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$";
        text(
            KnownFormat::DateTime,
            20,
            35,
            pattern,
            "2026-11-20T11:30:00+01:00",
        )
    }
}

impl ToSchema for Day {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}Day"))
    }
}

impl ToSchema for Moment {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}Moment"))
    }
}

fn text(format: KnownFormat, min: usize, max: usize, pattern: &str, example: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(format)))
        .min_length(Some(min))
        .max_length(Some(max))
        .pattern(Some(pattern))
        .extensions(Some(of_type(example)))
        .into()
}
