//! An emergency as staff see it.

use cartaviva_domain::protocol::EmergencyPeriod;
use cartaviva_persistence::{Conn, protocol};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Id, Int, Link, Moment, Paragraph};
use crate::links::Links;
use crate::problem::ApiError;
use crate::protocol::Book;

/// A time in which the register could not be used, and documents took numbers of the emergency register (D.P.R. 445/2000
/// art. 63).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = EmergencyPeriod)]
pub struct PeriodView {
    /// Its id.
    pub id: Id,
    /// What stopped the register.
    pub cause: Paragraph<3, 2000>,
    /// The act that authorises the emergency register.
    pub reference: Paragraph<1, 300>,
    /// When the register stopped.
    pub stopped_at: Moment,
    /// When the emergency register was opened.
    pub opened_at: Moment,
    /// Who opened it, in the terms of the issuer of their token.
    pub opened_by: Paragraph<1, 300>,
    /// When the register could be used again; absent while the emergency is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restored_at: Option<Moment>,
    /// When the emergency register was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
    /// Who closed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<Paragraph<1, 300>>,
    /// How many documents took a number of the emergency register.
    pub documents: Int<0, 9_007_199_254_740_991>,
    /// How many of them wait for their ordinary number.
    pub waiting: Int<0, 9_007_199_254_740_991>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: PeriodLinks,
}

/// The links of an emergency.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = EmergencyPeriodLinks)]
pub struct PeriodLinks {
    /// The emergency itself.
    #[serde(rename = "self")]
    pub this: Link,
}

impl PeriodView {
    /// An emergency, with how many documents it concerns.
    pub(super) fn of(
        db: &mut Conn,
        book: &Book,
        period: &EmergencyPeriod,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let own = &book.administration.code;
        let (documents, waiting) = protocol::counted(db, own, period.id)?;
        let end = period.end.as_ref();
        Ok(Self {
            id: period.id.to_string().into(),
            cause: period.cause.as_str().into(),
            reference: period.reference.as_str().into(),
            stopped_at: book.moment(period.stopped_at),
            opened_at: book.moment(period.opened_at),
            opened_by: period.opened_by.as_str().into(),
            restored_at: end.map(|end| book.moment(end.restored_at)),
            closed_at: end.map(|end| book.moment(end.closed_at)),
            closed_by: end.map(|end| end.closed_by.as_str().into()),
            documents: documents.into(),
            waiting: waiting.into(),
            links: PeriodLinks {
                this: links.to(&format!("/administrations/{own}/emergency-periods/{}", period.id)),
            },
        })
    }
}
