//! Who presented a case.

use actix_web::{get, web};
use cartaviva_persistence::reporters;
use serde::Serialize;
use utoipa::ToSchema;

use super::reader::Reader;
use super::reason::{ReadingReason, ReadingReasonHeader};
use super::view::IdentityView;
use crate::auth::{May, ReadPeople};
use crate::bounded::Link;
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::middleware::RequestId;
use crate::problem::ApiError;
use crate::state::AppState;

/// Who presented a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseReporter {
    /// Who it is.
    pub identity: IdentityView,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CaseReporterLinks,
}

/// The links of who presented a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseReporterLinks {
    /// This.
    #[serde(rename = "self")]
    pub this: Link,
    /// The case.
    pub case: Link,
    /// Where a correction is recorded.
    pub corrections: Link,
}

/// Show who presented a case
///
/// What is known of them now, what they wrote first and what was corrected: for the desk, and for the officers and managers of
/// the office that has the case. Saying why is required; every reading is recorded with who, for which office, when and why,
/// and whoever the data are about sees it.
#[utoipa::path(
    tag = "people",
    operation_id = "show_case_reporter",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath, ReadingReasonHeader),
    responses((status = 200, description = "Who presented it.", body = CaseReporter))
)]
#[get("/administrations/{administration}/cases/{case}/reporter")]
pub async fn show_case_reporter(
    state: web::Data<AppState>,
    who: May<ReadPeople>,
    Path(path): Path<CasePath>,
    reason: ReadingReason,
    request: RequestId,
) -> Result<web::Json<CaseReporter>, ApiError> {
    let links = state.links().clone();
    let reader = Reader::of(&state, &who, who.role(), reason.0, request);
    let view = state
        .read_on_record(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            let identity = reporters::identity(db, &administration, case)?;
            reader.reads(db, &administration, case, "reporter")?;
            let own = format!("/administrations/{administration}/cases/{}", case.0);
            Ok(CaseReporter {
                identity: IdentityView::of(&identity, file.calendar()),
                links: CaseReporterLinks {
                    this: links.to(&format!("{own}/reporter")),
                    corrections: links.to(&format!("{own}/reporter/corrections")),
                    case: links.to(&own),
                },
            })
        })
        .await?;
    Ok(web::Json(view))
}
