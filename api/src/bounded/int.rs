//! An integer between two bounds.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationError, ValidationErrors};

use super::{INLINE, fault};

/// An integer from `MIN` to `MAX`, both included, refused by `validate` when it lies outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Int<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(Whole).map(Self)
    }
}

/// Reads a whole number however JSON writes it: `3.0` is one (JSON Schema 2020-12, validation §6.1.1). What is too large to
/// be held is the largest that can be, and so refused by `validate`.
struct Whole;

impl Visitor<'_> for Whole {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("i64")
    }

    fn visit_i64<E>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E>(self, number: u64) -> Result<i64, E> {
        Ok(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<i64, E> {
        if !number.is_finite() || number.fract() != 0.0 {
            return Err(E::invalid_type(de::Unexpected::Float(number), &self));
        }
        let too_large = if number > 0.0 { i64::MAX } else { i64::MIN };
        Ok(format!("{number:.0}").parse().unwrap_or(too_large))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<i64> {
        serde_json::from_str::<Int<0, 10>>(json).ok().map(Int::get)
    }

    #[test]
    fn a_whole_number_is_read_however_json_writes_it() {
        assert_eq!(read("7"), Some(7));
        assert_eq!(read("7.0"), Some(7));
        assert_eq!(read("-0.0"), Some(0));
        assert_eq!(read("2e2"), Some(200));
        for odd in ["7.5", "\"7\"", "null", "true", "[7]"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_number_too_large_to_be_held_lies_outside_the_bounds() {
        for large in ["9223372036854775808", "18446744073709551616", "1e300", "-1e300"] {
            let number: Int<0, 10> = serde_json::from_str(large).unwrap();
            assert!(number.validate().is_err(), "{large}");
        }
    }
}
