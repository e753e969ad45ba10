//! Removing from a case who is concerned and what they wrote.

use super::due::Candidate;
use crate::attachments;
use crate::cases::{events, find, save};
use crate::db::Conn;
use crate::error::StoreError;
use crate::people_schema::disposed_cases;
use crate::reporters;
use crate::schema::{case_events, cases, ristoro_grants};
use crate::search;
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::attachments::Withdrawal;
use cartaviva_domain::cases::{Actor, Case, Event, Happening, Moment, Reason};
use cartaviva_domain::codes::{AdministrationCode, CaseId, EventId};
use cartaviva_domain::people::Identity;
use cartaviva_domain::protocol::{Sha256Digest, digest_of};
use cartaviva_domain::retention::{Disposal, Papers};
use diesel::prelude::*;
use time::OffsetDateTime;

/// How a case is disposed of.
#[derive(Clone, Copy, Debug)]
pub struct Removal<'a> {
    /// The administration.
    pub administration: &'a AdministrationCode,
    /// By which act.
    pub disposal: &'a Disposal,
    /// Who carries it out.
    pub actor: &'a Actor,
    /// When.
    pub now: OffsetDateTime,
    /// The id of the event that tells of it.
    pub event: EventId,
}

/// Removes who presented a case and every word that may tell of them, and leaves in their place the digest of what was there.
/// What figures are made of stays, and so do its entries in the protocol register, which nobody may change (D.P.R. 445/2000
/// art. 53 and 54). Answers whether it was done: a case that changed since it was found is left as it is.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn remove(conn: &mut Conn, candidate: Candidate, removal: Removal<'_>) -> Result<bool, StoreError> {
    let administration = removal.administration;
    let Some(case) =
        find(conn, administration, candidate.id)?.filter(|case| case.version == candidate.version)
    else {
        return Ok(false);
    };
    if !strip(conn, &case)? {
        return Ok(false);
    }
    let happened = events::events(conn, administration, case.id)?;
    let identity = reporters::identity(conn, administration, case.id)?;
    let digest = digest(&case, &identity, &happened)?;
    reporters::remove(conn, administration, case.id)?;
    silence_events(conn, administration, case.id, happened)?;
    silence_grants(conn, administration, case.id)?;
    let withdrawal = Withdrawal {
        at: removal.now,
        by: removal.actor.clone(),
        reason: Reason::removed(),
    };
    attachments::dispose(conn, administration, case.id, &withdrawal)?;
    let told = told(&case, removal);
    events::add(conn, administration, case.id, std::slice::from_ref(&told), None)?;
    save::tell(conn, &case, &[told])?;
    diesel::insert_into(disposed_cases::table)
        .values((
            disposed_cases::administration.eq(administration.as_str()),
            disposed_cases::case_id.eq(DbId(case.id.0)),
            disposed_cases::disposal_id.eq(DbId(removal.disposal.id.0)),
            disposed_cases::disposed_at.eq(At(removal.now)),
            disposed_cases::digest.eq(digest.as_slice()),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Takes the words from the case itself, unless it changed meanwhile. Its tracking code opens nothing any more: it is what
/// ties the case to whoever kept the receipt.
fn strip(conn: &mut Conn, case: &Case) -> Result<bool, StoreError> {
    let papers = Papers::of(case).without_words();
    let no_code = digest_of(&[b"disposed of", case.id.0.as_bytes()]);
    let (subject, description) = (papers.subject.as_str(), papers.description.as_str());
    let changed = diesel::update(
        cases::table
            .filter(cases::administration.eq(case.administration.as_str()))
            .filter(cases::id.eq(DbId(case.id.0)))
            .filter(cases::version.eq(case.version)),
    )
    .set((
        cases::subject.eq(subject),
        cases::description.eq(description),
        cases::decision.eq(papers.decision.map(Doc)),
        cases::refused_claim.eq(papers.refused_claim.map(Doc)),
        cases::proceedings.eq(Some(Doc(papers.proceedings))),
        cases::details.eq(Some(Doc(papers.details))),
        cases::tracking_digest.eq(no_code.as_slice()),
        cases::events.eq(case.events + 1),
        cases::version.eq(case.version + 1),
    ))
    .execute(conn)?;
    if changed != 1 {
        return Ok(false);
    }
    search::keep(conn, &case.administration, case.id, subject, description)?;
    Ok(true)
}

/// The digest of everything that is about to be removed: each text in order, JSON where it is kept as JSON.
fn digest(case: &Case, identity: &Identity, happened: &[Event]) -> Result<Sha256Digest, StoreError> {
    let json = |value: serde_json::Result<Vec<u8>>| value.map_err(StoreError::corrupt);
    let mut parts = vec![
        case.id.0.as_bytes().to_vec(),
        case.subject.as_str().as_bytes().to_vec(),
        case.description.as_str().as_bytes().to_vec(),
        json(serde_json::to_vec(&identity.first))?,
        json(serde_json::to_vec(&case.decision))?,
        json(serde_json::to_vec(&case.refused_claim))?,
        json(serde_json::to_vec(&case.proceedings))?,
        json(serde_json::to_vec(&case.details))?,
    ];
    for correction in &identity.corrections {
        parts.push(json(serde_json::to_vec(&correction.reporter))?);
        parts.push(correction.reason.as_str().as_bytes().to_vec());
    }
    for event in happened {
        parts.push(json(serde_json::to_vec(&event.happening))?);
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Ok(digest_of(&parts))
}

/// Takes the words from the events that carry some, and the name of an account from what a citizen did.
fn silence_events(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    happened: Vec<Event>,
) -> Result<(), StoreError> {
    let citizen = Actor::citizen();
    for event in happened {
        let named = event.actor.role == citizen.role && event.actor.subject.is_some();
        let subject = if named { None } else { event.actor.subject };
        let silent = event.happening.clone().without_words();
        if silent == event.happening && !named {
            continue;
        }
        diesel::update(case_events::table.find((administration.as_str(), DbId(case.0), event.sequence)))
            .set((
                case_events::body.eq(Doc(silent)),
                case_events::actor_subject.eq(subject),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes the words from the redresses that were returned.
fn silence_grants(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<(), StoreError> {
    diesel::update(
        ristoro_grants::table
            .filter(ristoro_grants::administration.eq(administration.as_str()))
            .filter(ristoro_grants::case_id.eq(DbId(case.0)))
            .filter(ristoro_grants::returned_reason.is_not_null()),
    )
    .set(ristoro_grants::returned_reason.eq(Reason::removed().as_str()))
    .execute(conn)?;
    Ok(())
}

/// The event that tells of the removal: whoever keeps copies learns that theirs must go too.
fn told(case: &Case, removal: Removal<'_>) -> Event {
    Event {
        id: removal.event,
        sequence: case.events + 1,
        happening: Happening::PersonalDataRemoved {
            act: removal.disposal.act.clone(),
        },
        moment: Moment::now(removal.now),
        actor: removal.actor.clone(),
    }
}
