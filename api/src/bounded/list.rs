//! A list of a limited number of items.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, Ref, Schema};
use utoipa::openapi::{RefOr, schema::ArrayItems};
use validator::{Validate, ValidationError, ValidationErrors};

use super::{INLINE, fault};

/// A list of `MIN` (none, when it is not said) to `MAX` items, refused by `validate` when it is shorter or longer, or when one
/// of its items is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct List<T, const MAX: usize, const MIN: usize = 0>(Vec<T>);

impl<T, const MAX: usize, const MIN: usize> List<T, MAX, MIN> {
    /// The items, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The items, given away.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MAX: usize, const MIN: usize> Default for List<T, MAX, MIN> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize, const MIN: usize> From<Vec<T>> for List<T, MAX, MIN> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T, const MAX: usize, const MIN: usize> FromIterator<T> for List<T, MAX, MIN> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Validate, const MAX: usize, const MIN: usize> Validate for List<T, MAX, MIN> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        if !(MIN..=MAX).contains(&self.0.len()) {
            let mut error = ValidationError::new("items");
            error.add_param("min".into(), &MIN);
            error.add_param("max".into(), &MAX);
            return Err(fault(error));
        }
        self.0.validate()
    }
}

/// What utoipa's derive asks of a generic field; its `PartialSchema` follows from it.
impl<T: ToSchema, const MAX: usize, const MIN: usize> utoipa::__dev::ComposeSchema for List<T, MAX, MIN> {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(T::name()))));
        ArrayBuilder::new()
            .items(items)
            .min_items(Some(MIN))
            .max_items(Some(MAX))
            .into()
    }
}

impl<T: ToSchema, const MAX: usize, const MIN: usize> ToSchema for List<T, MAX, MIN> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}List{MIN}To{MAX}"))
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}
