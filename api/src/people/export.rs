//! Everything that is held of a person (Regulation (EU) 2016/679 art. 15 and 20).

use actix_web::{HttpRequest, post, web};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::{self, DataSubject};
use cartaviva_domain::protocol;
use cartaviva_persistence::{Conn, cases, protocol as register, reporters, retention};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::exported::ExportedCase;
use super::reader::Reader;
use super::reason::PurposeWord;
use crate::administrations::AdministrationPath;
use crate::answer::{Answer, Written};
use crate::auth::{ExportPeople, May};
use crate::bounded::{EmailAddress, Id, List, Moment, ProtocolNumber, TaxCode};
use crate::cases::CaseFile;
use crate::extract::{Json, Path, parsed};
use crate::language::{Bilingual, Language, preferred};
use crate::links::Links;
use crate::middleware::RequestId;
use crate::problem::{ApiError, ProblemCode};
use crate::retention::DisposedCaseView;
use crate::state::AppState;

/// How many cases one answer tells of.
const SHARE: usize = 20;

/// Of whom, and why. A tax code, an email address, or both: exactly as they are kept.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = DataSubjectExportRequest, example = json!({
    "tax_code": "RSSNNA80A41E625Z",
    "email": "anna.rossi@example.it",
    "reason": "data_subject_request",
    "request": "2026/0000123"
}))]
pub struct ExportBody {
    /// The tax code that they gave.
    #[validate(nested)]
    pub tax_code: Option<TaxCode>,
    /// The email address that they gave, certified or not.
    #[validate(nested)]
    pub email: Option<EmailAddress>,
    /// Why it is put together: recorded as a reading of each case.
    #[validate(nested)]
    pub reason: PurposeWord,
    /// The entry of their request in the protocol register: recorded with the reading.
    #[validate(nested)]
    pub request: Option<ProtocolNumber>,
    /// The protocol numbers of the receipts that they hold: of a case that was disposed of nothing else leads to it.
    #[serde(default)]
    #[validate(nested)]
    pub receipts: List<ProtocolNumber, 20>,
    /// Where this answer begins: `next_after` of the one before.
    #[validate(nested)]
    pub after: Option<Id>,
}

/// What is held of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataSubjectExport {
    /// When it was put together.
    pub generated_at: Moment,
    /// Their cases, in the order of their ids.
    pub items: List<ExportedCase, 20>,
    /// Of the receipts that they hold, those whose case was disposed of: nothing of it is held but what stays of every case.
    pub disposed: List<DisposedCaseView, 20>,
    /// Where the next answer begins (`after`); absent when this is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_after: Option<Id>,
}

/// Export what is held of a person
///
/// Everything that the administration holds of whoever presented cases under a tax code or an address, twenty cases at a time,
/// for whoever answers their request: within one month (GDPR art. 12 c. 3). What they are known by stands in the body, never
/// in the address, and is compared with what holds now. A case under another tax code is not theirs, whatever its address. It
/// is recorded as a reading of each case, which they see.
#[utoipa::path(
    tag = "people",
    operation_id = "export_data_subject",
    security(("token" = ["admin"])),
    params(AdministrationPath),
    responses((status = 200, description = "What is held.", body = DataSubjectExport))
)]
#[post("/administrations/{administration}/data-subject-exports")]
pub async fn export_data_subject(
    state: web::Data<AppState>,
    who: May<ExportPeople>,
    Path(path): Path<AdministrationPath>,
    Json(body): Json<ExportBody>,
    id: RequestId,
    request: HttpRequest,
) -> Result<Written, ApiError> {
    let administration = AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let export = Export {
        administration,
        subject: subject(&body)?,
        after: after(&body)?,
        receipts: receipts(&body)?,
        what: what(&body),
        reader: Reader::of(&state, &who, who.role(), body.reason.0, id),
        language: preferred(&request),
        now: state.clock().now(),
    };
    let links = state.links().clone();
    // Never answered from what was kept of a repeat: whatever is given out is recorded as read.
    let answer = state
        .read_on_record(move |db| Answer::ok(&export.gather(db, &links)?))
        .await?;
    Ok(Written::nothing(answer))
}

