//! A standard with the value it reached in a period.

use cartaviva_domain::scorecard::Line;
use cartaviva_domain::standards::Standard;
use cartaviva_persistence::Conn;
use cartaviva_persistence::measurements::{self, Key, Measurement};
use time::OffsetDateTime;

use super::path::MeasurementPath;
use super::reached::reached;
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
    pub(crate) recorded: Option<Measurement>,
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
        let mut file = Self {
            charter,
            standard,
            window,
            recorded: None,
        };
        file.recorded = measurements::find(db, file.key())?;
        Ok(file)
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
    pub(crate) fn view(&self, db: &mut Conn, links: &Links) -> Result<MeasurementView, ApiError> {
        let administration = &self.charter.administration.code;
        let reached = reached(
            db,
            administration,
            &self.standard,
            self.window,
            self.recorded.as_ref(),
        )?;
        let place = Place {
            charter: &self.charter,
            period: self.window.period,
            links,
        };
        Ok(MeasurementView::of(
            &place,
            &Line::of(self.standard.clone(), reached),
            self.recorded.as_ref(),
        ))
    }
}
