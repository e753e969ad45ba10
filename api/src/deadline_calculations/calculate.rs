//! Calculating a deadline.

use std::sync::Arc;

use actix_web::{HttpRequest, post, web};
use cartaviva_domain::calendar::CalendarHistory;
use cartaviva_domain::codes;
use cartaviva_persistence::{Conn, administrations, calendars, offices};

use super::body::DeadlineCalculation;
use super::calculation::{Calculation, Fault};
use super::view::{CalculatedDeadline, ElapsedView};
use crate::answer::{Answer, Written};
use crate::bounded::{AdministrationCode, Code};
use crate::extract::{Json, parsed};
use crate::language::{Bilingual, Language, preferred, tag};
use crate::problem::ApiError;
use crate::state::AppState;

/// Calculate a deadline
///
/// When a term is due, and every step that leads there with its rule and where the rule is written, in Italian or English.
/// Nothing is kept. The calendar is given in full, or is that of an administration or of one of its offices. With `ended_at` the
/// answer also says how long it really took, in the term's own unit.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "calculate_deadline",
    security(()),
    responses((status = 200, description = "The due date and its steps.", body = CalculatedDeadline))
)]
#[post("/deadline-calculations")]
pub async fn calculate_deadline(
    state: web::Data<AppState>,
    request: HttpRequest,
    Json(body): Json<DeadlineCalculation>,
) -> Result<Written, ApiError> {
    let calendars = match (&body.calendar, &body.administration) {
        (Some(settings), None) if body.office.is_none() => {
            CalendarHistory::unchanging(settings.calendar("/calendar")?)
        }
        (None, Some(_)) => {
            let (administration, office) = (body.administration.clone(), body.office.clone());
            state
                .read(move |db| kept(db, administration.as_ref(), office.as_ref()))
                .await?
        }
        _ => return Err(one_calendar()),
    };
    let answer = Calculation::read(&body, &calendars).and_then(|calculation| calculation.answer(&calendars));
    let answer = answer.map_err(|fault| refused(&body, &fault))?;
    let elapsed = answer
        .took
        .map(|(took, ended_at)| ElapsedView::of(took, &answer.explained.due, ended_at));
    let language = preferred(&request);
    let view = CalculatedDeadline::of(&answer.explained, elapsed, language);
    Ok(Written::nothing(
        Answer::ok(&view)?
            .with("Content-Language", tag(language))
            .with("Vary", "accept-language"),
    ))
}

/// The calendars of an administration or of one of its offices.
fn kept(
    db: &mut Conn,
    administration: Option<&AdministrationCode>,
    office: Option<&Code>,
) -> Result<CalendarHistory, ApiError> {
    let administration = administration.map_or("", AdministrationCode::as_str);
    let administration = parsed(
        "/administration",
        codes::AdministrationCode::parse(administration),
    )?;
    if administrations::find(db, &administration)?.is_none() {
        return Err(ApiError::field(
            "/administration",
            "unknown",
            Bilingual::new(
                "Nessun ente ha questo codice.",
                "No administration has this code.",
            ),
        ));
    }
    let office = office
        .map(|office| parsed("/office", codes::Code::parse(office.as_str())))
        .transpose()?;
    if let Some(office) = &office
        && offices::find(db, &administration, office)?.is_none()
    {
        return Err(ApiError::field(
            "/office",
            "unknown",
            Bilingual::new(
                "L'ente non ha questo ufficio.",
                "The administration has no such office.",
            ),
        ));
    }
    let history = calendars::history(db, &administration, office.as_ref())?;
    Ok(Arc::unwrap_or_clone(history))
}

fn one_calendar() -> ApiError {
    ApiError::field(
        "/calendar",
        "one_calendar",
        Bilingual::new(
            "Indicate un calendario, oppure un ente (ed eventualmente un suo ufficio).",
            "Give a calendar, or an administration (and one of its offices, if you like).",
        ),
    )
}

/// A refusal at its place in the body: what is wrong with a calendar that was only named is wrong with its name.
fn refused(body: &DeadlineCalculation, fault: &Fault) -> ApiError {
    let named = if body.office.is_some() {
        "/office"
    } else {
        "/administration"
    };
    let pointer = match fault.pointer.as_str() {
        pointer if pointer.starts_with("/calendar") && body.calendar.is_none() => named,
        "/starts_at" if body.completed_at.is_some() => "/completed_at",
        pointer => pointer,
    };
    let refusal = fault.refusal;
    let detail = Bilingual::new(
        refusal.sentence(Language::Italian),
        refusal.sentence(Language::English),
    );
    ApiError::field(pointer, refusal.code(), detail)
}
