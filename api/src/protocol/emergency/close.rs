//! Closing the emergency register.

use actix_web::{post, web};
use cartaviva_domain::protocol::{EmergencyEnd, ProtocolSystem, SystemKind};
use cartaviva_persistence::{StoreError, protocol};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::path::PeriodPath;
use super::view::PeriodView;
use crate::answer::{Answer, Written};
use crate::auth::{May, RunEmergencyRegister};
use crate::bounded::Moment;
use crate::extract::{Json, Path};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::protocol::Book;
use crate::state::AppState;

/// The end of an emergency.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct EmergencyClosing {
    /// When the register could be used again, if not now.
    pub restored_at: Option<Moment>,
}

/// Close the emergency register
///
/// The register can be used again: each document of the emergency takes its ordinary number, in the order in which they
/// arrived, and keeps that of the emergency register for ever (D.P.R. 445/2000 art. 63). Where another system numbers
/// documents, they wait for the numbers that it gives.
#[utoipa::path(
    tag = "protocol",
    operation_id = "close_emergency_register",
    security(("token" = ["manager"])),
    params(PeriodPath),
    responses(
        (status = 201, description = "Closed.", body = PeriodView,
            headers(("Location" = String, description = "The emergency."))),
        (status = 409, description = "It was closed before.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/emergency-periods/{emergency}/closing")]
pub async fn close_emergency_register(
    state: web::Data<AppState>,
    who: May<RunEmergencyRegister>,
    Path(path): Path<PeriodPath>,
    Json(body): Json<EmergencyClosing>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let end = EmergencyEnd {
        restored_at: body.restored_at.map_or(now, |at| at.0),
        closed_at: now,
        closed_by: who.subject.clone(),
    };
    state
        .answer(move |db| {
            let book = Book::open(db, &path.administration)?;
            let own = &book.administration.code;
            let known = protocol::lock_system(db, own)?;
            let found = protocol::emergency(db, own, path.id()?)?;
            let mut period = found.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
            if end.restored_at < period.stopped_at || end.restored_at > now {
                return Err(impossible());
            }
            protocol::close_emergency(db, own, period.id, &end).map_err(closed_before)?;
            let system = ProtocolSystem {
                emergency: None,
                ..known.value
            };
            protocol::change_system(db, own, known.version, &system)?;
            if system.kind == SystemKind::BuiltIn {
                protocol::enter_deferred(db, own, period.id, book.today(now), now)?;
            }
            period.end = Some(end);
            let view = PeriodView::of(db, &book, &period, &links)?;
            Answer::created(view.links.this.as_str(), &view)
        })
        .await
}

fn impossible() -> ApiError {
    let detail = Bilingual::new(
        "Il registro torna in uso dopo essersi fermato, e non nel futuro.",
        "The register can be used again after it stopped, and not in the future.",
    );
    ApiError::field("/restored_at", "impossible", detail)
}

fn closed_before(error: StoreError) -> ApiError {
    match error {
        StoreError::Stale => ApiError::saying(
            ProblemCode::Conflict,
            Bilingual::new(
                "Il registro di emergenza è già stato chiuso.",
                "The emergency register was closed before.",
            ),
        ),
        other => other.into(),
    }
}
