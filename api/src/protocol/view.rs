//! An entry of the register as staff see it.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{
    Annulment, EmergencyNumber, Entry, ForeignProtocol, ProtocolNumber, Sha256Digest,
};
use data_encoding::HEXLOWER;
use serde::Serialize;
use utoipa::ToSchema;

use super::book::Book;
use crate::bounded::{Day, Id, Int, Line, Link, Moment, Paragraph, ProtocolDirectionWord, Sha256Hex};
use crate::links::Links;

/// An entry of the protocol register (D.P.R. 445/2000 art. 53). Nothing of it ever changes; an annulment is added to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterEntry {
    /// The number, progressive within the year, of at least seven digits.
    pub number: Line<7, 20>,
    /// The year of the register.
    pub year: Int<2000, 2199>,
    /// When it was registered.
    pub registered_at: Moment,
    /// Whether the document was received, sent, or stays inside.
    pub direction: ProtocolDirectionWord,
    /// The sender of what was received, the recipient of what was sent.
    pub correspondent: Paragraph<1, 500>,
    /// What it is about.
    pub subject: Paragraph<1, 500>,
    /// The SHA-256 of the document.
    pub digest: Sha256Hex,
    /// The number and date that a received document has in the register of who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign_protocol: Option<ForeignProtocolView>,
    /// The number that it took in the emergency register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<EmergencyNumberView>,
    /// The case that the document belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Id>,
    /// The entry that this entry annuls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annuls: Option<NumberView>,
    /// Whether it was annulled.
    pub annulled: bool,
    /// The act that annulled it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annulment: Option<AnnulmentView>,
    /// The hash of the entry before it in the year; zeros for the first.
    pub previous_hash: Sha256Hex,
    /// The hash that seals it: it covers every field above, save the annulment, which has an entry of its own, and the
    /// hash of the entry before.
    pub hash: Sha256Hex,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: EntryLinks,
}

/// A number of the register.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ProtocolNumber)]
pub struct NumberView {
    /// The year of the register.
    pub year: Int<2000, 2199>,
    /// The number within the year.
    pub number: Line<7, 20>,
}

/// The number that a document has in the register of who sent it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ForeignProtocol)]
pub struct ForeignProtocolView {
    /// The number there.
    pub number: Paragraph<1, 60>,
    /// The date there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// The number that a document took in the emergency register (D.P.R. 445/2000 art. 63).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = EmergencyNumber)]
pub struct EmergencyNumberView {
    /// The code of the emergency register.
    pub register: Line<1, 16>,
    /// The number there.
    pub number: Line<7, 20>,
    /// The day on which it was registered there.
    pub date: Day,
}

/// An annulment (D.P.R. 445/2000 art. 54).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Annulment)]
pub struct AnnulmentView {
    /// The act that authorises it.
    pub reference: Paragraph<1, 300>,
    /// Why.
    pub reason: Paragraph<3, 2000>,
    /// When.
    pub annulled_at: Moment,
    /// Who carried it out, in the terms of the issuer of their token.
    pub annulled_by: Paragraph<1, 300>,
    /// The internal entry that records it.
    pub recorded_as: NumberView,
}

/// The links of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryLinks {
    /// The entry itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// The case that the document belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Link>,
}

impl RegisterEntry {
    /// An entry, with its annulment and the entry that records it.
    pub(super) fn of(
        book: &Book,
        entry: &Entry,
        annulled: Option<&(Annulment, ProtocolNumber)>,
        links: &Links,
    ) -> Self {
        let own = &book.administration.code;
        let particulars = &entry.particulars;
        let case = particulars.case.map(|case| case.0.to_string());
        Self {
            number: padded(entry.number.number),
            year: i64::from(entry.number.year).into(),
            registered_at: book.moment(entry.registered_at),
            direction: entry.document.direction.into(),
            correspondent: entry.document.correspondent.as_str().into(),
            subject: entry.document.subject.as_str().into(),
            digest: hex(entry.document.digest),
            foreign_protocol: particulars.foreign.as_ref().map(ForeignProtocolView::of),
            emergency: particulars.emergency.as_ref().map(EmergencyNumberView::of),
            annuls: particulars.annuls.map(NumberView::of),
            annulled: annulled.is_some(),
            annulment: annulled.map(|(annulment, act)| AnnulmentView::of(book, annulment, *act)),
            previous_hash: hex(entry.previous),
            hash: hex(entry.hash),
            links: EntryLinks {
                this: links.to(&place(own, entry.number)),
                case: case
                    .as_ref()
                    .map(|case| links.to(&format!("/administrations/{own}/cases/{case}"))),
            },
            case: case.map(Into::into),
        }
    }
}

/// The path of an entry.
pub(super) fn place(administration: &AdministrationCode, number: ProtocolNumber) -> String {
    format!("/administrations/{administration}/protocol-entries/{number}")
}

/// A digest in hexadecimal.
pub(super) fn hex(digest: Sha256Digest) -> Sha256Hex {
    HEXLOWER.encode(&digest).into()
}

/// A number of at least seven digits.
pub(super) fn padded(number: i64) -> Line<7, 20> {
    format!("{number:07}").into()
}

impl NumberView {
    /// A number of the register.
    pub(super) fn of(number: ProtocolNumber) -> Self {
        Self {
            year: i64::from(number.year).into(),
            number: padded(number.number),
        }
    }
}

impl ForeignProtocolView {
    /// The protocol of who sent it.
    pub(super) fn of(foreign: &ForeignProtocol) -> Self {
        Self {
            number: foreign.number.as_str().into(),
            date: foreign.date.map(Day),
        }
    }
}

impl EmergencyNumberView {
    /// A number of the emergency register.
    pub(crate) fn of(emergency: &EmergencyNumber) -> Self {
        Self {
            register: emergency.register.as_str().into(),
            number: padded(emergency.number),
            date: Day(emergency.date),
        }
    }
}

impl AnnulmentView {
    fn of(book: &Book, annulment: &Annulment, act: ProtocolNumber) -> Self {
        Self {
            reference: annulment.reference.as_str().into(),
            reason: annulment.reason.as_str().into(),
            annulled_at: book.moment(annulment.at),
            annulled_by: annulment.by.as_str().into(),
            recorded_as: NumberView::of(act),
        }
    }
}
