//! What an auditor sees of an entry.

use cartaviva_domain::audit::{Recorded, Seal};
use data_encoding::HEXLOWER;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Code, Id, Int, Line, List, Moment, Sha256Hex};

/// An entry of the audit log: what one request did. Of a citizen it says no more than that it was one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry, example = json!({
    "id": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11",
    "at": "2026-11-20T10:30:00Z",
    "request": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c10",
    "operation": "decide_case",
    "resource": "/administrations/c_e625/cases/019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c01",
    "status": 201,
    "subject": "m.bianchi",
    "issuer": "https://login.comune.example",
    "roles": ["officer"],
    "office": "competent-office",
    "seal": {
        "position": 42,
        "previous_hash": "7a0e8ec276e171372fa6a4cc3cb05448c2bfda8caf45c7013d05263f0a063b2f",
        "hash": "af6d13e38fa3053e8b4e919c990359dc53eddc86cf999cf79037ba7978271b3c"
    }
}))]
pub struct AuditEntryView {
    /// Its id.
    pub id: Id,
    /// When it was done.
    pub at: Moment,
    /// The id of the request, as it stands in the answer and in the program's log.
    pub request: Id,
    /// The operation of this contract: its `operationId`.
    pub operation: Line<1, 100>,
    /// The path in this contract of what was made, changed or read.
    pub resource: Line<1, 500>,
    /// The status of the answer.
    pub status: Int<100, 599>,
    /// Who did it: the subject of the token. Absent where it was a citizen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Line<1, 255>>,
    /// Who vouches for the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Line<1, 500>>,
    /// The roles that the token says.
    pub roles: List<Code, 16>,
    /// The office that the subject belongs to; absent for the whole administration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Line<1, 255>>,
    /// The body on whose behalf a machine called (`consumerId` of its voucher).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumer: Option<Line<1, 255>>,
    /// For which purpose it called (`purposeId` of its voucher).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Line<1, 255>>,
    /// What holds the entry in its place; absent in its first moments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<AuditSeal>,
}

/// The seal of an entry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditSeal {
    /// Its place in the log, from 1, without gaps.
    pub position: Int<1, 9_007_199_254_740_991>,
    /// The hash of the entry before it; zeros for the first.
    pub previous_hash: Sha256Hex,
    /// The hash over the entry, its place and the hash before.
    pub hash: Sha256Hex,
}

impl AuditEntryView {
    pub(super) fn of(recorded: &Recorded) -> Self {
        let (entry, author) = (&recorded.entry, &recorded.entry.author);
        let line = |text: &Option<String>| text.as_ref().map(|text| text.as_str().into());
        Self {
            id: entry.id.to_string().into(),
            at: Moment(entry.at),
            request: entry.request.to_string().into(),
            operation: entry.operation.as_str().into(),
            resource: entry.resource.as_str().into(),
            status: i64::from(entry.status).into(),
            subject: line(&author.subject),
            issuer: author.issuer.as_ref().map(|issuer| issuer.as_str().into()),
            roles: author.roles.iter().map(|role| role.as_str().into()).collect(),
            office: line(&author.office),
            consumer: line(&author.consumer),
            purpose: line(&author.purpose),
            seal: recorded.seal.as_ref().map(AuditSeal::of),
        }
    }
}

impl AuditSeal {
    fn of(seal: &Seal) -> Self {
        Self {
            position: seal.position.into(),
            previous_hash: HEXLOWER.encode(&seal.previous).into(),
            hash: HEXLOWER.encode(&seal.hash).into(),
        }
    }
}
