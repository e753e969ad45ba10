//! An entry of the audit log as stored.

use super::tables::audit_entries;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use cartaviva_domain::audit::{Author, Entry, Recorded, Seal};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::Sha256Digest;
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct Row {
    administration: String,
    id: DbId,
    at: At,
    request: DbId,
    operation: String,
    resource: String,
    status: i32,
    subject: Option<String>,
    issuer: Option<String>,
    roles: String,
    office: Option<String>,
    consumer: Option<String>,
    purpose: Option<String>,
    position: Option<i64>,
    previous: Option<Vec<u8>>,
    hash: Option<Vec<u8>>,
}

impl Row {
    pub(super) fn of(administration: &AdministrationCode, entry: &Entry) -> Self {
        let author = entry.author.clone();
        Self {
            administration: administration.to_string(),
            id: DbId(entry.id),
            at: At(entry.at),
            request: DbId(entry.request),
            operation: entry.operation.clone(),
            resource: entry.resource.clone(),
            status: i32::from(entry.status),
            subject: author.subject,
            issuer: author.issuer,
            roles: author.roles.join(" "),
            office: author.office,
            consumer: author.consumer,
            purpose: author.purpose,
            position: None,
            previous: None,
            hash: None,
        }
    }

    pub(super) fn recorded(self) -> Result<Recorded, StoreError> {
        let seal = match (self.position, self.previous, self.hash) {
            (Some(position), Some(previous), Some(hash)) => Some(Seal {
                position,
                previous: digest(previous)?,
                hash: digest(hash)?,
            }),
            (None, None, None) => None,
            _ => {
                return Err(StoreError::corrupt(
                    "an entry of the audit log that is half sealed",
                ));
            }
        };
        Ok(Recorded {
            entry: Entry {
                id: self.id.0,
                at: self.at.0,
                request: self.request.0,
                operation: self.operation,
                resource: self.resource,
                status: u16::try_from(self.status).map_err(StoreError::corrupt)?,
                author: Author {
                    subject: self.subject,
                    issuer: self.issuer,
                    roles: self.roles.split_whitespace().map(str::to_owned).collect(),
                    office: self.office,
                    consumer: self.consumer,
                    purpose: self.purpose,
                },
            },
            seal,
        })
    }
}

pub(super) fn digest(bytes: Vec<u8>) -> Result<Sha256Digest, StoreError> {
    Sha256Digest::try_from(bytes).map_err(|_| StoreError::corrupt("a digest of another length"))
}
