//! A scorecard as anybody sees it.

use cartaviva_domain::charters::Edition;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::bounded::{Code, Day, Link, List, Moment};
use crate::charters::CharterFile;
use crate::links::Links;
use crate::measurements::{MeasurementView, PeriodName, Window};

/// Each standard of an edition of a charter beside the value it reached in a period.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Scorecard)]
pub struct ScorecardView {
    /// The charter.
    pub charter: Code,
    /// Its edition.
    pub edition: Code,
    /// The period.
    pub period: PeriodName,
    /// The first day of the period.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// When the values were looked up: what happened later is not in them.
    pub as_of: Moment,
    /// The standards, in the order of the document.
    pub standards: List<MeasurementView, 500>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ScorecardLinks,
}

/// The links of a scorecard.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScorecardLinks {
    /// The scorecard itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// The charter in this edition.
    pub charter: Link,
    /// The standards as it promises them.
    pub standards: Link,
}

impl ScorecardView {
    /// A scorecard of an edition in a period, as of a moment.
    pub(crate) fn of(
        file: &CharterFile,
        edition: &Edition,
        window: Window,
        now: OffsetDateTime,
        standards: Vec<MeasurementView>,
        links: &Links,
    ) -> Self {
        let period = window.period;
        let own = format!(
            "/administrations/{}/charters/{}",
            file.administration.code, file.charter.code
        );
        let edition = &edition.code;
        Self {
            charter: file.charter.code.as_str().into(),
            edition: edition.as_str().into(),
            period: period.to_string().into(),
            from: Day(period.first_day()),
            to: Day(period.last_day()),
            as_of: Moment(file.calendar.local(now)),
            standards: standards.into(),
            links: ScorecardLinks {
                this: links.to(&format!("{own}/scorecard?period={period}&edition={edition}")),
                charter: links.to(&format!("{own}?edition={edition}")),
                standards: links.to(&format!("{own}/standards?edition={edition}")),
            },
        }
    }
}
