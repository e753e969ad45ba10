//! Importing what an administration publishes, whole and idempotently.

use crate::db::Conn;
use crate::error::StoreError;
use crate::recomputation::{self, Change, RecomputeFault, Recorder};
use crate::versioned::Saved;
use crate::{administrations, calendars, charters, offices, procedures, protocol, ristoro, services};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::catalogue::Catalogue;
use cartaviva_domain::codes::{AdministrationCode, Code};
use std::collections::HashMap;

/// Why a calendar changed that came with a file.
const IMPORTED: &str = "import";

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

/// Keeps everything a catalogue holds. What is known and not in it stays: cases may refer to it. A calendar that has changed
/// holds from `recorder.now` on and recomputes the deadlines that still run.
///
/// # Errors
/// [`RecomputeFault`] when the database fails, or a running term has no end by a changed calendar; the caller's transaction
/// then changes nothing.
pub fn save(
    conn: &mut Conn,
    catalogue: &Catalogue,
    recorder: &Recorder<'_>,
) -> Result<Imported, RecomputeFault> {
    let code = &catalogue.administration.code;
    let mut done = Imported::default();
    done.count(administrations::save(
        conn,
        &catalogue.administration,
        recorder.now,
    )?);
    let calendar = &catalogue.administration.calendar;
    done.count(calendars::save(conn, code, None, calendar, recorder.now)?);
    let mut changed = Vec::new();
    for (position, office) in (0..).zip(&catalogue.offices) {
        done.count(offices::save(conn, code, position, office)?);
        let calendar = office.calendar.as_ref().unwrap_or(calendar);
        let saved = calendars::save(conn, code, Some(&office.code), calendar, recorder.now)?;
        if saved == Saved::Changed {
            changed.push(&office.code);
        }
        done.count(saved);
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
    if let Some(kind) = catalogue.protocol_system {
        done.count(protocol::import_system(conn, code, kind)?);
    }
    for office in changed {
        recompute(conn, code, office, recorder)?;
    }
    Ok(done)
}

/// Recomputes what runs by the calendar of an office, of which a version has just been added.
fn recompute(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: &Code,
    recorder: &Recorder<'_>,
) -> Result<(), RecomputeFault> {
    let history = calendars::history(conn, administration, Some(office))?;
    let change = Change {
        valid_from: history.last().valid_from,
        calendars: HashMap::from([(office.clone(), history)]),
        reason: Reason::parse(IMPORTED).map_err(StoreError::corrupt)?,
    };
    recomputation::carry_out(conn, administration, &change, recorder)?;
    Ok(())
}
