//! The row of a document whose ordinary number comes later.

use super::row::{digest, emergency, foreign};
use super::tables::deferred_documents;
use crate::error::StoreError;
use crate::sql_types::{At, DbId, On};
use crate::words;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{
    Deferred, Document, OrdinaryNumber, Particulars, ProtocolNumber, RegisterCode,
};
use diesel::prelude::*;
use uuid::Uuid;

/// A deferred document as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = deferred_documents)]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct DeferredRow {
    administration: String,
    sequence: i64,
    direction: String,
    case_id: Option<DbId>,
    correspondent: String,
    subject: String,
    digest: Vec<u8>,
    foreign_number: Option<String>,
    foreign_date: Option<On>,
    arrived_at: At,
    period: Option<DbId>,
    emergency_register: Option<String>,
    emergency_number: Option<i64>,
    emergency_date: Option<On>,
    register: Option<String>,
    year: Option<i32>,
    number: Option<i64>,
    registered_at: Option<At>,
}

impl DeferredRow {
    /// The row of a new one, deferred in an emergency or for want of a register of its own.
    pub(super) fn of(administration: &AdministrationCode, deferred: &Deferred, period: Option<Uuid>) -> Self {
        let Deferred {
            sequence,
            document,
            particulars,
            arrived_at,
            number,
        } = deferred;
        let (foreign, emergency) = (particulars.foreign.as_ref(), particulars.emergency.as_ref());
        Self {
            administration: administration.to_string(),
            sequence: *sequence,
            direction: document.direction.as_str().to_owned(),
            case_id: particulars.case.map(|case| DbId(case.0)),
            correspondent: document.correspondent.clone(),
            subject: document.subject.clone(),
            digest: document.digest.to_vec(),
            foreign_number: foreign.map(|foreign| foreign.number.to_string()),
            foreign_date: foreign.and_then(|foreign| foreign.date).map(On),
            arrived_at: At(*arrived_at),
            period: period.map(DbId),
            emergency_register: emergency.map(|taken| taken.register.clone()),
            emergency_number: emergency.map(|taken| taken.number),
            emergency_date: emergency.map(|taken| On(taken.date)),
            register: number.as_ref().map(|number| number.register.as_str().to_owned()),
            year: number.as_ref().map(|number| number.number.year),
            number: number.as_ref().map(|number| number.number.number),
            registered_at: number.as_ref().map(|number| At(number.registered_at)),
        }
    }

    /// The document.
    pub(super) fn deferred(self) -> Result<Deferred, StoreError> {
        let number = match (self.register, self.year, self.number, self.registered_at) {
            (Some(register), Some(year), Some(number), Some(At(registered_at))) => Some(OrdinaryNumber {
                register: RegisterCode::parse(&register).map_err(StoreError::corrupt)?,
                number: ProtocolNumber { year, number },
                registered_at,
            }),
            _ => None,
        };
        Ok(Deferred {
            sequence: self.sequence,
            document: Document {
                direction: words::read(&self.direction)?,
                correspondent: self.correspondent,
                subject: self.subject,
                digest: digest(self.digest)?,
            },
            particulars: Particulars {
                case: self.case_id.map(|case| CaseId(case.0)),
                foreign: foreign(self.foreign_number, self.foreign_date)?,
                emergency: emergency(
                    self.emergency_register,
                    self.emergency_number,
                    self.emergency_date,
                ),
                annuls: None,
            },
            arrived_at: self.arrived_at.0,
            number,
        })
    }
}
