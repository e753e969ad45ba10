//! An integer between two bounds.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationError, ValidationErrors};

use super::{INLINE, fault};

/// An integer from `MIN` to `MAX`, both included, refused by `validate` when it lies outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Int<const MIN: i64, const MAX: i64>(i64);

impl<const MIN: i64, const MAX: i64> Int<MIN, MAX> {
    /// The integer itself.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> From<i64> for Int<MIN, MAX> {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl<const MIN: i64, const MAX: i64> Validate for Int<MIN, MAX> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        if (MIN..=MAX).contains(&self.0) {
            return Ok(());
        }
        let mut error = ValidationError::new("range");
        error.add_param("min".into(), &MIN);
        error.add_param("max".into(), &MAX);
        Err(fault(error))
    }
}

impl<const MIN: i64, const MAX: i64> PartialSchema for Int<MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        let small = i32::try_from(MIN).is_ok() && i32::try_from(MAX).is_ok();
        let format = if small {
            KnownFormat::Int32
        } else {
            KnownFormat::Int64
        };
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(format)))
            .minimum(Some(MIN))
            .maximum(Some(MAX))
            .into()
    }
}

impl<const MIN: i64, const MAX: i64> ToSchema for Int<MIN, MAX> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}Int{MIN}To{MAX}"))
    }
}
