//! One of the cases that a citizen presented.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::TaxCode;
use cartaviva_persistence::{Conn, cases, procedures};
use time::OffsetDateTime;

use super::{assured, known};
use crate::auth::{May, Principal, ReadOwnCases};
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::language::{Language, preferred};
use crate::links::Links;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;
use crate::tracking::TrackedCase;

/// Show one's own case
///
/// A case that the caller presented, as its tracking code would show it: where it stands, its deadlines, the answer, the redress.
/// The token's level of assurance is at least the one that the procedure asks for on the web; another person's case is not
/// there.
#[utoipa::path(
    tag = "own-cases",
    operation_id = "show_own_case",
    security(("token" = ["citizen"])),
    params(CasePath),
    responses((status = 200, description = "The case.", body = TrackedCase))
)]
#[get("/administrations/{administration}/own-cases/{case}")]
pub async fn show_own_case(
    state: web::Data<AppState>,
    who: May<ReadOwnCases>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<web::Json<TrackedCase>, ApiError> {
    let language = preferred(&request);
    let (now, links) = (state.clock().now(), state.links().clone());
    let tax_code = known(&who)?;
    let (administration, case) = path.parse()?;
    let view = state
        .read(move |db| {
            let file = open(db, &who, &tax_code, &administration, case)?;
            seen(db, &file, now, language, &links)
        })
        .await?;
    Ok(web::Json(view))
}

/// The case that a person presented, if they are known as surely as its procedure asks for today.
///
/// # Errors
/// 404 when it is not theirs, 403 when they are not known surely enough.
pub(super) fn open(
    db: &mut Conn,
    who: &Principal,
    person: &TaxCode,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<CaseFile, ApiError> {
    let unknown = || ApiError::new(ProblemCode::CaseNotFound);
    if !cases::is_of_person(db, administration, person, case)? {
        return Err(unknown());
    }
    let found = cases::find(db, administration, case)?.ok_or_else(unknown)?;
    let file = CaseFile::of(db, found)?;
    let today = procedures::find(db, administration, &file.case.procedure)?;
    let asks = today.map_or_else(
        || file.procedure.needed_assurance(),
        |today| today.value.needed_assurance(),
    );
    assured(who, asks)?;
    Ok(file)
}

/// The case as its tracking code shows it, with the links of who needs none.
pub(super) fn seen(
    db: &mut Conn,
    file: &CaseFile,
    now: OffsetDateTime,
    language: Language,
    links: &Links,
) -> Result<TrackedCase, ApiError> {
    let mut view = TrackedCase::of(db, file, now, language, links)?;
    let case = &file.case;
    let own = format!("/administrations/{}/own-cases/{}", case.administration, case.id.0);
    view.links.ristoro_claim = links.to(&format!("{own}/ristoro-claim"));
    view.links.this = links.to(&own);
    Ok(view)
}
