//! Making an exception to a standard: only in the citizen's favour.

use actix_web::{post, web};
use cartaviva_domain::charters::edition_in_force;
use cartaviva_domain::standards::{
    Exception, ExceptionReason, ExceptionRefusal, Favour, MOST_EXCEPTIONS, Standard, Target,
};
use cartaviva_persistence::exceptions;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::ExceptionView;
use crate::answer::{Answer, Written};
use crate::auth::{EditCatalogue, May};
use crate::bounded::{Day, Line, Paragraph};
use crate::charters::CharterFile;
use crate::etag::ETag;
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode, RefusedRule};
use crate::standards::{self, StandardPath};
use crate::state::AppState;
use crate::words::ComparatorWord;

/// An exception to make.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewStandardException, example = json!({
    "target": "2", "from": "2026-12-01", "until": "2027-02-28", "reason": "Personale in più durante l'inverno"
}))]
pub struct NewException {
    /// How the value reached is compared with the target; as in the standard when absent.
    pub comparator: Option<ComparatorWord>,
    /// What is promised meanwhile, in the unit of the standard.
    #[validate(nested)]
    pub target: Line<1, 14>,
    /// The first day on which it holds.
    pub from: Day,
    /// The last day on which it holds.
    pub until: Day,
    /// Why; anybody may read it.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// Make an exception
///
/// For a time, another target in the place of a standard's own. It is made only in the citizen's favour: a target that does
/// not promise strictly more than the standard of the edition in force on its first day is refused, with both targets. Where
/// an exception covers a whole period, the scorecard judges the standard by it.
#[utoipa::path(
    tag = "charters",
    operation_id = "make_standard_exception",
    security(("token" = ["editor"])),
    params(StandardPath),
    responses((status = 201, description = "Made.", body = ExceptionView))
)]
#[post("/administrations/{administration}/charters/{charter}/standards/{standard}/exceptions")]
pub async fn make_standard_exception(
    state: web::Data<AppState>,
    who: May<EditCatalogue>,
    Path(path): Path<StandardPath>,
    Json(body): Json<NewException>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let id = state.randomness().id(now);
    state
        .answer(move |db| {
            let file = CharterFile::open(db, &path.administration, &path.charter)?;
            let edition = edition_in_force(&file.charter.editions, body.from.0);
            let edition = edition.ok_or(ProblemCode::EditionNotFound)?;
            let standard = standards::find(edition, &path.standard)?;
            let exception = Exception {
                id,
                standard: standard.code.clone(),
                target: target(&body, standard)?,
                from: body.from.0,
                until: body.until.0,
                reason: parsed("/reason", ExceptionReason::parse(body.reason.as_str()))?,
            };
            exception
                .departs_from(standard.target)
                .map_err(|refusal| refused(&file, standard, exception.target, refusal))?;
            let (administration, charter) = (&file.administration.code, &file.charter.code);
            if exceptions::of_standard(db, administration, charter, &standard.code)?.len() >= MOST_EXCEPTIONS
            {
                return Err(too_many(&file));
            }
            exceptions::add(db, administration, charter, &exception, now, &who.subject)?;
            let view = ExceptionView::of(&file, &exception, &links);
            let tag = ETag::of_content(&view)?;
            Ok(Answer::created(view.links.this.as_str(), &view)?.tagged(&tag))
        })
        .await
}

/// The target that a body proposes, in the unit of the standard.
fn target(body: &NewException, standard: &Standard) -> Result<Target, ApiError> {
    let own = standard.target;
    let comparator = body
        .comparator
        .map_or(own.comparator(), |comparator| comparator.0);
    parsed(
        "/target",
        Target::parse(comparator, body.target.as_str(), own.unit()),
    )
}

fn refused(file: &CharterFile, standard: &Standard, target: Target, refusal: ExceptionRefusal) -> ApiError {
    let (old, new) = (standard.target.words(), target.words());
    let detail = match refusal {
        ExceptionRefusal::Reversed => {
            let detail = Bilingual::new("Finisce prima di cominciare.", "It ends before it begins.");
            return ApiError::field("/until", "reversed", detail);
        }
        ExceptionRefusal::NotBetter(Favour::Same) => Bilingual::new(
            format!(
                "Si deroga a uno standard soltanto in favore del cittadino: «{new}» promette quanto «{old}»."
            ),
            format!(
                "A standard is departed from only in the citizen's favour: '{new}' promises as much as '{old}'."
            ),
        ),
        ExceptionRefusal::NotBetter(Favour::NotComparable) => Bilingual::new(
            format!(
                "Si deroga a uno standard soltanto in favore del cittadino: «{new}» non si può confrontare con «{old}»."
            ),
            format!(
                "A standard is departed from only in the citizen's favour: '{new}' cannot be compared with '{old}'."
            ),
        ),
        ExceptionRefusal::NotBetter(_) => Bilingual::new(
            format!(
                "Si deroga a uno standard soltanto in favore del cittadino: «{new}» promette meno di «{old}»."
            ),
            format!(
                "A standard is departed from only in the citizen's favour: '{new}' promises less than '{old}'."
            ),
        ),
    };
    let rule = RefusedRule {
        rule: "exception_more_favourable".to_owned(),
        detail: detail.clone(),
        source: file.charter.title.as_str().to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}

fn too_many(file: &CharterFile) -> ApiError {
    let detail = Bilingual::new(
        format!(
            "Uno standard ha al più {MOST_EXCEPTIONS} deroghe: se servono ancora, serve un'edizione nuova."
        ),
        format!(
            "A standard has at most {MOST_EXCEPTIONS} exceptions: where more are needed, a new edition is."
        ),
    );
    let rule = RefusedRule {
        rule: "exceptions_are_few".to_owned(),
        detail: detail.clone(),
        source: file.charter.title.as_str().to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}
