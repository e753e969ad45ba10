//! Extending the term of a case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use cartaviva_domain::deadline::Extension;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{HandleCases, May};
use crate::bounded::{Int, Moment, Paragraph, TermUnitWord};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// An extension: a reasoned act before the due date.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "amount": 15, "unit": "calendar_days", "reason": "Istruttoria complessa: serve un sopralluogo." }))]
pub struct Extending {
    /// By how many units.
    #[validate(nested)]
    pub amount: Int<1, 365>,
    /// Of what.
    #[validate(nested)]
    pub unit: TermUnitWord,
    /// Why.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Extend the term of a case
///
/// A reasoned act extends the term before it is due; the original due date is kept.
#[utoipa::path(
    tag = "cases",
    operation_id = "extend_case",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/extensions")]
pub async fn extend_case(
    state: web::Data<AppState>,
    who: May<HandleCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Extending>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    let amount = parsed("/amount", u32::try_from(body.amount.get()))?;
    let extension = Extension {
        amount,
        unit: body.unit.0,
    };
    perform(&state, act, path, move |_, _| {
        Ok(Command::Extend { extension, reason })
    })
    .await
}
