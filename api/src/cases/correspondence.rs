//! What goes out to whoever presented a case and what comes in from them, each entered in the protocol register.

use cartaviva_domain::protocol::{Direction, Document, digest_of};
use cartaviva_persistence::{Conn, protocol, reporters};
use time::OffsetDateTime;

use super::file::CaseFile;
use crate::problem::ApiError;

/// Registers what was written to whoever presented a case.
pub(super) fn send(db: &mut Conn, file: &CaseFile, text: &str, now: OffsetDateTime) -> Result<(), ApiError> {
    register(db, file, Direction::Outgoing, &[text], now)
}

/// Registers what whoever presented a case sent after it.
pub(super) fn take_in(
    db: &mut Conn,
    file: &CaseFile,
    parts: &[&str],
    now: OffsetDateTime,
) -> Result<(), ApiError> {
    register(db, file, Direction::Incoming, parts, now)
}

fn register(
    db: &mut Conn,
    file: &CaseFile,
    direction: Direction,
    parts: &[&str],
    now: OffsetDateTime,
) -> Result<(), ApiError> {
    let case = &file.case;
    let reporter = reporters::find(db, &case.administration, case.id)?;
    let own = case.id.0.as_bytes().as_slice();
    let written: Vec<&[u8]> = [own]
        .into_iter()
        .chain(parts.iter().map(|part| part.as_bytes()))
        .collect();
    let document = Document {
        direction,
        correspondent: reporter.full_name().unwrap_or_else(|| "Anonimo".to_owned()),
        subject: case.subject.to_string(),
        digest: digest_of(&written),
    };
    let today = file.calendar().date_of(now);
    protocol::register(db, &case.administration, today, document, case.id, now)?;
    Ok(())
}
