//! A standard with the value it reached in a period.

use cartaviva_domain::period::Period;
use cartaviva_domain::standards::{Exception, Standard};
use cartaviva_persistence::measurements::{self, Key, Measurement};
use cartaviva_persistence::settled::Settlements;
use cartaviva_persistence::{Conn, exceptions};
use std::slice;
use time::OffsetDateTime;

use super::path::MeasurementPath;
use super::reached::{Known, settlements};
use super::view::{MeasurementView, Place};
use super::window::{Window, period};
use crate::charters::CharterFile;
use crate::links::Links;
use crate::problem::ApiError;
use crate::standards;

/// A standard of the edition that holds in a period, and what was recorded of it.
pub(crate) struct MeasurementFile {
    pub(crate) charter: CharterFile,
    pub(crate) standard: Standard,
    pub(crate) window: Window,
    recorded: Vec<(Period, Measurement)>,
    exceptions: Vec<Exception>,
    settlements: Settlements,
}

impl MeasurementFile {
    /// Opens what a path names.
    ///
    /// # Errors
    /// 404 that says what is not there.
    pub(crate) fn open(db: &mut Conn, path: &MeasurementPath, now: OffsetDateTime) -> Result<Self, ApiError> {
        let charter = CharterFile::open(db, &path.administration, &path.charter)?;
        let window = Window::of(Some(period(&path.period)?), &charter.calendar, now)?;
        let standard =
            standards::find(charter.edition_of_period(None, window.day, now)?, &path.standard)?.clone();
        let (administration, code) = (&charter.administration.code, &charter.charter.code);
        let recorded = measurements::within(db, administration, code, window.period)?;
        let exceptions = exceptions::of_standard(db, administration, code, &standard.code)?;
        let settlements = settlements(db, administration, slice::from_ref(&standard), window)?;
        Ok(Self {
            charter,
            standard,
            window,
            recorded,
            exceptions,
            settlements,
        })
    }

    fn known(&self) -> Known<'_> {
        Known {
            recorded: &self.recorded,
            exceptions: &self.exceptions,
            settlements: &self.settlements,
        }
    }

    /// What was recorded for the very period.
    pub(crate) fn recorded(&self) -> Option<&Measurement> {
        self.known().recorded_of(&self.standard, self.window.period)
    }

    /// Puts a value just recorded in the place of the one before.
    pub(crate) fn replace(&mut self, measurement: Measurement) {
        let period = self.window.period;
        self.recorded
            .retain(|(of, known)| *of != period || known.standard != measurement.standard);
        self.recorded.push((period, measurement));
    }

    /// Where the recorded value is kept.
    pub(crate) fn key(&self) -> Key<'_> {
        Key {
            administration: &self.charter.administration.code,
            charter: &self.charter.charter.code,
            standard: &self.standard.code,
            period: self.window.period,
        }
    }

    /// The value as it now stands.
    pub(crate) fn view(&self, links: &Links) -> MeasurementView {
        let line = self.known().line(&self.standard, self.window);
        let place = Place {
            charter: &self.charter,
            period: self.window.period,
            links,
        };
        MeasurementView::of(&place, &line, self.recorded())
    }
}
