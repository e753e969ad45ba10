//! A charter with what tells which of its editions holds.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::charters::{Charter, Edition, edition_in_force};
use cartaviva_domain::codes;
use cartaviva_domain::offices::Administration;
use cartaviva_persistence::{Conn, charters};
use time::{Date, OffsetDateTime};

use super::view::CharterView;
use crate::administrations;
use crate::bounded::{AdministrationCode, Code};
use crate::etag::ETag;
use crate::links::Links;
use crate::problem::{ApiError, ProblemCode};

/// A charter, its administration and the calendar by which its days are told.
pub(crate) struct CharterFile {
    pub(crate) administration: Administration,
    pub(crate) calendar: Calendar,
    pub(crate) charter: Charter,
    /// Grows by one with every change of the charter.
    pub(crate) version: i32,
}

impl CharterFile {
    /// Opens the file on a charter.
    ///
    /// # Errors
    /// 404 that says whether the administration or the charter is not there.
    pub(crate) fn open(
        db: &mut Conn,
        administration: &AdministrationCode,
        charter: &Code,
    ) -> Result<Self, ApiError> {
        let administration = administrations::find(db, administration)?;
        let unknown = || ApiError::new(ProblemCode::CharterNotFound);
        let code = codes::Code::parse(charter.as_str()).map_err(|_| unknown())?;
        let found = charters::find(db, &administration.code, &code)?.ok_or_else(unknown)?;
        let calendar = calendar(&administration)?;
        Ok(Self {
            administration,
            calendar,
            charter: found.value,
            version: found.version,
        })
    }

    /// The tag of the charter as it is on a day, by which whoever changes it says what they read; one for all its editions.
    ///
    /// # Errors
    /// 500 when the charter cannot be written as JSON.
    pub(crate) fn tag(&self, day: Date, links: &Links) -> Result<ETag, ApiError> {
        let edition = edition_in_force(&self.charter.editions, day);
        let view = CharterView::of(&self.administration.code, &self.charter, edition, day, links);
        ETag::of_content(&(self.version, view))
    }

    /// The day it is where the administration is.
    pub(crate) fn today(&self, now: OffsetDateTime) -> Date {
        self.calendar.date_of(now)
    }

    /// The edition asked for, or else the one in force on a day.
    ///
    /// # Errors
    /// 404 when the charter has no such edition, or none in force on that day.
    pub(crate) fn edition(&self, asked: Option<&Code>, day: Date) -> Result<&Edition, ApiError> {
        let editions = &self.charter.editions;
        let found = match asked {
            Some(code) => editions
                .iter()
                .find(|edition| edition.code.as_str() == code.as_str()),
            None => edition_in_force(editions, day),
        };
        found.ok_or_else(|| ApiError::new(ProblemCode::EditionNotFound))
    }

    /// The edition asked for, or else the one by which a period is measured that is looked at on a day: the one in force
    /// then, or, for a period before every edition, the one in force now.
    ///
    /// # Errors
    /// 404 when the charter has no such edition, or none in force.
    pub(crate) fn edition_of_period(
        &self,
        asked: Option<&Code>,
        day: Date,
        now: OffsetDateTime,
    ) -> Result<&Edition, ApiError> {
        self.edition(asked, day)
            .or_else(|_| self.edition(asked, self.today(now)))
    }
}

/// The calendar of a whole administration.
///
/// # Errors
/// A fault of the service when what is stored is no calendar.
pub(super) fn calendar(administration: &Administration) -> Result<Calendar, ApiError> {
    Calendar::try_from(administration.calendar.clone()).map_err(ApiError::internal)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::{date, datetime};

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);

    fn file() -> CharterFile {
        let administration: Administration = serde_json::from_value(json!({
            "code": "c_e625", "name": "Comune di Livorno", "kind": "municipality", "calendar": {},
        }))
        .unwrap();
        let charter = serde_json::from_value(json!({
            "code": "urp", "kind": "specific", "title": "Carta dell'URP",
            "editions": [
                { "code": "2020", "in_force_from": "2020-01-01", "in_force_until": "2025-12-18" },
                { "code": "2025", "in_force_from": "2025-12-19" },
            ],
        }))
        .unwrap();
        let calendar = calendar(&administration).unwrap();
        CharterFile {
            administration,
            calendar,
            charter,
            version: 1,
        }
    }

    fn code(found: Result<&Edition, ApiError>) -> Option<String> {
        found.ok().map(|edition| edition.code.to_string())
    }

    #[test]
    fn the_edition_in_force_changes_at_midnight_in_rome() {
        let file = file();
        let on = |now| code(file.edition(None, file.today(now)));
        assert_eq!(on(datetime!(2025-12-18 22:59:59 UTC)).as_deref(), Some("2020"));
        assert_eq!(on(datetime!(2025-12-18 23:00:00 UTC)).as_deref(), Some("2025"));
    }

    #[test]
    fn the_tag_of_a_charter_changes_with_its_version_and_with_the_edition_in_force() {
        let (links, today) = (Links::under("http://h"), date!(2026 - 11 - 20));
        let tag = |file: &CharterFile, day| file.tag(day, &links).unwrap();
        let mut changed = file();
        changed.version = 2;
        assert_eq!(tag(&file(), today), tag(&file(), date!(2026 - 11 - 21)));
        assert_ne!(tag(&file(), today), tag(&changed, today));
        assert_ne!(tag(&file(), today), tag(&file(), date!(2025 - 12 - 18)));
    }

    #[test]
    fn an_edition_asked_for_is_found_whether_it_holds_or_not() {
        let file = file();
        assert_eq!(
            code(file.edition(Some(&"2020".into()), date!(2026 - 11 - 20))).as_deref(),
            Some("2020")
        );
        let refused = file
            .edition(Some(&"1999".into()), date!(2026 - 11 - 20))
            .unwrap_err();
        assert_eq!(refused.code(), ProblemCode::EditionNotFound);
    }

    #[test]
    fn a_period_before_every_edition_is_measured_by_the_one_in_force_now() {
        let file = file();
        let of = |day| code(file.edition_of_period(None, day, NOW));
        assert_eq!(of(date!(2024 - 12 - 31)).as_deref(), Some("2020"));
        assert_eq!(of(date!(2019 - 12 - 31)).as_deref(), Some("2025"));
        assert_eq!(code(file.edition(None, date!(2019 - 12 - 31))), None);
    }
}
