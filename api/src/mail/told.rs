//! What a message tells, looked up when it is sent.

use cartaviva_domain::cases::{Case, Changes, Decision, Event, Happening, Outcome};
use cartaviva_domain::codes::{CaseId, Code};
use cartaviva_domain::deadline::{Due, StartEvent, date_phrase, instant_phrase};
use cartaviva_domain::notices::Audience;
use cartaviva_domain::people::EmailAddress;
use cartaviva_domain::procedures::EndEvent;
use cartaviva_domain::protocol::Direction;
use cartaviva_domain::ristoro::claim_window;
use cartaviva_persistence::messages::{About, Leased};
use cartaviva_persistence::{Conn, StoreError, administrations, cases, charters, offices, protocol, ristoro};
use time::OffsetDateTime;

use super::address::address;
use super::answer::decision_of;
use super::letter::Told;
use crate::cases::CaseFile;
use crate::language::Language;
use crate::links::Links;
use crate::problem::ApiError;

/// What is ready to be sent, or why nothing is.
pub(super) enum Ready {
    /// To whom, and what.
    Letter(Box<Addressed>),
    /// Nobody can be written to.
    NoAddress,
    /// What it would tell no longer stands.
    Overtaken(&'static str),
}

/// What is told, and to whom.
pub(super) struct Addressed {
    pub(super) to: EmailAddress,
    pub(super) told: Told,
}

/// Looks up what a message tells.
pub(super) fn read(db: &mut Conn, message: &Leased, links: &Links) -> Result<Ready, ApiError> {
    let Some(to) = address(db, message)? else {
        return Ok(Ready::NoAddress);
    };
    let body = administrations::find(db, &message.administration)?
        .map(|body| body.value.name.to_string())
        .unwrap_or_default();
    let told = Told::nothing(message.kind, message.audience, &body);
    let told = match &message.about {
        About::Case(case) => of_case(db, message, *case, links, told)?,
        About::Charter(charter) => of_charter(db, message, charter, told)?,
    };
    Ok(match told {
        Some(told) => Ready::Letter(Box::new(Addressed { to, told })),
        None => Ready::Overtaken("another decision took the place of this one before it could be sent"),
    })
}

/// What is told of a case; none where it no longer stands.
fn of_case(
    db: &mut Conn,
    message: &Leased,
    id: CaseId,
    links: &Links,
    mut told: Told,
) -> Result<Option<Told>, ApiError> {
    let found = cases::find(db, &message.administration, id)?;
    let case = found.ok_or_else(|| StoreError::Corrupt("a message about no case".to_owned()))?;
    let file = CaseFile::of(db, case)?;
    let timeline = cases::timeline(db, &message.administration, id)?;
    let (event, changes) = timeline
        .iter()
        .find(|(event, _)| event.id == message.event)
        .ok_or_else(|| StoreError::Corrupt("a message about no event".to_owned()))?;
    let writer = Writer {
        file: &file,
        event,
        changes,
        language: message.language,
    };
    writer.frame(db, message, links, &mut told)?;
    writer.happened(db, &mut told)?;
    if gives_an_answer(&event.happening) {
        let decision = answer(db, &file.case, &timeline, event)?;
        let Some(decision) = decision else {
            return Ok(None);
        };
        writer.answered(&decision, &mut told);
    }
    Ok(Some(told))
}

fn gives_an_answer(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::Decided { .. }
            | Happening::Corrected { .. }
            | Happening::DeclaredInadmissible { .. }
            | Happening::AnsweredTogether { .. }
    )
}

/// The decision that an event gave: its own, or that of the case with which it was answered.
fn answer(
    db: &mut Conn,
    case: &Case,
    timeline: &[(Event, Changes)],
    event: &Event,
) -> Result<Option<Decision>, ApiError> {
    let Happening::AnsweredTogether { case: other, .. } = &event.happening else {
        return Ok(decision_of(case, timeline, event).cloned());
    };
    let other = cases::find(db, &case.administration, *other)?;
    Ok(other.and_then(|other| other.decision))
}

