//! The JSON Schema of charter files, and what it finds.

use cartaviva_domain::catalogue::Fault;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::fault::ImportFault;

/// The published schema.
const PUBLISHED: &str = include_str!("../../../examples/charter-file.schema.json");

/// The schema of charter files, ready to check.
#[derive(Debug)]
pub struct Schema(Validator);

impl Schema {
    /// The schema that is compiled in.
    ///
    /// # Errors
    /// [`ImportFault::Schema`] when it cannot be used.
    pub fn embedded() -> Result<Self, ImportFault> {
        let schema =
            serde_json::from_str(PUBLISHED).map_err(|error| ImportFault::Schema(error.to_string()))?;
        let validator = jsonschema::options().should_validate_formats(true).build(&schema);
        validator
            .map(Self)
            .map_err(|error| ImportFault::Schema(error.to_string()))
    }

    /// Everything in a document that is not as the schema says.
    #[must_use]
    pub fn faults(&self, document: &Value) -> Vec<Fault> {
        self.0
            .iter_errors(document)
            .flat_map(|error| faults(&error))
            .collect()
    }
}

/// The faults that one finding of the schema names, each at the value to be mended.
fn faults(error: &ValidationError<'_>) -> Vec<Fault> {
    let here = error.instance_path().as_str();
    match error.kind() {
        Kind::Required {
            property: Value::String(name),
        } => {
            vec![Fault {
                pointer: step(here, name),
                what: "it is missing".to_owned(),
            }]
        }
        Kind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| Fault {
                pointer: step(here, name),
                what: "there is no such member".to_owned(),
            })
            .collect(),
        Kind::OneOfNotValid { context } => match closest(context) {
            Some(found) => found.iter().flat_map(faults).collect(),
            None => vec![said(error)],
        },
        _ => vec![said(error)],
    }
}

/// Of several forms, none of which fits, what keeps the one from fitting that is closest; none when two are as close.
fn closest<'a, 'i>(forms: &'a [Vec<ValidationError<'i>>]) -> Option<&'a [ValidationError<'i>]> {
    let least = forms.iter().map(Vec::len).min()?;
    let mut close = forms.iter().filter(|form| form.len() == least);
    let only = close.next()?;
    close.next().is_none().then_some(only.as_slice())
}

/// What the schema says, without repeating the value.
fn said(error: &ValidationError<'_>) -> Fault {
    let what = match error.kind() {
        Kind::OneOfNotValid { .. } => "it has none of the forms that the schema knows".to_owned(),
        _ => error.masked_with("the value").to_string(),
    };
    Fault {
        pointer: error.instance_path().as_str().to_owned(),
        what,
    }
}

/// A JSON Pointer with one more step (RFC 6901).
pub(super) fn step(pointer: &str, member: &str) -> String {
    format!("{pointer}/{}", member.replace('~', "~0").replace('/', "~1"))
}
