//! The row of an entry.

use crate::error::StoreError;
use crate::schema::protocol_entries;
use crate::sql_types::{At, DbId, On};
use crate::words;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{
    Document, EmergencyNumber, Entry, ForeignNumber, ForeignProtocol, Particulars, ProtocolNumber, Seal,
    Sha256Digest,
};
use diesel::prelude::*;

/// An entry as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = protocol_entries)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct EntryRow {
    administration: String,
    year: i32,
    number: i64,
    direction: String,
    registered_at: At,
    case_id: Option<DbId>,
    correspondent: String,
    subject: String,
    digest: Vec<u8>,
    previous: Vec<u8>,
    hash: Vec<u8>,
    foreign_number: Option<String>,
    foreign_date: Option<On>,
    emergency_register: Option<String>,
    emergency_number: Option<i64>,
    emergency_date: Option<On>,
    annuls_year: Option<i32>,
    annuls_number: Option<i64>,
    seal: i32,
    correspondent_folded: String,
    subject_folded: String,
}

impl EntryRow {
    /// The row of a new entry.
    pub(super) fn of(administration: &AdministrationCode, entry: &Entry) -> Self {
        let Particulars {
            case,
            foreign,
            emergency,
            annuls,
        } = &entry.particulars;
        let Document {
            direction,
            correspondent,
            subject,
            digest,
        } = &entry.document;
        Self {
            administration: administration.to_string(),
            year: entry.number.year,
            number: entry.number.number,
            direction: direction.as_str().to_owned(),
            registered_at: At(entry.registered_at),
            case_id: case.map(|case| DbId(case.0)),
            correspondent: correspondent.clone(),
            subject: subject.clone(),
            digest: digest.to_vec(),
            previous: entry.previous.to_vec(),
            hash: entry.hash.to_vec(),
            foreign_number: foreign.as_ref().map(|foreign| foreign.number.to_string()),
            foreign_date: foreign.as_ref().and_then(|foreign| foreign.date).map(On),
            emergency_register: emergency.as_ref().map(|number| number.register.clone()),
            emergency_number: emergency.as_ref().map(|number| number.number),
            emergency_date: emergency.as_ref().map(|number| On(number.date)),
            annuls_year: annuls.map(|number| number.year),
            annuls_number: annuls.map(|number| number.number),
            seal: entry.seal.number(),
            correspondent_folded: folded(correspondent),
            subject_folded: folded(subject),
        }
    }

    /// The entry; one that cannot be read is named.
    pub(super) fn entry(self) -> Result<Entry, StoreError> {
        let number = ProtocolNumber {
            year: self.year,
            number: self.number,
        };
        self.read()
            .map_err(|error| StoreError::corrupt(format!("the protocol entry {number}: {error}")))
    }

    fn read(self) -> Result<Entry, StoreError> {
        let annuls = self.annuls_year.zip(self.annuls_number);
        let particulars = Particulars {
            case: self.case_id.map(|case| CaseId(case.0)),
            foreign: foreign(self.foreign_number, self.foreign_date)?,
            emergency: emergency(
                self.emergency_register,
                self.emergency_number,
                self.emergency_date,
            ),
            annuls: annuls.map(|(year, number)| ProtocolNumber { year, number }),
        };
        Ok(Entry {
            number: ProtocolNumber {
                year: self.year,
                number: self.number,
            },
            registered_at: self.registered_at.0,
            document: Document {
                direction: words::read(&self.direction)?,
                correspondent: self.correspondent,
                subject: self.subject,
                digest: digest(self.digest)?,
            },
            particulars,
            previous: digest(self.previous)?,
            hash: digest(self.hash)?,
            seal: Seal::of(self.seal)
                .ok_or_else(|| StoreError::corrupt("a seal of a form that is not known"))?,
        })
    }
}

/// The protocol of who sent it, as stored.
pub(super) fn foreign(
    number: Option<String>,
    date: Option<On>,
) -> Result<Option<ForeignProtocol>, StoreError> {
    let Some(number) = number else {
        return Ok(None);
    };
    Ok(Some(ForeignProtocol {
        number: ForeignNumber::parse(&number).map_err(StoreError::corrupt)?,
        date: date.map(|date| date.0),
    }))
}

/// The number of the emergency register, as stored.
pub(super) fn emergency(
    register: Option<String>,
    number: Option<i64>,
    date: Option<On>,
) -> Option<EmergencyNumber> {
    Some(EmergencyNumber {
        register: register?,
        number: number?,
        date: date?.0,
    })
}

/// A text as searches look for it: in lower case.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// A digest as stored.
pub(super) fn digest(bytes: Vec<u8>) -> Result<Sha256Digest, StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::corrupt("a digest that is not 32 bytes"))
}
