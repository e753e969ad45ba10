//! The row of a case.

use crate::error::StoreError;
use crate::schema::cases;
use crate::sql_types::{At, DbId, Doc};
use crate::words;
use cartaviva_domain::cases::{Assignee, Case, Deadline, Decision, Details, Proceedings, Subject};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::deadline::{Extension, Suspension};
use cartaviva_domain::ristoro::{Granted, RefusedClaim};
use cartaviva_domain::text::Prose;
use diesel::prelude::*;

/// A case without its deadlines, as stored.
#[derive(Queryable, Insertable)]
#[diesel(table_name = cases)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct CaseRow {
    administration: String,
    pub(super) id: DbId,
    procedure_code: String,
    procedure_version: i32,
    channel: String,
    status: String,
    office: String,
    own_office: bool,
    service: Option<String>,
    subject: String,
    description: String,
    tracking_digest: Vec<u8>,
    received_at: At,
    registered_at: At,
    forwarded_at: Option<At>,
    decided_at: Option<At>,
    claimed_at: Option<At>,
    last_occurred_at: At,
    settles_at: Option<At>,
    upheld: bool,
    decision: Option<Doc<Decision>>,
    suspensions: Doc<Vec<Suspension>>,
    extensions: Doc<Vec<Extension>>,
    events: i32,
    version: i32,
    refused_claim: Option<Doc<RefusedClaim>>,
    assignee: Option<String>,
    closed_at: Option<At>,
    next_due_at: Option<At>,
    waiting_for: Option<String>,
    proceedings: Option<Doc<Proceedings>>,
    details: Option<Doc<Details>>,
}

/// What of a case changes after it was received.
#[derive(AsChangeset)]
#[diesel(table_name = cases)]
#[diesel(treat_none_as_null = true)]
pub(super) struct CaseChange {
    status: String,
    office: String,
    own_office: bool,
    forwarded_at: Option<At>,
    decided_at: Option<At>,
    claimed_at: Option<At>,
    last_occurred_at: At,
    settles_at: Option<At>,
    upheld: bool,
    decision: Option<Doc<Decision>>,
    suspensions: Doc<Vec<Suspension>>,
    extensions: Doc<Vec<Extension>>,
    events: i32,
    version: i32,
    refused_claim: Option<Doc<RefusedClaim>>,
    assignee: Option<String>,
    closed_at: Option<At>,
    next_due_at: Option<At>,
    waiting_for: Option<String>,
    details: Option<Doc<Details>>,
    proceedings: Option<Doc<Proceedings>>,
}

impl CaseRow {
    /// The row of a case that was just received.
    pub(super) fn of(
        case: &Case,
        settles_at: Option<time::OffsetDateTime>,
        tracking_digest: &[u8],
    ) -> Result<Self, StoreError> {
        Ok(Self {
            administration: case.administration.to_string(),
            id: DbId(case.id.0),
            procedure_code: case.procedure.to_string(),
            procedure_version: case.procedure_version,
            channel: words::write(&case.channel)?,
            status: words::write(&case.status)?,
            office: case.office.to_string(),
            own_office: case.own_office,
            service: case.service.as_ref().map(Code::to_string),
            subject: case.subject.to_string(),
            description: case.description.to_string(),
            tracking_digest: tracking_digest.to_vec(),
            received_at: At(case.received_at),
            registered_at: At(case.registered_at),
            forwarded_at: case.forwarded_at.map(At),
            decided_at: case.decided_at.map(At),
            claimed_at: case.claimed_at.map(At),
            last_occurred_at: At(case.last_occurred_at),
            settles_at: settles_at.map(At),
            upheld: case.is_upheld(),
            decision: case.decision.clone().map(Doc),
            suspensions: Doc(case.suspensions.clone()),
            extensions: Doc(case.extensions.clone()),
            events: case.events,
            version: case.version,
            refused_claim: case.refused_claim.clone().map(Doc),
            assignee: case.assignee.as_ref().map(Assignee::to_string),
            closed_at: case.closed_at.map(At),
            next_due_at: case.next_due_at().map(At),
            waiting_for: case.waiting_for().as_ref().map(words::write).transpose()?,
            proceedings: Some(Doc(case.proceedings.clone())),
            details: Some(Doc(case.details.clone())),
        })
    }

    /// The case, with its deadlines and what was granted for it.
    pub(super) fn case(self, deadlines: Vec<Deadline>, grant: Option<Granted>) -> Result<Case, StoreError> {
        Ok(Case {
            administration: AdministrationCode::parse(&self.administration).map_err(StoreError::corrupt)?,
            id: CaseId(self.id.0),
            procedure: code(&self.procedure_code)?,
            procedure_version: self.procedure_version,
            channel: words::read(&self.channel)?,
            subject: Subject::parse(&self.subject).map_err(StoreError::corrupt)?,
            description: Prose::parse(&self.description).map_err(StoreError::corrupt)?,
            service: self.service.as_deref().map(code).transpose()?,
            details: self.details.map(|details| details.0).unwrap_or_default(),
            office: code(&self.office)?,
            own_office: self.own_office,
            status: words::read(&self.status)?,
            assignee: self.assignee.as_deref().map(assignee).transpose()?,
            received_at: self.received_at.0,
            registered_at: self.registered_at.0,
            forwarded_at: self.forwarded_at.map(|at| at.0),
            decided_at: self.decided_at.map(|at| at.0),
            closed_at: self.closed_at.map(|at| at.0),
            decision: self.decision.map(|decision| decision.0),
            claimed_at: self.claimed_at.map(|at| at.0),
            refused_claim: self.refused_claim.map(|refused| refused.0),
            grant,
            suspensions: self.suspensions.0,
            extensions: self.extensions.0,
            proceedings: self
                .proceedings
                .map(|proceedings| proceedings.0)
                .unwrap_or_default(),
            deadlines,
            last_occurred_at: self.last_occurred_at.0,
            events: self.events,
            version: self.version,
        })
    }
}

impl CaseChange {
    pub(super) fn of(case: &Case, settles_at: Option<time::OffsetDateTime>) -> Result<Self, StoreError> {
        Ok(Self {
            status: words::write(&case.status)?,
            office: case.office.to_string(),
            own_office: case.own_office,
            forwarded_at: case.forwarded_at.map(At),
            decided_at: case.decided_at.map(At),
            claimed_at: case.claimed_at.map(At),
            last_occurred_at: At(case.last_occurred_at),
            settles_at: settles_at.map(At),
            upheld: case.is_upheld(),
            decision: case.decision.clone().map(Doc),
            suspensions: Doc(case.suspensions.clone()),
            extensions: Doc(case.extensions.clone()),
            events: case.events,
            version: case.version,
            refused_claim: case.refused_claim.clone().map(Doc),
            assignee: case.assignee.as_ref().map(Assignee::to_string),
            closed_at: case.closed_at.map(At),
            next_due_at: case.next_due_at().map(At),
            waiting_for: case.waiting_for().as_ref().map(words::write).transpose()?,
            details: Some(Doc(case.details.clone())),
            proceedings: Some(Doc(case.proceedings.clone())),
        })
    }
}

pub(super) fn code(raw: &str) -> Result<Code, StoreError> {
    Code::parse(raw).map_err(StoreError::corrupt)
}

fn assignee(raw: &str) -> Result<Assignee, StoreError> {
    Assignee::parse(raw).map_err(StoreError::corrupt)
}
