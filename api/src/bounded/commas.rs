//! Several values in one query parameter, with commas between them.

use std::borrow::Cow;

use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ArrayItems, Ref, Schema};
use validator::{Validate, ValidationError, ValidationErrors};

use super::{INLINE, fault};

/// One to `MAX` values, `registered,forwarded`: an array in the form style of OpenAPI that is not exploded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commas<T, const MAX: usize>(Vec<T>);

impl<T, const MAX: usize> Commas<T, MAX> {
    /// The values, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MAX: usize> From<Vec<T>> for Commas<T, MAX> {
    fn from(values: Vec<T>) -> Self {
        Self(values)
    }
}

impl<'de, T, const MAX: usize> Deserialize<'de> for Commas<T, MAX>
where
    T: for<'word> Deserialize<'word>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = |word: &str| {
            let word: StrDeserializer<'_, D::Error> = word.into_deserializer();
            T::deserialize(word)
        };
        text.split(',').map(read).collect::<Result<_, _>>().map(Self)
    }
}

impl<T: Validate, const MAX: usize> Validate for Commas<T, MAX> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        if self.0.len() > MAX {
            let mut error = ValidationError::new("items");
            error.add_param("max".into(), &MAX);
            return Err(fault(error));
        }
        self.0.validate()
    }
}

/// What utoipa's derive asks of a generic type; its `PartialSchema` follows from it. A field of a query names an alias, as
/// utoipa does not gather what a generic one refers to.
impl<T: ToSchema, const MAX: usize> utoipa::__dev::ComposeSchema for Commas<T, MAX> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(T::name()))));
        ArrayBuilder::new()
            .items(items)
            .min_items(Some(1))
            .max_items(Some(MAX))
            .into()
    }
}

impl<T: ToSchema, const MAX: usize> ToSchema for Commas<T, MAX> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}Commas{MAX}Of{}", T::name()))
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}
