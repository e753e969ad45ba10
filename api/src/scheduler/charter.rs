//! The review of a charter is due: integrators read it in the feed, the office is told.

use cartaviva_domain::alarms::reviews_of;
use cartaviva_domain::cases::Moment;
use cartaviva_domain::codes::{Code, EventId};
use cartaviva_domain::feed::Entry;
use cartaviva_persistence::alarms::{self, Due};
use cartaviva_persistence::{Conn, calendars, charters, feed, messages};
use time::OffsetDateTime;

use super::ring::Outcome;
use crate::problem::ApiError;
use crate::state::AppState;

/// Looks at the charter of an alarm that is in hand, and does what follows.
pub(super) fn look_at(
    db: &mut Conn,
    state: &AppState,
    due: &Due,
    code: &Code,
    now: OffsetDateTime,
) -> Result<Outcome, ApiError> {
    let administration = &due.administration;
    let charter = charters::find(db, administration, code)?.map(|found| found.value);
    let calendars = calendars::history(db, administration, None)?;
    let review = charter.as_ref().and_then(|charter| {
        let mut reviews = reviews_of(charter, &calendars).into_iter();
        reviews.find(|review| due.is_about(&review.edition, review.due_on))
    });
    let (Some(charter), Some(review)) = (charter, review) else {
        alarms::skipped(db, due, now)?;
        return Ok(Outcome::Skipped);
    };
    let event = EventId(state.randomness().id(now));
    let entry = Entry::review_due(
        event,
        &charter.code,
        &review.edition,
        review.due_on,
        Moment::now(now),
    );
    feed::append(db, administration, &[entry])?;
    messages::tell_of_review(
        db,
        administration,
        &charter.code,
        charter.office.as_ref(),
        &calendars.last().calendar,
        event,
        now,
    )?;
    alarms::fired(db, due, now)?;
    Ok(Outcome::Fired)
}
