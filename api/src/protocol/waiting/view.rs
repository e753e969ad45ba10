//! A document that waits for its ordinary number, or waited.

use cartaviva_domain::protocol::{Deferred, OrdinaryNumber};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Id, Int, Line, Link, Moment, Paragraph, ProtocolDirectionWord, Sha256Hex};
use crate::links::Links;
use crate::protocol::Book;
use crate::protocol::view::{EmergencyNumberView, ForeignProtocolView, hex, padded};

/// A document that waits for its ordinary number, or waited for it: with all that a register enters (D.P.R. 445/2000 art.
/// 53).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaitingDocument {
    /// Its place among those of the administration.
    pub id: Int<1, 9_007_199_254_740_991>,
    /// Whether it was received, is sent, or stays inside.
    pub direction: ProtocolDirectionWord,
    /// The sender of what was received, the recipient of what is sent.
    pub correspondent: Paragraph<1, 500>,
    /// What it is about.
    pub subject: Paragraph<1, 500>,
    /// The SHA-256 of the document.
    pub digest: Sha256Hex,
    /// The number and date that a received document has in the register of who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign_protocol: Option<ForeignProtocolView>,
    /// When it arrived: the date of its registration may not differ (L. 241/1990 art. 18-bis).
    pub arrived_at: Moment,
    /// The number that it took in the emergency register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<EmergencyNumberView>,
    /// Its ordinary number, once it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<OrdinaryNumberView>,
    /// The case that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Id>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: WaitingDocumentLinks,
}

/// The ordinary number that a document took at last.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OrdinaryNumber)]
pub struct OrdinaryNumberView {
    /// The code of the register.
    pub register: Line<1, 16>,
    /// The year.
    pub year: Int<2000, 2199>,
    /// The number within the year.
    pub number: Line<7, 20>,
    /// When it was registered there.
    pub registered_at: Moment,
    /// Whether that was on a later day than the document arrived, which L. 241/1990 art. 18-bis does not want. No term moves.
    pub late: bool,
}

/// The links of a document that waits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaitingDocumentLinks {
    /// The document itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// Where its number is told.
    pub protocol: Link,
}

impl WaitingDocument {
    /// A document of a register.
    pub(in crate::protocol) fn of(book: &Book, deferred: &Deferred, links: &Links) -> Self {
        let Deferred {
            sequence,
            document,
            particulars,
            arrived_at,
            number,
        } = deferred;
        let own = format!(
            "/administrations/{}/waiting-documents/{sequence}",
            book.administration.code
        );
        Self {
            id: (*sequence).into(),
            direction: document.direction.into(),
            correspondent: document.correspondent.as_str().into(),
            subject: document.subject.as_str().into(),
            digest: hex(document.digest),
            foreign_protocol: particulars.foreign.as_ref().map(ForeignProtocolView::of),
            arrived_at: book.moment(*arrived_at),
            emergency: particulars.emergency.as_ref().map(EmergencyNumberView::of),
            protocol: number
                .as_ref()
                .map(|number| OrdinaryNumberView::of(book, deferred, number)),
            case: particulars.case.map(|case| case.0.to_string().into()),
            links: WaitingDocumentLinks {
                protocol: links.to(&format!("{own}/protocol")),
                this: links.to(&own),
            },
        }
    }
}

impl OrdinaryNumberView {
    fn of(book: &Book, deferred: &Deferred, number: &OrdinaryNumber) -> Self {
        let day = |at| book.calendar.date_of(at);
        Self {
            register: number.register.as_str().into(),
            year: i64::from(number.number.year).into(),
            number: padded(number.number.number),
            registered_at: book.moment(number.registered_at),
            late: day(number.registered_at) > day(deferred.arrived_at),
        }
    }
}