/// What is told of a charter.
fn of_charter(
    db: &mut Conn,
    message: &Leased,
    code: &Code,
    mut told: Told,
) -> Result<Option<Told>, ApiError> {
    let Some(charter) = charters::find(db, &message.administration, code)? else {
        return Ok(None);
    };
    let due = charter
        .value
        .editions
        .iter()
        .filter_map(|edition| edition.review_due)
        .filter(|due| *due <= message.created_at.date())
        .max();
    told.charter = charter.value.title.to_string();
    told.last_day = due
        .map(|due| date_phrase(due, message.language))
        .unwrap_or_default();
    Ok(Some(told))
}

/// Writes of one event of a case, in one language.
struct Writer<'a> {
    file: &'a CaseFile,
    event: &'a Event,
    changes: &'a Changes,
    language: Language,
}

impl Writer<'_> {
    /// What every message says of its case.
    fn frame(&self, db: &mut Conn, message: &Leased, links: &Links, told: &mut Told) -> Result<(), ApiError> {
        let case = &self.file.case;
        let documents = protocol::registrations(db, &case.administration, case.id)?;
        let presented = documents
            .iter()
            .find(|registration| registration.document().direction == Direction::Incoming);
        told.number = presented
            .and_then(|registration| registration.number())
            .map(|(number, at, _)| self.numbered(&number.to_string(), at))
            .unwrap_or_default();
        told.procedure = self.file.procedure.name.to_string();
        told.silence = self.file.procedure.silence;
        let office = self.office();
        told.office = offices::find(db, &case.administration, office)?
            .map(|office| office.value.name.to_string())
            .unwrap_or_default();
        if message.audience == Audience::Citizen {
            told.subject = case.subject.to_string();
        } else {
            let path = format!("/administrations/{}/cases/{}", case.administration, case.id.0);
            told.link = links.to(&path).as_str().to_owned();
        }
        if let Some(power) = &self.file.procedure.substitute_power {
            told.holder = power.holder.to_string();
        }
        Ok(())
    }

    /// The office that had the case once this had happened.
    fn office(&self) -> &Code {
        match &self.event.happening {
            Happening::Forwarded { office, .. } | Happening::Registered { office } => office,
            _ => &self.file.case.office,
        }
    }

    fn numbered(&self, number: &str, registered_at: OffsetDateTime) -> String {
        let day = date_phrase(self.file.calendar().date_of(registered_at), self.language);
        format!("{number} {} {day}", self.language.pick("del", "of"))
    }

    /// What is particular to what happened.
    fn happened(&self, db: &mut Conn, told: &mut Told) -> Result<(), ApiError> {
        match &self.event.happening {
            Happening::Registered { .. } => {
                told.due = self.answer_due();
                told.from_forwarding = self.waits_for_forwarding();
            }
            Happening::Forwarded { reason, .. } => {
                told.reason = reason.as_ref().map(ToString::to_string).unwrap_or_default();
                told.due = self.answer_due();
            }
            Happening::Extended { reason, .. } => {
                told.reason = reason.to_string();
                told.due = self.answer_due();
            }
            Happening::CompletionAsked { missing, restarts } => {
                told.reason = missing.to_string();
                told.restarts = *restarts;
            }
            Happening::Suspended { reason }
            | Happening::Reopened { reason }
            | Happening::Corrected { reason, .. }
            | Happening::RistoroRefused { reason } => told.reason = reason.to_string(),
            Happening::NoticeGiven { .. } => {
                let notice = self.file.case.proceedings.notice.as_ref();
                told.answer = notice
                    .map(|notice| notice.grounds.to_string())
                    .unwrap_or_default();
            }
            Happening::DeadlineApproaching { term, due_at, level } => {
                told.level = *level;
                told.term = self.promise(term);
                told.due = self
                    .due_of(term)
                    .map_or_else(|| self.instant(*due_at), |due| self.due(due));
            }
            Happening::DeadlineMissed { term } => {
                told.term = self.promise(term);
                told.due = self.due_of(term).map(|due| self.due(due)).unwrap_or_default();
            }
            Happening::ClaimWindowClosing => told.due = self.claim_due(db)?,
            Happening::RistoroGranted { item, quantity } => {
                told.quantity = *quantity;
                self.granted(db, item, told)?;
            }
            Happening::VoucherExpiring | Happening::VoucherExpired => {
                if let Some(granted) = &self.file.case.grant {
                    told.quantity = granted.quantity;
                    self.granted(db, &granted.item.clone(), told)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The answer that was given.
    fn answered(&self, decision: &Decision, told: &mut Told) {
        told.answer = decision.answer.to_string();
        told.outcome = outcome(decision.outcome, self.language).to_owned();
        told.late_reasons = decision
            .late_reasons
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
    }

    /// When the answer was due once this had happened: as the event says where it moved it, or else as it now stands.
    fn answer_due(&self) -> String {
        let answers = |term: &Code| {
            let rule = self.file.procedure.term(term);
            rule.is_some_and(|rule| rule.ends == EndEvent::Decided)
        };
        let moved = self.changes.due.iter().filter(|change| answers(&change.term));
        let moved = moved
            .filter_map(|change| change.after)
            .min_by_key(|due| due.due_at);
        let stands = self.file.case.deadlines.iter();
        let stands = stands
            .filter(|deadline| answers(&deadline.term))
            .filter_map(|deadline| deadline.due);
        let due = moved.or_else(|| stands.min_by_key(|due| due.due_at));
        due.map(|due| self.due(&due)).unwrap_or_default()
    }

    fn waits_for_forwarding(&self) -> bool {
        let mut terms = self.file.procedure.terms.iter();
        terms.any(|rule| rule.ends == EndEvent::Decided && rule.starts == StartEvent::Forwarded)
    }

    fn due_of(&self, term: &Code) -> Option<&Due> {
        let mut deadlines = self.file.case.deadlines.iter();
        deadlines.find(|deadline| deadline.term == *term)?.due.as_ref()
    }

    fn promise(&self, term: &Code) -> String {
        let rule = self.file.procedure.term(term);
        rule.map_or_else(|| term.to_string(), |rule| rule.name.to_string())
    }

    fn due(&self, due: &Due) -> String {
        if due.whole_day {
            date_phrase(due.due_on, self.language)
        } else {
            self.instant(due.due_at)
        }
    }

    fn instant(&self, at: OffsetDateTime) -> String {
        instant_phrase(self.file.calendar().local(at), self.language)
    }

    /// Until when the redress may be asked for.
    fn claim_due(&self, db: &mut Conn) -> Result<String, ApiError> {
        let case = &self.file.case;
        let (Some(policy), Some(decided_at)) = (ristoro::policy(db, &case.administration)?, case.decided_at)
        else {
            return Ok(String::new());
        };
        let window = claim_window(&policy, decided_at, &self.file.calendars)
            .ok()
            .flatten();
        Ok(window.map(|window| self.due(&window.due)).unwrap_or_default())
    }

    /// What was given, and how it is collected.
    fn granted(&self, db: &mut Conn, item: &Code, told: &mut Told) -> Result<(), ApiError> {
        let case = &self.file.case;
        let items = ristoro::items(db, &case.administration)?;
        let found = items.iter().find(|known| known.code == *item);
        told.item = found.map_or_else(|| item.to_string(), |item| item.title.to_string());
        if let Some(granted) = &case.grant {
            told.voucher.clone_from(&granted.voucher);
            told.last_day = granted
                .expires_on
                .map(|last| date_phrase(last, self.language))
                .unwrap_or_default();
        }
        Ok(())
    }
}

fn outcome(outcome: Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::Upheld => language.pick("accolta", "upheld"),
        Outcome::PartiallyUpheld => language.pick("accolta in parte", "upheld in part"),
        Outcome::Rejected => language.pick("non accolta", "rejected"),
        Outcome::NotCompetent => language.pick("non di competenza dell'ente", "not within our competence"),
        Outcome::Inadmissible => language.pick("non ammissibile", "inadmissible"),
    }
}