/// By what the person is known.
fn subject(body: &ExportBody) -> Result<DataSubject, ApiError> {
    let tax_code = body.tax_code.as_ref();
    let tax_code = tax_code.map(|code| parsed("/tax_code", people::TaxCode::parse(code.as_str())));
    let email = body.email.as_ref();
    let email = email.map(|email| parsed("/email", people::EmailAddress::parse(email.as_str())));
    DataSubject::known_by(tax_code.transpose()?, email.transpose()?).ok_or_else(|| {
        ApiError::field(
            "/tax_code",
            "missing",
            Bilingual::new(
                "Indicate il codice fiscale, un indirizzo, o entrambi.",
                "Give the tax code, an address, or both.",
            ),
        )
    })
}

fn after(body: &ExportBody) -> Result<Option<CaseId>, ApiError> {
    let read = |id: &Id| parsed("/after", Uuid::parse_str(id.as_str())).map(CaseId);
    body.after.as_ref().map(read).transpose()
}

fn receipts(body: &ExportBody) -> Result<Vec<protocol::ProtocolNumber>, ApiError> {
    let read = |number: &ProtocolNumber| {
        protocol::ProtocolNumber::read(number.as_str()).ok_or_else(|| ApiError::new(ProblemCode::NotFound))
    };
    body.receipts.as_slice().iter().map(read).collect()
}

/// What the register of readings calls it.
fn what(body: &ExportBody) -> String {
    let request = body.request.as_ref();
    request.map_or_else(
        || "data_subject_export".to_owned(),
        |number| format!("data_subject_export:{}", number.as_str()),
    )
}

/// An export that is being put together.
struct Export {
    administration: AdministrationCode,
    subject: DataSubject,
    after: Option<CaseId>,
    receipts: Vec<protocol::ProtocolNumber>,
    what: String,
    reader: Reader,
    language: Language,
    now: OffsetDateTime,
}

impl Export {
    fn gather(&self, db: &mut Conn, links: &Links) -> Result<DataSubjectExport, ApiError> {
        let most = SHARE + 1;
        let mut found = reporters::candidates(db, &self.administration, &self.subject, self.after, most)?;
        let is_all = found.len() < most;
        found.truncate(SHARE);
        let last = found.last().copied();
        let mut items = Vec::with_capacity(found.len());
        for case in found {
            items.extend(self.held(db, case, links)?);
        }
        Ok(DataSubjectExport {
            generated_at: Moment(self.now),
            items: items.into(),
            disposed: self.disposed(db)?.into(),
            next_after: last.filter(|_| !is_all).map(|case| case.0.to_string().into()),
        })
    }

    /// What is held of the person in a case, recorded as read; none where the case is another's.
    fn held(&self, db: &mut Conn, case: CaseId, links: &Links) -> Result<Option<ExportedCase>, ApiError> {
        let identity = reporters::identity(db, &self.administration, case)?;
        if !self.subject.is(&identity.current()) {
            return Ok(None);
        }
        let Some(case) = cases::find(db, &self.administration, case)? else {
            return Ok(None);
        };
        self.reader.reads(db, &self.administration, case.id, &self.what)?;
        let file = CaseFile::of(db, case)?;
        ExportedCase::of(db, &file, &identity, self.now, self.language, links).map(Some)
    }

    /// Which of the receipts are of cases that were disposed of.
    fn disposed(&self, db: &mut Conn) -> Result<Vec<DisposedCaseView>, ApiError> {
        let mut told = Vec::new();
        for number in &self.receipts {
            let entry = register::find(db, &self.administration, *number)?;
            if let Some(case) = entry.and_then(|entry| entry.particulars.case) {
                let disposed = retention::disposed(db, &self.administration, case)?;
                told.extend(disposed.as_ref().map(DisposedCaseView::of));
            }
        }
        Ok(told)
    }
}
