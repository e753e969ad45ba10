//! The notice before refusal (L. 241/1990 art. 10-bis).

use super::{CountedSuspension, Refusal, Request, Suspension, check_suspensions};
use crate::calendar::Calendar;
use time::{Date, Duration, OffsetDateTime};

/// The days for observations, and the days until the term runs again.
const DAYS: Duration = Duration::days(10);

/// The suspension that a notice before refusal causes. It begins when the notice is received, and the term runs
/// again ten days after the observations or, without any in time, when the ten days for them have run out.
///
/// The ten days are counted as dates in the calendar's zone and are not moved off a holiday: the term runs on the
/// sooner. Observations of the tenth day are in time.
///
/// # Errors
/// [`Refusal::ObservationsBeforeNotice`].
pub fn notice_before_refusal(
    calendar: &Calendar,
    received_at: OffsetDateTime,
    observations_at: Option<OffsetDateTime>,
) -> Result<Suspension, Refusal> {
    if observations_at.is_some_and(|observations_at| observations_at < received_at) {
        return Err(Refusal::ObservationsBeforeNotice);
    }
    let last_day = ten_days_after(calendar.date_of(received_at));
    let counted_from = observations_at
        .filter(|observations_at| calendar.date_of(*observations_at) <= last_day)
        .unwrap_or(received_at);
    let local = calendar.local(counted_from);
    let (to, _) = calendar.instant(ten_days_after(local.date()), local.time());
    Ok(Suspension {
        from: received_at,
        to: Some(to),
    })
}

/// The suspensions of a request in order of time, each as far as it counts, with that of a notice before refusal.
///
/// # Errors
/// What [`check_suspensions`] refuses.
pub fn counted_suspensions(
    calendar: &Calendar,
    request: &Request<'_>,
) -> Result<Vec<CountedSuspension>, Refusal> {
    let limited = check_suspensions(calendar, request.suspension_limit, request.suspensions)?;
    let Some(notice) = request.notice else {
        return Ok(limited);
    };
    // All of them together: none may overlap another, and what a limit cut short is cut short already.
    let together: Vec<Suspension> = request.suspensions.iter().copied().chain([notice]).collect();
    let mut every = check_suspensions(calendar, None, &together)?;
    for suspension in &mut every {
        if let Some(known) = limited.iter().find(|known| known.index == suspension.index) {
            *suspension = *known;
        }
    }
    Ok(every)
}

fn ten_days_after(date: Date) -> Date {
    date.checked_add(DAYS).unwrap_or(Date::MAX)
}
