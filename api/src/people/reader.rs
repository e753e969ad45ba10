//! Whoever reads people's data: written down with every reading.

use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::Purpose;
use cartaviva_persistence::Conn;
use cartaviva_persistence::readings::{self, Reading};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::auth::{Principal, Role};
use crate::middleware::RequestId;
use crate::problem::ApiError;
use crate::randomness::Randomness;
use crate::state::AppState;

/// Whoever reads people's data, for which office, when, why and in which request.
#[derive(Debug)]
pub(crate) struct Reader {
    subject: String,
    role: Role,
    office: Option<String>,
    purpose: Purpose,
    request: Uuid,
    now: OffsetDateTime,
    randomness: Randomness,
}

impl Reader {
    /// A caller who reads now, in a role.
    pub(crate) fn of(
        state: &AppState,
        who: &Principal,
        role: Role,
        purpose: Purpose,
        request: RequestId,
    ) -> Self {
        Self {
            subject: who.subject.clone(),
            role,
            office: who.office.clone(),
            purpose,
            request: request.0,
            now: state.clock().now(),
            randomness: state.randomness().clone(),
        }
    }

    /// Writes down that they read something of a case: in the transaction that reads it.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) fn reads(
        &self,
        db: &mut Conn,
        administration: &AdministrationCode,
        case: CaseId,
        what: &str,
    ) -> Result<(), ApiError> {
        let reading = Reading {
            id: self.randomness.id(self.now),
            case,
            what: what.to_owned(),
            subject: self.subject.clone(),
            role: self.role.name().to_owned(),
            office: self.office.clone(),
            reason: Some(self.purpose.as_str().to_owned()),
            request: Some(self.request),
            at: self.now,
        };
        Ok(readings::add(db, administration, &reading)?)
    }
}
