//! What was written in the fields of a form, by the code of each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

use super::shape::Shape;
use super::shapes::CodeShape;
use super::{Code, INLINE, Paragraph, fault};

/// The most fields of a form.
const MOST: usize = 50;

/// What was written in the fields of a form: at most 50 texts, each by the code of its field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormFields(BTreeMap<String, Paragraph<1, 5000>>);

impl FormFields {
    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was written, by the codes of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(code, text)| (code.as_str(), text.as_str()))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for FormFields {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(fields: I) -> Self {
        Self(
            fields
                .into_iter()
                .map(|(code, text)| (code.to_owned(), text.into()))
                .collect(),
        )
    }
}

impl Validate for FormFields {
    fn validate(&self) -> Result<(), ValidationErrors> {
        if self.0.len() > MOST {
            let mut error = ValidationError::new("items");
            error.add_param("max".into(), &MOST);
            return Err(fault(error));
        }
        let mut errors = ValidationErrors::new();
        for (code, text) in &self.0 {
            let checked = Code::from(code.as_str())
                .validate()
                .and_then(|()| text.validate());
            if let Err(inner) = checked {
                let kind = ValidationErrorsKind::Struct(Box::new(inner));
                errors.errors_mut().insert(Cow::Owned(code.clone()), kind);
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

impl PartialSchema for FormFields {
    fn schema() -> RefOr<Schema> {
        let code = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(CodeShape::MIN))
            .max_length(Some(CodeShape::MAX))
            .pattern(Some(CodeShape::PATTERN));
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .property_names(Some(code))
            .additional_properties(Some(AdditionalProperties::RefOr(Paragraph::<1, 5000>::schema())))
            .max_properties(Some(MOST))
            .into()
    }
}

impl ToSchema for FormFields {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}FormFields"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> FormFields {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn each_field_has_a_code_and_a_text() {
        assert!(read(r#"{"document":"Permesso 12/2026"}"#).validate().is_ok());
        for odd in [r#"{"Document":"x"}"#, r#"{"document":""}"#, r#"{"":"x"}"#] {
            assert!(read(odd).validate().is_err(), "{odd}");
        }
    }

    #[test]
    fn a_form_has_at_most_fifty_fields() {
        let form = |count: usize| {
            let codes: Vec<String> = (0..count).map(|number| format!("f{number}")).collect();
            codes
                .iter()
                .map(|code| (code.as_str(), "x"))
                .collect::<FormFields>()
        };
        assert!(form(50).validate().is_ok());
        assert!(form(51).validate().is_err());
    }
}
