//! A string of a known shape.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationError, ValidationErrors};

use super::{INLINE, fault, of_type};

/// What a string must look like: the one source of its bounds.
pub trait Shape {
    /// What the shape is called; unique, as the contract is assembled by it.
    fn name() -> String;
    /// Least number of characters.
    const MIN: usize;
    /// Greatest number of characters.
    const MAX: usize;
    /// The pattern, as ECMA-262 writes it; it agrees with [`Shape::fits`].
    const PATTERN: &'static str;
    /// The format of JSON Schema, where there is one.
    const FORMAT: Option<&'static str> = None;
    /// An example, where one serves most fields of the shape.
    const EXAMPLE: Option<&'static str> = None;
    /// The code of a field that does not fit.
    const FAULT: &'static str = "pattern";

    /// Whether a text of allowed length has this shape.
    fn fits(text: &str) -> bool;
}

/// A string of the shape `S`, refused by `validate` when it does not fit.
pub struct Shaped<S>(String, PhantomData<S>);

impl<S: Shape> Shaped<S> {
    /// The string itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The string itself, given away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<S: Shape> Validate for Shaped<S> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let length = self.0.chars().count();
        if !(S::MIN..=S::MAX).contains(&length) {
            let mut error = ValidationError::new("length");
            error.add_param("min".into(), &S::MIN);
            error.add_param("max".into(), &S::MAX);
            return Err(fault(error));
        }
        if S::fits(&self.0) {
            Ok(())
        } else {
            Err(fault(ValidationError::new(S::FAULT)))
        }
    }
}

impl<S: Shape> PartialSchema for Shaped<S> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(S::FORMAT.map(|format| SchemaFormat::Custom(format.to_owned())))
            .min_length(Some(S::MIN))
            .max_length(Some(S::MAX))
            .pattern(Some(S::PATTERN))
            .extensions(S::EXAMPLE.map(of_type))
            .into()
    }
}

impl<S: Shape> ToSchema for Shaped<S> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}{}", S::name()))
    }
}

impl<S> From<String> for Shaped<S> {
    fn from(text: String) -> Self {
        Self(text, PhantomData)
    }
}

impl<S> From<&str> for Shaped<S> {
    fn from(text: &str) -> Self {
        Self(text.to_owned(), PhantomData)
    }
}

impl<S> Serialize for Shaped<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, S> Deserialize<'de> for Shaped<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text, PhantomData))
    }
}

impl<S> Clone for Shaped<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<S> PartialEq for Shaped<S> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<S> Eq for Shaped<S> {}

impl<S> fmt::Debug for Shaped<S> {
    /// Only the length: a field may be personal data, and what is debugged may be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} characters]", self.0.chars().count())
    }
}

impl<S> fmt::Display for Shaped<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
