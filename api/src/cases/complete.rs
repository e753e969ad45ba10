//! Recording what was missing.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Refusal};
use cartaviva_domain::procedures::{FieldFault, FieldFaultKind, Fields};
use cartaviva_domain::text::Prose;
use cartaviva_persistence::{Conn, reporters};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::correspondence::take_in;
use super::file::CaseFile;
use super::path::CasePath;
use super::refuse::refused;
use super::submission::read_fields;
use super::submit::offices_named;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{FormFields, Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// What was missing.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "Allego la copia del documento di identità del delegato.", "fields": { "reason": "Sono proprietaria del fondo confinante." } }))]
pub struct Completion {
    /// What it says.
    #[validate(nested)]
    pub text: Option<Paragraph<1, 5000>>,
    /// What is written in fields of the procedure's form that were left empty, by their codes. What was presented before is not
    /// changed.
    #[serde(default)]
    #[validate(nested)]
    pub fields: FormFields,
    /// When it arrived, if not now.
    pub occurred_at: Option<Moment>,
}

/// Record what was missing
///
/// What was missing has come, and is registered in the protocol, incoming. Fields of the form that were left empty are filled in
/// by the rules that hold for a submission; those that were filled in stay as they were. The terms run again: from now on where they start
/// again on completion, from where they were otherwise.
#[utoipa::path(
    tag = "cases",
    operation_id = "complete_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/completions")]
pub async fn complete_case(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Completion>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let text = body
        .text
        .map(|text| parsed("/text", Prose::parse(text.as_str())))
        .transpose()?;
    let fields = read_fields(&body.fields)?;
    perform_all(&state, act, path, move |act, db, file| {
        let written = Completed::of(text.as_ref(), &fields);
        act.carry_out(
            db,
            file,
            Command::Complete {
                text,
                fields: fields.clone(),
            },
        )?;
        offices_named(db, &file.case.administration, &file.procedure, &fields)?;
        keep_apart(db, file, &fields)?;
        take_in(db, file, &written.parts(), act.now())
    })
    .await
}

/// What a completion says, for its digest: its words, then the fields of the form by their codes.
struct Completed(Vec<String>);

impl Completed {
    fn of(text: Option<&Prose>, fields: &Fields) -> Self {
        let words = text.map_or_else(String::new, Prose::to_string);
        let form = fields
            .iter()
            .flat_map(|(code, value)| [code.to_string(), value.as_str().to_owned()]);
        Self([words].into_iter().chain(form).collect())
    }

    fn parts(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }
}

/// Keeps with who presented the case what they wrote in fields that may say who they are, unless those were filled in.
fn keep_apart(db: &mut Conn, file: &CaseFile, fields: &Fields) -> Result<(), ApiError> {
    let case = &file.case;
    let (_, identifying) = file.procedure.set_apart(fields);
    if identifying.is_empty() {
        return Ok(());
    }
    let known = reporters::find(db, &case.administration, case.id)?.fields;
    let given = identifying.keys().filter(|code| known.contains_key(*code));
    let faults: Vec<FieldFault> = given
        .map(|code| FieldFault {
            field: code.clone(),
            what: FieldFaultKind::AlreadyGiven,
        })
        .collect();
    if !faults.is_empty() {
        return Err(refused(Refusal::Fields(faults)));
    }
    Ok(reporters::fill_in(
        db,
        &case.administration,
        case.id,
        &identifying,
    )?)
}
