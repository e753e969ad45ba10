//! Messages are written in the transaction of what they tell.

use super::row::{New, Row};
use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use crate::reporters;
use cartaviva_domain::alarms::office_hours::next_open;
use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::cases::{Case, Event, Rules};
use cartaviva_domain::codes::{AdministrationCode, Code, EventId};
use cartaviva_domain::language::Language;
use cartaviva_domain::notices::{Audience, MessageState, Notice, notices, review_notices};
use cartaviva_domain::people::Reporter;
use time::OffsetDateTime;

/// Writes who is told what of some events of a case, which now stands as it is given.
///
/// Citizens are written to at once, offices when they are open. Where no email of the citizen is known, only what is owed
/// in writing is kept, for staff to see that it must go another way.
pub(crate) fn tell(
    conn: &mut Conn,
    after: &Case,
    rules: &Rules<'_>,
    happened: &[Event],
) -> Result<(), StoreError> {
    let told = told(after, rules, happened);
    let to_citizen = told
        .iter()
        .any(|(_, notice)| notice.audience == Audience::Citizen);
    let citizen = if to_citizen {
        let known = reporters::find(conn, &after.administration, after.id)?;
        Some(Citizen::of(&known))
    } else {
        None
    };
    Ok(dialect::add_messages(conn, &rows(after, rules, citizen, told)?)?)
}

/// The messages of the first events of a case, to be written with it.
pub(crate) fn of_new(
    case: &Case,
    rules: &Rules<'_>,
    reporter: &Reporter,
    first: &[Event],
) -> Result<Vec<Row>, StoreError> {
    rows(case, rules, Some(Citizen::of(reporter)), told(case, rules, first))
}

/// Who is told what of which event.
fn told<'a>(case: &Case, rules: &Rules<'_>, happened: &'a [Event]) -> Vec<(&'a Event, Notice)> {
    let of_event = |event: &'a Event| {
        let notices = notices(&event.happening, case, rules.procedure);
        notices.into_iter().map(move |notice| (event, notice))
    };
    happened.iter().flat_map(of_event).collect()
}

fn rows(
    case: &Case,
    rules: &Rules<'_>,
    citizen: Option<Citizen>,
    told: Vec<(&Event, Notice)>,
) -> Result<Vec<Row>, StoreError> {
    let rows = told.into_iter();
    rows.filter_map(|(event, notice)| row(case, rules, citizen, event, notice).transpose())
        .collect()
}

/// What of who presented a case matters here: nothing by which anybody is known.
#[derive(Clone, Copy)]
struct Citizen {
    reached_by_email: bool,
    language: Language,
}

impl Citizen {
    fn of(reporter: &Reporter) -> Self {
        Self {
            reached_by_email: reporter.email.is_some(),
            language: reporter.language.unwrap_or_default(),
        }
    }
}

fn row(
    case: &Case,
    rules: &Rules<'_>,
    citizen: Option<Citizen>,
    event: &Event,
    notice: Notice,
) -> Result<Option<Row>, StoreError> {
    let now = event.moment.recorded_at();
    let calendar = &rules.calendars.last().calendar;
    let (office, state, not_before) = match notice.audience {
        Audience::Citizen => match citizen {
            Some(citizen) if citizen.reached_by_email => (None, MessageState::Pending, now),
            _ if notice.kind.is_owed_in_writing() => (None, MessageState::NoAddress, now),
            _ => return Ok(None),
        },
        Audience::Office => (
            Some(&case.office),
            MessageState::Pending,
            next_open(calendar, now),
        ),
        Audience::Urp => (None, MessageState::Pending, next_open(calendar, now)),
        Audience::Substitute => {
            let power = rules.procedure.substitute_power.as_ref();
            let office = power.and_then(|power| power.office.as_ref());
            (office, MessageState::Pending, next_open(calendar, now))
        }
    };
    let language = match notice.audience {
        Audience::Citizen => citizen.map(|citizen| citizen.language).unwrap_or_default(),
        _ => Language::Italian,
    };
    Row::of(&New {
        administration: &case.administration,
        event: event.id,
        case: Some(case.id),
        charter: None,
        notice,
        office,
        language,
        state,
        not_before,
        created_at: now,
    })
    .map(Some)
}

/// Writes that a charter is to be reviewed, to the office that answers for it or, where none does, to the public relations
/// office.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn tell_of_review(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Code,
    office: Option<&Code>,
    calendar: &Calendar,
    event: EventId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let rows = review_notices()
        .into_iter()
        .map(|notice| {
            Row::of(&New {
                administration,
                event,
                case: None,
                charter: Some(charter),
                notice,
                office,
                language: Language::Italian,
                state: MessageState::Pending,
                not_before: next_open(calendar, now),
                created_at: now,
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(dialect::add_messages(conn, &rows)?)
}
