//! The acts by which papers are kept or disposed of.

use crate::cases::Reason;
use crate::codes::{CaseId, Code, DisposalId, LegalHoldId};
use crate::protocol::Sha256Digest;
use crate::text::Source;
use time::{Date, OffsetDateTime};

/// What keeps a case from being disposed of for as long as it stands: a lawsuit, an inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalHold {
    /// Its id.
    pub id: LegalHoldId,
    /// Why.
    pub reason: Reason,
    /// The act that orders it.
    pub act: Source,
    /// When it was placed.
    pub placed_at: OffsetDateTime,
    /// Who placed it: the subject of a token.
    pub placed_by: String,
}

/// A disposal (*scarto*) of the cases of one procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposal {
    /// Its id.
    pub id: DisposalId,
    /// The act of the administration that orders it.
    pub act: Source,
    /// The authorisation of the Soprintendenza (D.Lgs. 42/2004 art. 21 c. 1 lett. d).
    pub authorisation: Source,
    /// The procedure.
    pub procedure: Code,
    /// It takes the cases that were to be kept until this day or an earlier one.
    pub until: Date,
    /// When it was ordered.
    pub ordered_at: OffsetDateTime,
    /// Who ordered it: the subject of a token.
    pub ordered_by: String,
    /// When it had taken every case that it could.
    pub finished_at: Option<OffsetDateTime>,
}

/// What stays of a case that was disposed of, beside its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisposedCase {
    /// The case.
    pub case: CaseId,
    /// The disposal that took it.
    pub disposal: DisposalId,
    /// When.
    pub disposed_at: OffsetDateTime,
    /// The digest of what was removed: whoever holds a copy can prove that it is one.
    pub digest: Sha256Digest,
}
