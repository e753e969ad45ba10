//! Deciding a calendar: the new version, and the deadlines that it moves.

use std::collections::HashMap;
use std::sync::Arc;

use cartaviva_domain::calendar::covers;
use cartaviva_domain::cases::{Actor, Moment, Reason};
use cartaviva_domain::codes::{Code, EventId};
use cartaviva_domain::feed::Entry;
use cartaviva_domain::offices::Administration;
use cartaviva_persistence::calendars::{self, CalendarRecord, holding};
use cartaviva_persistence::recomputation::{self, Change, RecomputeFault, Recorder};
use cartaviva_persistence::{Conn, StoreError, administrations, feed, offices};
use time::OffsetDateTime;

use super::place::Place;
use super::view::{CalendarBecomes, CalendarChangeView, CalendarVersionView};
use crate::answer::{Answer, Written};
use crate::auth::Principal;
use crate::cases::refused_rule;
use crate::etag::{ETag, IfMatch};
use crate::extract::parsed;
use crate::language::Bilingual;
use crate::links::Links;
use crate::problem::{ApiError, ProblemCode};
use crate::randomness::Randomness;
use crate::state::AppState;

/// What is to be decided, by whom and on what ground.
struct Decision {
    becomes: CalendarBecomes,
    reason: Reason,
    seen: IfMatch,
    dry_run: bool,
    actor: Actor,
    now: OffsetDateTime,
    randomness: Randomness,
    links: Links,
}

/// Decides a calendar, or shows what that would do; the answer is either's.
///
/// # Errors
/// 412 when another was decided meanwhile; 422 when the settings, the day or a running term refuse.
pub(super) async fn decide(
    state: &AppState,
    who: Principal,
    seen: IfMatch,
    dry_run: bool,
    becomes: CalendarBecomes,
    place: impl FnOnce(&mut Conn) -> Result<Place, ApiError> + Send + 'static,
) -> Result<Written, ApiError> {
    becomes.settings.calendar("/settings")?;
    if !covers(becomes.valid_from.0) {
        return Err(outside_years());
    }
    let decision = Decision {
        reason: parsed("/reason", Reason::parse(becomes.reason.as_str()))?,
        becomes,
        seen,
        dry_run,
        actor: Actor {
            subject: Some(who.subject),
            role: "editor".to_owned(),
        },
        now: state.clock().now(),
        randomness: state.randomness().clone(),
        links: state.links().clone(),
    };
    let work = move |db: &mut Conn| {
        let place = place(db)?;
        let (view, tag) = decision.carry_out(db, &place)?;
        Ok(Answer::ok(&view)?.tagged(&tag))
    };
    if dry_run {
        state.read(work).await.map(Written::nothing)
    } else {
        state.answer(work).await
    }
}

impl Decision {
    /// The change as it is answered, and the tag of the calendar as it then is.
    fn carry_out(&self, db: &mut Conn, place: &Place) -> Result<(CalendarChangeView, ETag), ApiError> {
        let mut versions = place.versions(db)?;
        let present = CalendarVersionView::of(place, &versions, None, self.now, &self.links)?.tag()?;
        self.seen.require(&present)?;
        let record = self.next(&versions);
        let change = self.change(db, place)?;
        let administration = &place.administration.code;
        let moved = if self.dry_run {
            recomputation::foresee(db, administration, &change)
        } else {
            self.keep(db, place, &record)?;
            let recorder = Recorder {
                actor: self.actor.clone(),
                now: self.now,
                new_id: &|| EventId(self.randomness.id(self.now)),
            };
            recomputation::carry_out(db, administration, &change, &recorder)
        };
        let view = CalendarChangeView::of(
            self.dry_run,
            place,
            &record,
            &moved.map_err(refused)?,
            &self.links,
        );
        if self.dry_run {
            return Ok((view, present));
        }
        versions.insert(0, record);
        let place = Place {
            administration: place.administration.clone(),
            office: place
                .office
                .clone()
                .map(|office| cartaviva_domain::offices::Office {
                    calendar: Some(self.becomes.settings.0.clone()),
                    ..office
                }),
        };
        let tag = CalendarVersionView::of(&place, &versions, None, self.now, &self.links)?.tag()?;
        Ok((view, tag))
    }

