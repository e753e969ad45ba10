//! A standard as anybody sees it.

use cartaviva_domain::charters::Edition;
use cartaviva_domain::standards::{Exception, Standard};
use serde::Serialize;
use time::Date;
use utoipa::ToSchema;

use super::exceptions::ExceptionView;
use crate::bounded::{Code, Line, Link, List, Paragraph};
use crate::charters::CharterFile;
use crate::links::Links;
use crate::words::{ComparatorWord, ScopeWord, StandardUnitWord};

/// One promised level of quality.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Standard)]
pub struct StandardView {
    /// Its code within the administration.
    pub code: Code,
    /// General, or specific: one that users can check on their own case.
    pub scope: ScopeWord,
    /// The dimension of quality: a reserved code (`accessibility`, `timeliness`, `transparency`, `effectiveness`,
    /// `continuity`, `confidentiality`, `integrity`, `availability`) or the charter's own words.
    pub dimension: Paragraph<1, 120>,
    /// The factor within the dimension.
    pub sub_dimension: Paragraph<1, 200>,
    /// What is measured.
    pub indicator: Paragraph<1, 300>,
    /// How it is measured.
    pub formula: Paragraph<1, 5000>,
    /// How the value reached is compared with the target.
    pub comparator: ComparatorWord,
    /// The programmed value as printed: a number, `true` or `false`, `immediate`.
    pub target: Line<1, 14>,
    /// The unit of the target and of the values reached.
    pub unit: StandardUnitWord,
    /// Where the value reached comes from.
    pub measured_by: Line<1, 120>,
    /// The exceptions that hold today or later: each, for a time, another target in the place of this one.
    pub exceptions: List<ExceptionView, 100>,
    /// What the charter prints of redress beside it; absent where it prints nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub redress_foreseen: Option<bool>,
    /// The office that answers for it, where the charter says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// The service it is about, where the charter says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Code>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: StandardLinks,
}

/// The links of a standard.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StandardLinks {
    /// The standard itself, in its edition.
    #[serde(rename = "self")]
    pub this: Link,
    /// The charter in that edition.
    pub charter: Link,
    /// What was reached of its standards this year.
    pub scorecard: Link,
    /// Every exception to it.
    pub exceptions: Link,
    /// The office that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Link>,
    /// The service it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Link>,
}

/// Where standards stand: the charter, its edition, what is excepted from them, and on which day that is looked at.
pub(crate) struct StandardPlace<'a> {
    pub(crate) file: &'a CharterFile,
    pub(crate) edition: &'a Edition,
    pub(crate) exceptions: &'a [Exception],
    pub(crate) today: Date,
    pub(crate) links: &'a Links,
}

impl StandardPlace<'_> {
    fn exceptions_of(&self, standard: &Standard) -> List<ExceptionView, 100> {
        let current = self
            .exceptions
            .iter()
            .filter(|exception| exception.standard == standard.code && exception.until >= self.today);
        current
            .map(|exception| ExceptionView::of(self.file, exception, self.links))
            .collect()
    }
}

impl StandardView {
    /// A standard of an edition of a charter, with the exceptions to it that have not ended on a day.
    pub(crate) fn of(place: &StandardPlace<'_>, standard: &Standard) -> Self {
        let StandardPlace {
            file, edition, links, ..
        } = place;
        let (administration, charter) = (&file.administration.code, &file.charter);
        let body = format!("/administrations/{administration}");
        let within = |part: &str| {
            links.to(&format!(
                "{body}/charters/{}{part}?edition={}",
                charter.code, edition.code
            ))
        };
        Self {
            code: standard.code.as_str().into(),
            scope: standard.scope.into(),
            dimension: standard.dimension.as_str().into(),
            sub_dimension: standard.sub_dimension.as_str().into(),
            indicator: standard.indicator.as_str().into(),
            formula: standard.formula.as_str().into(),
            comparator: standard.target.comparator().into(),
            target: standard.target.printed().into(),
            unit: standard.target.unit().into(),
            measured_by: standard.measured_by.words().into(),
            exceptions: place.exceptions_of(standard),
            redress_foreseen: standard.redress_foreseen,
            office: standard.office.as_ref().map(|code| code.as_str().into()),
            service: standard.service.as_ref().map(|code| code.as_str().into()),
            links: StandardLinks {
                this: within(&format!("/standards/{}", standard.code)),
                charter: within(""),
                scorecard: within("/scorecard"),
                exceptions: links.to(&format!(
                    "{body}/charters/{}/standards/{}/exceptions",
                    charter.code, standard.code
                )),
                office: standard
                    .office
                    .as_ref()
                    .map(|code| links.to(&format!("{body}/offices/{code}"))),
                service: standard
                    .service
                    .as_ref()
                    .map(|code| links.to(&format!("{body}/services/{code}"))),
            },
        }
    }
}
