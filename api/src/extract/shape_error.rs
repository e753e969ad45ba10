//! A body or a query that does not have the shape of what is asked: which member, and why.

use std::fmt::Display;

use super::pointer;
use crate::language::Bilingual;
use crate::problem::FieldError;

/// The member at fault, from what serde says about it. serde's sentence is classified, never passed on: it repeats values.
pub(super) fn field(path: &serde_path_to_error::Path, said: &impl Display) -> FieldError {
    let said = said.to_string();
    let here = pointer::of_path(path);
    let name = quoted(&said);
    if said.starts_with("missing field") {
        return fault(pointer::join(&here, name), "missing", missing());
    }
    if said.starts_with("unknown field") {
        return fault(under(here, name), "unknown", unknown(&said));
    }
    if said.starts_with("duplicate field") {
        return fault(under(here, name), "duplicate", duplicate());
    }
    if said.starts_with("unknown variant") {
        return fault(here, "not_listed", not_listed(&said));
    }
    let other = ["invalid type", "invalid length", "expected value"];
    if other.iter().any(|beginning| said.starts_with(beginning)) {
        return fault(here, "type", wrong_type(&said));
    }
    fault(here, "format", wrong_format())
}

fn fault(pointer: String, code: &'static str, detail: Bilingual) -> FieldError {
    FieldError {
        pointer,
        code: code.into(),
        detail,
    }
}

/// The pointer to the member `name`, which serde may already have entered when it complains.
fn under(here: String, name: &str) -> String {
    let member = pointer::join("", name);
    if here.ends_with(&member) {
        here
    } else {
        here + &member
    }
}

/// The first name in backquotes.
fn quoted(said: &str) -> &str {
    said.split('`').nth(1).unwrap_or_default()
}

/// What serde says it expected, without the position that serde_json adds.
fn expected(said: &str) -> Option<&str> {
    let (_, expected) = said
        .split_once(", expected ")
        .or_else(|| said.split_once(", there are "))?;
    Some(expected.split(" at line ").next().unwrap_or(expected))
}

/// The names serde lists in backquotes after "expected".
fn listed(said: &str) -> Option<String> {
    let names: Vec<_> = expected(said)?.split('`').skip(1).step_by(2).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn missing() -> Bilingual {
    Bilingual::new("Il campo manca.", "The field is missing.")
}

fn duplicate() -> Bilingual {
    Bilingual::new("Il campo compare due volte.", "The field appears twice.")
}

fn unknown(said: &str) -> Bilingual {
    match listed(said) {
        Some(names) => Bilingual::new(
            format!("Il campo non esiste. Campi ammessi: {names}."),
            format!("There is no such field. Known fields: {names}."),
        ),
        None => Bilingual::new("Il campo non esiste.", "There is no such field."),
    }
}

fn not_listed(said: &str) -> Bilingual {
    match listed(said) {
        Some(names) => Bilingual::new(
            format!("Valori ammessi: {names}."),
            format!("The value must be one of: {names}."),
        ),
        None => wrong_format(),
    }
}

fn wrong_type(said: &str) -> Bilingual {
    let (it, en) = match expected(said).unwrap_or_default() {
        names if names.starts_with("struct ") || names == "a map" => ("un oggetto", "an object"),
        "a sequence" => ("un elenco", "an array"),
        "a boolean" => ("vero o falso", "true or false"),
        number if number.starts_with(['i', 'u', 'f']) => ("un numero", "a number"),
        _ => ("un testo", "a string"),
    };
    Bilingual::new(
        format!("Il valore è di un altro tipo: serve {it}."),
        format!("The value is of another type: {en} is needed."),
    )
}

fn wrong_format() -> Bilingual {
    Bilingual::new(
        "Il valore non ha la forma attesa.",
        "The value does not have the expected form.",
    )
}
