//! A value as a clerk enters it: a number, yes or no, as JSON writes them or as text.

use std::borrow::Cow;

use cartaviva_domain::decimal::Decimal;
use cartaviva_domain::standards::Value;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, OneOfBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationError, ValidationErrors};

use crate::bounded::{INLINE, SELF};

/// The longest value: twelve digits and a point.
const LONGEST: usize = 13;

/// A value by its own digits, never by the nearest binary fraction: `96.50`, `"96.50"`, `true`, `"true"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredValue(String);

impl EnteredValue {
    /// The value, when it is a decimal number, `true` or `false`.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        match self.0.as_str() {
            "true" => Some(Value::YesNo(true)),
            "false" => Some(Value::YesNo(false)),
            number => Decimal::parse(number).ok().map(Value::Number),
        }
    }
}

impl<'de> Deserialize<'de> for EnteredValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let written = raw.get();
        match written.bytes().next() {
            Some(b'"') => serde_json::from_str(written).map(Self).map_err(Error::custom),
            Some(b'[' | b'{' | b'n') => Err(Error::custom("neither a number nor a boolean nor a string")),
            _ => Ok(Self(written.to_owned())),
        }
    }
}

impl Validate for EnteredValue {
    fn validate(&self) -> Result<(), ValidationErrors> {
        if self.0.chars().count() <= LONGEST {
            return Ok(());
        }
        let mut error = ValidationError::new("length");
        error.add_param("max".into(), &LONGEST);
        let mut errors = ValidationErrors::new();
        errors.add(SELF, error);
        Err(errors)
    }
}

impl PartialSchema for EnteredValue {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(LONGEST))
            .pattern(Some(r"^([0-9]{1,12}(\.[0-9]{1,6})?|true|false)$"))
            .description(Some(
                "A decimal number of at most 12 digits, or `true` or `false`.",
            ));
        let number = ObjectBuilder::new()
            .schema_type(Type::Number)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Double)))
            .minimum(Some(0))
            .maximum(Some(999_999_999_999_i64))
            .description(Some("A number, taken by its digits."));
        let yes_no = ObjectBuilder::new()
            .schema_type(Type::Boolean)
            .description(Some("Yes or no."));
        OneOfBuilder::new().item(text).item(number).item(yes_no).into()
    }
}

impl ToSchema for EnteredValue {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}EnteredValue"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;

    /// As a body is read.
    fn read(json: &str) -> Result<EnteredValue, String> {
        let mut parser = serde_json::Deserializer::from_str(json);
        serde_path_to_error::deserialize(&mut parser).map_err(|error| error.inner().to_string())
    }

    fn printed(json: &str) -> Option<String> {
        read(json).ok()?.value()?.printed()
    }

    #[test]
    fn a_number_is_taken_by_its_digits_however_it_is_written() {
        assert_eq!(printed("95.00").as_deref(), Some("95.00"));
        assert_eq!(printed("\"95.00\"").as_deref(), Some("95.00"));
        assert_eq!(printed("0.1").as_deref(), Some("0.1"));
        assert_eq!(printed("3").as_deref(), Some("3"));
    }

    #[test]
    fn yes_and_no_may_be_written_as_they_are_shown() {
        for json in ["true", "\"true\""] {
            assert_eq!(read(json).unwrap().value(), Some(Value::YesNo(true)), "{json}");
        }
        assert_eq!(read("false").unwrap().value(), Some(Value::YesNo(false)));
    }

    #[test]
    fn what_is_no_plain_decimal_has_no_value() {
        for json in ["1e2", "\"about 5\"", "\"\"", "0.1234567", "1234567890123"] {
            assert_eq!(read(json).unwrap().value(), None, "{json}");
        }
    }

    #[test]
    fn lists_objects_and_null_are_no_value() {
        for json in ["[1]", "{\"a\":1}", "null"] {
            assert!(read(json).unwrap_err().starts_with("neither a number"), "{json}");
        }
    }

    #[test]
    fn a_value_longer_than_any_decimal_is_out_of_bounds() {
        assert!(read("\"1234567.123456\"").unwrap().validate().is_err());
        assert!(read("123456.123456").unwrap().validate().is_ok());
    }

    #[test]
    fn the_contract_offers_text_number_and_boolean() {
        let schema = serde_json::to_value(EnteredValue::schema()).unwrap();
        let kinds: Vec<&Json> = schema["oneOf"]
            .as_array()
            .unwrap()
            .iter()
            .map(|choice| &choice["type"])
            .collect();
        assert_eq!(kinds, ["string", "number", "boolean"]);
    }
}
