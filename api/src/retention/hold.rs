//! Placing a legal hold on a case.

use actix_web::{post, web};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::codes::LegalHoldId;
use cartaviva_domain::retention::LegalHold;
use cartaviva_domain::text::Source;
use cartaviva_persistence::{StoreError, retention};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::show::CaseRetention;
use crate::answer::{Answer, Written};
use crate::auth::{HoldCases, May};
use crate::bounded::{Line, Paragraph};
use crate::cases::{CaseFile, CasePath, already_disposed, meanwhile};
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::state::AppState;

/// A legal hold.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = LegalHoldOrder, example = json!({
    "reason": "Ricorso pendente davanti al TAR.",
    "act": "Nota dell'Avvocatura civica prot. 2026/0001234"
}))]
pub struct HoldBody {
    /// Why: no names.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
    /// The act that orders it.
    #[validate(nested)]
    pub act: Line<1, 300>,
}

/// Place a legal hold
///
/// While it stands no disposal takes the case, however long it has been kept: a lawsuit, an inspection, a request of the
/// authority. A case has one hold at most.
#[utoipa::path(
    tag = "retention",
    operation_id = "place_legal_hold",
    security(("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Placed: how the case stands.", body = CaseRetention,
            headers(("Location" = String, description = "How long the case is kept."))),
        (status = 409, description = "A hold stands on it, it was disposed of, or it changed meanwhile.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/legal-hold")]
pub async fn place_legal_hold(
    state: web::Data<AppState>,
    who: May<HoldCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<HoldBody>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let hold = LegalHold {
        id: LegalHoldId(state.randomness().id(now)),
        reason: parsed("/reason", Reason::parse(body.reason.as_str()))?,
        act: parsed("/act", Source::parse(body.act.as_str()))?,
        placed_at: now,
        placed_by: who.subject.clone(),
    };
    state
        .answer(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            if retention::is_disposed(db, &administration, case)? {
                return Err(already_disposed());
            }
            retention::place(db, &file.case, &hold).map_err(|error| match error {
                StoreError::Stale => meanwhile(),
                StoreError::Conflict => held_already(),
                other => other.into(),
            })?;
            let view = CaseRetention::of(db, &file, now, &links)?;
            Answer::created(view.links.this.as_str(), &view)
        })
        .await
}

fn held_already() -> ApiError {
    let detail = Bilingual::new(
        "Sulla pratica c'è già un vincolo di conservazione.",
        "A legal hold stands on the case already.",
    );
    ApiError::saying(ProblemCode::Conflict, detail)
}
