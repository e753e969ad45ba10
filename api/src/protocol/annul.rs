//! Annulling an entry.

use actix_web::{post, web};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::protocol::{AnnulRefusal, Annulment, Entry, Particulars, Registration, may_annul};
use cartaviva_domain::text::Source;
use cartaviva_persistence::protocol;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::book::Book;
use super::path::EntryPath;
use super::view::RegisterEntry;
use crate::answer::{Answer, Written};
use crate::auth::{AnnulEntries, May};
use crate::bounded::Paragraph;
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode, RefusedRule};
use crate::state::AppState;

/// An act that annuls an entry.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "reference": "Disposizione del responsabile del protocollo 12/2026",
    "reason": "Documento registrato due volte"
}))]
pub struct NewAnnulment {
    /// The act that authorises it.
    #[validate(nested)]
    pub reference: Paragraph<1, 300>,
    /// Why.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// Annul an entry of the protocol register
///
/// The entry stays, readable, and shows that it was annulled, when, by whom and by which act (D.P.R. 445/2000 art. 54). The
/// annulment is itself an internal entry of the register.
#[utoipa::path(
    tag = "protocol",
    operation_id = "annul_protocol_entry",
    security(("token" = ["manager"])),
    params(EntryPath),
    responses(
        (status = 201, description = "Annulled: the entry as it now shows itself.", body = RegisterEntry,
            headers(("Location" = String, description = "The entry."))),
        (status = 409, description = "It was annulled before, or the register is not in use.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/protocol-entries/{year}/{number}/annulment")]
pub async fn annul_protocol_entry(
    state: web::Data<AppState>,
    who: May<AnnulEntries>,
    Path(path): Path<EntryPath>,
    Json(body): Json<NewAnnulment>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    state
        .answer(move |db| {
            let book = Book::open(db, &path.administration)?;
            let own = &book.administration.code;
            let entry = book.entry(db, &who, path.number()?)?;
            let before = protocol::annulment(db, own, entry.number)?;
            may_annul(&entry, before.is_some()).map_err(refused)?;
            let annulment = Annulment {
                entry: entry.number,
                reference: parsed("/reference", Source::parse(body.reference.as_str()))?,
                reason: parsed("/reason", Reason::parse(body.reason.as_str()))?,
                by: who.subject.clone(),
                at: now,
            };
            let document = annulment.document(book.administration.name.as_str());
            let particulars = Particulars {
                case: entry.particulars.case,
                annuls: Some(entry.number),
                ..Particulars::default()
            };
            let entered = protocol::enter(db, own, book.today(now), document, particulars, now)?;
            let Registration::Entered(Entry { number: act, .. }) = entered else {
                return Err(unusable());
            };
            protocol::annul(db, own, &annulment, act)?;
            let view = RegisterEntry::of(&book, &entry, Some(&(annulment, act)), &links);
            Answer::created(view.links.this.as_str(), &view)
        })
        .await
}

/// An annulment is an entry of this program's register, and that cannot be written to now.
fn unusable() -> ApiError {
    let detail = Bilingual::new(
        "Il registro interno non è in uso: la registrazione si annulla quando lo è di nuovo.",
        "The built-in register is not in use: the entry can be annulled once it is.",
    );
    ApiError::saying(ProblemCode::Conflict, detail)
}

fn refused(refusal: AnnulRefusal) -> ApiError {
    match refusal {
        AnnulRefusal::Already => ApiError::saying(
            ProblemCode::Conflict,
            Bilingual::new(
                "La registrazione è già stata annullata.",
                "The entry was annulled before.",
            ),
        ),
        AnnulRefusal::RecordsAnnulment => {
            let detail = Bilingual::new(
                "La registrazione attesta un annullamento, che non si annulla.",
                "The entry records an annulment, which cannot be annulled.",
            );
            let rule = RefusedRule {
                rule: "annulment_not_annulled".to_owned(),
                detail: detail.clone(),
                source: "D.P.R. 445/2000 art. 54".to_owned(),
            };
            ApiError::refused(detail, vec![rule])
        }
    }
}
