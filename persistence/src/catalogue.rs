//! Importing what an administration publishes, whole and idempotently.

use crate::db::Conn;
use crate::error::StoreError;
use crate::versioned::Saved;
use crate::{administrations, charters, offices, procedures, ristoro, services};
use cartaviva_domain::catalogue::Catalogue;
use time::OffsetDateTime;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that were not there.
    pub added: u32,
    /// Entries that were there and have changed.
    pub changed: u32,
    /// Entries that were there as they are.
    pub same: u32,
}

impl Imported {
    fn count(&mut self, saved: Saved) {
        match saved {
            Saved::Added => self.added += 1,
            Saved::Changed => self.changed += 1,
            Saved::Same => self.same += 1,
        }
    }
}

/// Keeps everything a catalogue holds. What is known and not in it stays: cases may refer to it.
///
/// # Errors
/// [`StoreError`] when the database fails; the caller's transaction then changes nothing.
pub fn save(conn: &mut Conn, catalogue: &Catalogue, now: OffsetDateTime) -> Result<Imported, StoreError> {
    let code = &catalogue.administration.code;
    let mut done = Imported::default();
    done.count(administrations::save(conn, &catalogue.administration, now)?);
    let calendar = &catalogue.administration.calendar;
    done.count(administrations::save_calendar(conn, code, None, calendar, now)?);
    for (position, office) in (0..).zip(&catalogue.offices) {
        done.count(offices::save(conn, code, position, office)?);
        let calendar = office.calendar.as_ref().unwrap_or(calendar);
        done.count(administrations::save_calendar(
            conn,
            code,
            Some(&office.code),
            calendar,
            now,
        )?);
    }
    for (position, service) in (0..).zip(&catalogue.services) {
        done.count(services::save(conn, code, position, service)?);
    }
    for (position, charter) in (0..).zip(&catalogue.charters) {
        done.count(charters::save(conn, code, position, charter)?);
    }
    for (position, procedure) in (0..).zip(&catalogue.procedures) {
        done.count(procedures::save(conn, code, position, procedure)?);
    }
    if let Some(redress) = &catalogue.ristoro {
        done.count(ristoro::save_policy(conn, code, &redress.policy)?);
        for (position, item) in (0..).zip(&redress.items) {
            done.count(ristoro::save_item(conn, code, position, item)?);
        }
    }
    Ok(done)
}
