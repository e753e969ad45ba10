//! An exception as anybody sees it.

use cartaviva_domain::standards::Exception;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Code, Day, Id, Line, Link, Paragraph};
use crate::charters::CharterFile;
use crate::links::Links;
use crate::words::{ComparatorWord, StandardUnitWord};

/// For a time, another target in the place of a standard's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StandardException)]
pub struct ExceptionView {
    /// Its id.
    pub id: Id,
    /// The standard.
    pub standard: Code,
    /// How the value reached is compared with the target.
    pub comparator: ComparatorWord,
    /// What is promised meanwhile, as printed.
    pub target: Line<1, 14>,
    /// The unit of the target, which is the standard's.
    pub unit: StandardUnitWord,
    /// The first day on which it holds.
    pub from: Day,
    /// The last day on which it holds.
    pub until: Day,
    /// Why.
    pub reason: Paragraph<3, 2000>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ExceptionLinks,
}

/// The links of an exception.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StandardExceptionLinks)]
pub struct ExceptionLinks {
    /// The exception itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// The standard.
    pub standard: Link,
}

impl ExceptionView {
    /// An exception to a standard of a charter.
    pub(crate) fn of(file: &CharterFile, exception: &Exception, links: &Links) -> Self {
        let standard = format!(
            "/administrations/{}/charters/{}/standards/{}",
            file.administration.code, file.charter.code, exception.standard
        );
        Self {
            id: exception.id.to_string().into(),
            standard: exception.standard.as_str().into(),
            comparator: exception.target.comparator().into(),
            target: exception.target.printed().into(),
            unit: exception.target.unit().into(),
            from: Day(exception.from),
            until: Day(exception.until),
            reason: exception.reason.as_str().into(),
            links: ExceptionLinks {
                this: links.to(&format!("{standard}/exceptions/{}", exception.id)),
                standard: links.to(&standard),
            },
        }
    }
}
