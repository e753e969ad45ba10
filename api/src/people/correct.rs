//! Correcting who presented a case (Regulation (EU) 2016/679 art. 16).

use actix_web::{post, web};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::codes::CorrectionId;
use cartaviva_domain::people::{Correction, CorrectionFault};
use cartaviva_persistence::{StoreError, reporters, retention};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::body::ReporterBody;
use super::view::CorrectionView;
use crate::answer::{Answer, Written};
use crate::auth::{CorrectPeople, May};
use crate::bounded::Paragraph;
use crate::cases::{CaseFile, CasePath, already_disposed, meanwhile};
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, RefusedRule};
use crate::state::AppState;

/// What is right, and on what it rests.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = ReporterCorrectionRequest, example = json!({
    "reporter": { "email": "anna.rossi@example.org" },
    "reason": "Richiesta dell'interessata allo sportello, documento esibito."
}))]
pub struct CorrectionBody {
    /// Only what is to be corrected.
    #[validate(nested)]
    pub reporter: ReporterBody,
    /// On what it rests: a document shown, a request received.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// Correct who presented a case
///
/// Records what is right beside what was written first, which stays: a submission is a registered document and does not
/// change. What holds from now on is the last correction of each datum, and letters and mail go by it.
#[utoipa::path(
    tag = "people",
    operation_id = "correct_case_reporter",
    security(("token" = ["operator"])),
    params(CasePath),
    responses(
        (status = 201, description = "Recorded: the correction.", body = CorrectionView,
            headers(("Location" = String, description = "Who presented the case."))),
        (status = 409, description = "Somebody else corrected it at the same time, or the case was disposed of.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/reporter/corrections")]
pub async fn correct_case_reporter(
    state: web::Data<AppState>,
    who: May<CorrectPeople>,
    Path(path): Path<CasePath>,
    Json(body): Json<CorrectionBody>,
) -> Result<Written, ApiError> {
    let now = state.clock().now();
    let correction = Correction {
        id: CorrectionId(state.randomness().id(now)),
        reporter: body.reporter.parse("/reporter")?,
        reason: parsed("/reason", Reason::parse(body.reason.as_str()))?,
        recorded_at: now,
        recorded_by: who.subject.clone(),
        role: who.role().name().to_owned(),
    };
    let (administration, case) = path.parse()?;
    let own = format!("/administrations/{administration}/cases/{}/reporter", case.0);
    let location = state.links().to(&own);
    state
        .answer(move |db| {
            let file = CaseFile::open(db, &who, &administration, case)?;
            if retention::is_disposed(db, &administration, case)? {
                return Err(already_disposed());
            }
            let known = reporters::identity(db, &administration, case)?;
            known.admits(&correction.reporter).map_err(refused)?;
            reporters::correct(db, &administration, case, &known, &correction).map_err(at_once)?;
            Answer::created(
                location.as_str(),
                &CorrectionView::of(&correction, file.calendar()),
            )
        })
        .await
}

/// What the store refuses when two people correct at once.
fn at_once(error: StoreError) -> ApiError {
    match error {
        StoreError::Conflict => meanwhile(),
        other => other.into(),
    }
}

fn refused(fault: CorrectionFault) -> ApiError {
    let italian = match fault {
        CorrectionFault::Anonymous => "Una pratica anonima non ha dati da rettificare.",
        CorrectionFault::Same => "Una rettifica deve dire altro da quanto risulta.",
        CorrectionFault::TooMany => "La pratica ha già cento rettifiche.",
    };
    let detail = Bilingual::new(italian, format!("Refused: {fault}."));
    let rule = RefusedRule {
        rule: fault.rule().to_owned(),
        detail: detail.clone(),
        source: "Reg. (UE) 2016/679 art. 16".to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}
