//! JSON Pointers (RFC 6901) to what is at fault.

use serde_path_to_error::{Path, Segment};
use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::sentences;
use crate::bounded::SELF;
use crate::problem::FieldError;

/// The member under which validator's own collections report their items.
const COLLECTION: &str = "_tmp_validator";

/// The pointer with one more step.
pub(super) fn join(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// The pointer to where reading stopped.
pub(super) fn of_path(path: &Path) -> String {
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => join(&pointer, &index.to_string()),
        Segment::Map { key } => join(&pointer, key),
        Segment::Enum { .. } | Segment::Unknown => pointer,
    })
}

/// Every refused field, by pointer.
pub(super) fn refused_fields(errors: &ValidationErrors) -> Vec<FieldError> {
    let mut fields = Vec::new();
    collect(errors, "", &mut fields);
    fields.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    fields
}

fn collect(errors: &ValidationErrors, pointer: &str, fields: &mut Vec<FieldError>) {
    for (name, kind) in errors.errors() {
        let here = if name == SELF || name == COLLECTION {
            pointer.to_owned()
        } else {
            join(pointer, name)
        };
        match kind {
            ValidationErrorsKind::Field(faults) => {
                fields.extend(faults.iter().map(|fault| refused(fault, &here)))
            }
            ValidationErrorsKind::Struct(inner) => collect(inner, &here, fields),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &join(&here, &index.to_string()), fields);
                }
            }
        }
    }
}

fn refused(fault: &ValidationError, pointer: &str) -> FieldError {
    FieldError {
        pointer: pointer.to_owned(),
        code: fault.code.clone(),
        detail: sentences::refusal(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_escapes_what_the_pointer_means_otherwise() {
        assert_eq!(join("", "a/b~c"), "/a~1b~0c");
        assert_eq!(join("/list", "0"), "/list/0");
    }
}
