//! Opening the emergency register.

use actix_web::{post, web};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::protocol::{EmergencyPeriod, ProtocolSystem};
use cartaviva_domain::text::Source;
use cartaviva_persistence::protocol;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::PeriodView;
use crate::administrations::AdministrationPath;
use crate::answer::{Answer, Written};
use crate::auth::{May, RunEmergencyRegister};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::protocol::Book;
use crate::state::AppState;

/// An emergency that begins.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "cause": "Guasto al sistema di protocollo",
    "reference": "Autorizzazione del responsabile del protocollo 3/2026"
}))]
pub struct NewEmergency {
    /// What stopped the register.
    #[validate(nested)]
    pub cause: Paragraph<3, 2000>,
    /// The act that authorises the emergency register.
    #[validate(nested)]
    pub reference: Paragraph<1, 300>,
    /// When the register stopped, if not now.
    pub stopped_at: Option<Moment>,
}

/// Open the emergency register
///
/// From now on documents take numbers of the emergency register, while the register cannot be used (D.P.R. 445/2000 art.
/// 63). There is one such register a year, and its numbers go on over every stop of the year.
#[utoipa::path(
    tag = "protocol",
    operation_id = "open_emergency_register",
    security(("token" = ["manager"])),
    params(AdministrationPath),
    responses(
        (status = 201, description = "Open.", body = PeriodView,
            headers(("Location" = String, description = "The emergency."))),
        (status = 409, description = "It is open already.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/emergency-periods")]
pub async fn open_emergency_register(
    state: web::Data<AppState>,
    who: May<RunEmergencyRegister>,
    Path(path): Path<AdministrationPath>,
    Json(body): Json<NewEmergency>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let period = EmergencyPeriod {
        id: state.randomness().id(now),
        cause: parsed("/cause", Reason::parse(body.cause.as_str()))?,
        reference: parsed("/reference", Source::parse(body.reference.as_str()))?,
        stopped_at: body.stopped_at.map_or(now, |at| at.0),
        opened_at: now,
        opened_by: who.subject.clone(),
        end: None,
    };
    if period.stopped_at > now {
        let detail = Bilingual::new(
            "Il registro non si è fermato nel futuro.",
            "The register did not stop in the future.",
        );
        return Err(ApiError::field("/stopped_at", "in_future", detail));
    }
    state
        .answer(move |db| {
            let book = Book::open(db, &path.administration)?;
            let own = &book.administration.code;
            let known = protocol::lock_system(db, own)?;
            if known.value.emergency.is_some() {
                return Err(open_already());
            }
            let system = ProtocolSystem {
                emergency: Some(period.id),
                ..known.value
            };
            protocol::change_system(db, own, known.version, &system)?;
            protocol::open_emergency(db, own, &period)?;
            let view = PeriodView::of(db, &book, &period, &links)?;
            Answer::created(view.links.this.as_str(), &view)
        })
        .await
}

fn open_already() -> ApiError {
    let detail = Bilingual::new(
        "Il registro di emergenza è già aperto.",
        "The emergency register is open already.",
    );
    ApiError::saying(ProblemCode::Conflict, detail)
}
