//! From the text of a file to a catalogue: the schema, then the values, then what must hold between them.

use std::path::Path;

use cartaviva_domain::catalogue::{Catalogue, Fault};
use serde_json::Value;
use serde_path_to_error::Segment;

use super::fault::ImportFault;
use super::schema::{Schema, step};

/// The catalogue that the text of a file holds.
///
/// # Errors
/// [`ImportFault::NotJson`], or [`ImportFault::Refused`] with every fault that its stage finds.
pub(super) fn catalogue(schema: &Schema, file: &Path, text: &str) -> Result<Catalogue, ImportFault> {
    let document = serde_json::from_str(text).map_err(|source| ImportFault::NotJson {
        file: file.to_owned(),
        source,
    })?;
    checked(schema, document).map_err(|faults| ImportFault::Refused {
        file: file.to_owned(),
        faults,
    })
}

fn checked(schema: &Schema, document: Value) -> Result<Catalogue, Vec<Fault>> {
    none(schema.faults(&document))?;
    let catalogue: Catalogue =
        serde_path_to_error::deserialize(document).map_err(|error| vec![misread(&error)])?;
    none(catalogue.faults())?;
    Ok(catalogue)
}

fn none(faults: Vec<Fault>) -> Result<(), Vec<Fault>> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A value of the right shape that cannot be (a day that no month has).
fn misread(error: &serde_path_to_error::Error<serde_json::Error>) -> Fault {
    let pointer = error
        .path()
        .iter()
        .fold(String::new(), |pointer, segment| match segment {
            Segment::Seq { index } => step(&pointer, &index.to_string()),
            Segment::Map { key } => step(&pointer, key),
            Segment::Enum { .. } | Segment::Unknown => pointer,
        });
    Fault {
        pointer,
        what: error.inner().to_string(),
    }
}