    /// The version after those that are there, the newest first.
    fn next(&self, versions: &[CalendarRecord]) -> CalendarRecord {
        CalendarRecord {
            version: versions
                .first()
                .map_or(1, |newest| newest.version.saturating_add(1)),
            valid_from: self.becomes.valid_from.0,
            settings: self.becomes.settings.0.clone(),
            reason: Some(self.reason.as_str().to_owned()),
            recorded_at: self.now,
        }
    }

    /// The calendars that change: that of the office or, for the administration, those of the offices that follow it. Each has
    /// versions of its own, and gets the new one unless this is a dry run.
    fn change(&self, db: &mut Conn, place: &Place) -> Result<Change, ApiError> {
        let administration = &place.administration.code;
        let mut changed = HashMap::new();
        for office in concerned(db, place)? {
            let mut versions = calendars::versions(db, administration, Some(&office))?;
            let record = self.next(&versions);
            if !self.dry_run {
                calendars::add(db, administration, Some(&office), &record).map_err(meanwhile)?;
            }
            versions.insert(0, record);
            changed.insert(office, Arc::new(holding(versions)?));
        }
        Ok(Change {
            calendars: changed,
            valid_from: self.becomes.valid_from.0,
            reason: self.reason.clone(),
        })
    }

    /// Keeps the calendar with whose it is; that of an office is kept with its change.
    fn keep(&self, db: &mut Conn, place: &Place, record: &CalendarRecord) -> Result<(), ApiError> {
        let settings = &self.becomes.settings.0;
        let administration = &place.administration;
        match &place.office {
            Some(office) => offices::give_calendar(db, &administration.code, office, settings)?,
            None => {
                calendars::add(db, &administration.code, None, record).map_err(meanwhile)?;
                let changed = Administration {
                    calendar: settings.clone(),
                    ..administration.clone()
                };
                administrations::save(db, &changed, self.now)?;
            }
        }
        let entry = Entry::of_calendar(
            place.office_code(),
            record.valid_from,
            EventId(self.randomness.id(self.now)),
            Moment::now(self.now),
        );
        Ok(feed::append(db, &administration.code, &[entry])?)
    }
}

/// The offices that work by the calendar.
fn concerned(db: &mut Conn, place: &Place) -> Result<Vec<Code>, StoreError> {
    if let Some(office) = &place.office {
        return Ok(vec![office.code.clone()]);
    }
    let every = offices::list(db, &place.administration.code)?;
    Ok(every
        .into_iter()
        .filter(|office| office.value.calendar.is_none())
        .map(|office| office.value.code)
        .collect())
}

/// Two who decide at once number their versions alike: the second is told that the calendar has changed.
fn meanwhile(error: StoreError) -> ApiError {
    match error {
        StoreError::Conflict => ApiError::new(ProblemCode::PreconditionFailed).because(error),
        other => other.into(),
    }
}

fn refused(fault: RecomputeFault) -> ApiError {
    match fault {
        RecomputeFault::Store(error) => error.into(),
        RecomputeFault::Refused { case, refusal } => {
            let rule = refused_rule(&refusal);
            let detail = Bilingual::new(
                format!("Pratica {}: {}", case.0, rule.detail.it),
                format!("Case {}: {}", case.0, rule.detail.en),
            );
            ApiError::refused(detail, vec![rule])
        }
    }
}

fn outside_years() -> ApiError {
    let refusal = cartaviva_domain::calendar::CalendarFaultReason::OutsideYears;
    let detail = Bilingual::new(
        refusal.sentence(crate::language::Language::Italian),
        refusal.sentence(crate::language::Language::English),
    );
    ApiError::field("/valid_from", refusal.code(), detail)
}
