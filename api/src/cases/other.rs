//! Another case that a request names.

use cartaviva_domain::codes::CaseId;
use cartaviva_persistence::Conn;

use super::act::Act;
use super::file::CaseFile;
use crate::bounded::Id;
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// Opens the file on another case of the same administration that the caller's roles reach.
///
/// # Errors
/// 422, naming the field, where there is none that the caller may know of.
pub(super) fn open_other(
    act: &Act,
    db: &mut Conn,
    file: &CaseFile,
    pointer: &str,
    id: &Id,
) -> Result<CaseFile, ApiError> {
    let unknown = || {
        let detail = Bilingual::new(
            "L'ente non ha questa pratica.",
            "The administration has no such case.",
        );
        ApiError::field(pointer, "unknown", detail)
    };
    let id = id.as_str().parse().map_err(|_| unknown())?;
    let opened = CaseFile::open(db, act.who(), &file.case.administration, CaseId(id));
    opened.map_err(|error| match error.code() {
        ProblemCode::CaseNotFound => unknown(),
        _ => error,
    })
}
