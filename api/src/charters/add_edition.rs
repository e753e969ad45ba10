//! Adding an edition to a charter: no standard is lowered.

use actix_web::{post, web};
use cartaviva_domain::cases::Moment;
use cartaviva_domain::catalogue::Catalogue;
use cartaviva_domain::charters::{
    Change, Changed, Charter, Consents, Edition, MOST_EDITIONS, Unfit, followed_by, may_follow,
};
use cartaviva_domain::codes::EventId;
use cartaviva_domain::feed::Entry;
use cartaviva_domain::standards::Standard;
use cartaviva_persistence::{Conn, Versioned, charters, feed, offices, procedures, services};

use super::file::CharterFile;
use super::new_edition::{NewEdition, codes};
use super::path::CharterPath;
use super::view::EditionView;
use crate::answer::{Answer, Written};
use crate::auth::{EditCatalogue, May};
use crate::etag::{ETag, IfMatch};
use crate::extract::{Json, Path};
use crate::language::Bilingual;
use crate::problem::{ApiError, FieldError, ProblemCode, RefusedRule};
use crate::state::AppState;

/// How many rules a refusal names at most.
const MOST_NAMED: usize = 100;

/// Add an edition
///
/// Adds an edition with its standards; the edition in force on the day on which it begins ends on the day before. A standard
/// is departed from only in the citizen's favour: one that promises less than that edition is refused, with both targets.
/// A standard that cannot be compared with what it was, and one that is dropped, is named openly in `accept_not_comparable`
/// or `drops`, or else refused too. `If-Match` names the ETag of the charter as it was read.
#[utoipa::path(
    tag = "charters",
    operation_id = "add_edition",
    security(("token" = ["editor"])),
    params(CharterPath, IfMatch),
    responses((status = 201, description = "Added.", body = EditionView))
)]
#[post("/administrations/{administration}/charters/{charter}/editions")]
pub async fn add_edition(
    state: web::Data<AppState>,
    _who: May<EditCatalogue>,
    Path(path): Path<CharterPath>,
    seen: IfMatch,
    Json(body): Json<NewEdition>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let event = EventId(state.randomness().id(now));
    let edition = body.edition()?;
    let accepted = codes("/accept_not_comparable", &body.accept_not_comparable)?;
    let drops = codes("/drops", &body.drops)?;
    state
        .answer(move |db| {
            let mut file = path.open(db)?;
            let today = file.today(now);
            seen.require(&file.tag(today, &links)?)?;
            holds_together(db, &file, &edition)?;
            let consents = Consents {
                not_comparable: &accepted,
                drops: &drops,
            };
            may_follow(&file.charter, &edition, consents).map_err(|unfit| refused(&file.charter, &unfit))?;
            file.charter = followed_by(&file.charter, edition.clone());
            charters::change(db, &file.administration.code, &file.charter, file.version)?;
            file.version = file.version.saturating_add(1);
            let administration = &file.administration.code;
            let entry = Entry::of_edition(
                &file.charter.code,
                &edition.code,
                edition.in_force_from,
                event,
                Moment::now(now),
            );
            feed::append(db, administration, &[entry])?;
            let view = EditionView::of(administration, &file.charter, &edition, today, &links);
            let tag: ETag = file.tag(today, &links)?;
            Ok(Answer::created(view.links.this.as_str(), &view)?.tagged(&tag))
        })
        .await
}

/// Checks an edition by the rules of a charter file: what it refers to is there, its days and measures hold together, no
/// other charter uses its codes.
fn holds_together(db: &mut Conn, file: &CharterFile, edition: &Edition) -> Result<(), ApiError> {
    let code = &file.administration.code;
    let others: Vec<Charter> = values(charters::list(db, code)?)
        .into_iter()
        .filter(|other| other.code != file.charter.code)
        .collect();
    let alone = Charter {
        editions: vec![edition.clone()],
        office: None,
        ..file.charter.clone()
    };
    let catalogue = Catalogue {
        schema: None,
        administration: file.administration.clone(),
        offices: values(offices::list(db, code)?),
        services: values(services::list(db, code)?),
        charters: vec![alone],
        procedures: values(procedures::list(db, code)?),
        ristoro: None,
        protocol_system: None,
    };
    let own = catalogue.faults().into_iter().filter_map(|fault| {
        let pointer = fault.pointer.strip_prefix("/charters/0/editions/0")?;
        Some(field(
            pointer,
            "refused",
            "Il valore non è ammesso.".to_owned(),
            fault.what,
        ))
    });
    let taken = edition
        .standards
        .iter()
        .enumerate()
        .filter_map(|(index, standard)| {
            let other = others.iter().find(|other| promises(other, standard))?;
            Some(field(
                &format!("/standards/{index}/code"),
                "taken",
                format!("La carta «{}» usa già questo codice.", other.title),
                format!("The charter '{}' uses this code already", other.title),
            ))
        });
    let fields: Vec<FieldError> = own.chain(taken).collect();
    if fields.is_empty() {
        return Ok(());
    }
    let detail = Bilingual::new("L'edizione non è ammessa.", "The edition is refused.");
    Err(ApiError::saying(ProblemCode::ValidationFailed, detail).with_fields(fields))
}

fn values<T>(found: Vec<Versioned<T>>) -> Vec<T> {
    found.into_iter().map(|found| found.value).collect()
}

fn promises(charter: &Charter, standard: &Standard) -> bool {
    let mut all = charter.editions.iter().flat_map(|edition| &edition.standards);
    all.any(|other| other.code == standard.code)
}

fn field(pointer: &str, code: &'static str, it: String, en: String) -> FieldError {
    FieldError {
        pointer: pointer.to_owned(),
        code: code.into(),
        detail: Bilingual::new(it, en),
    }
}

fn refused(charter: &Charter, unfit: &Unfit<'_>) -> ApiError {
    match unfit {
        Unfit::TooMany => ApiError::field(
            "",
            "too_many",
            Bilingual::new(
                format!("Una carta ha al più {MOST_EDITIONS} edizioni."),
                format!("A charter has at most {MOST_EDITIONS} editions."),
            ),
        ),
        Unfit::CodeTaken => ApiError::field(
            "/code",
            "taken",
            Bilingual::new(
                "La carta ha già un'edizione con questo codice.",
                "The charter has an edition with this code already.",
            ),
        ),
        Unfit::NotTheLatest | Unfit::NoBeginning => ApiError::field(
            "/in_force_from",
            "not_the_latest",
            Bilingual::new(
                "Una nuova edizione comincia dopo tutte quelle che ci sono.",
                "A new edition begins after all there are.",
            ),
        ),
        Unfit::Standards(changes) => {
            let detail = Bilingual::new(
                "A uno standard si deroga soltanto in favore del cittadino.",
                "A standard is departed from only in the citizen's favour.",
            );
            let rules = changes.iter().take(MOST_NAMED);
            ApiError::refused(
                detail,
                rules.filter_map(|changed| rule(charter, changed)).collect(),
            )
        }
    }
}

/// What stands against one standard, with the target as it was and as it would be.
fn rule(charter: &Charter, changed: &Changed<'_>) -> Option<RefusedRule> {
    let code = changed.code()?;
    let words = |standard: Option<&Standard>| standard.map(|standard| standard.target.words());
    let (old, new) = (words(changed.before)?, words(changed.after));
    let new = new.unwrap_or_default();
    let (rule, detail) = match changed.change {
        Change::Worse => (
            "standard_lowered",
            Bilingual::new(
                format!("Lo standard «{code}» sarebbe abbassato: da «{old}» a «{new}»."),
                format!("The standard '{code}' would be lowered: from '{old}' to '{new}'."),
            ),
        ),
        Change::NotComparable => (
            "standard_not_comparable",
            Bilingual::new(
                format!(
                    "Lo standard «{code}» passa da «{old}» a «{new}», che non si possono confrontare: nominatelo in accept_not_comparable."
                ),
                format!(
                    "The standard '{code}' goes from '{old}' to '{new}', which cannot be compared: name it in accept_not_comparable."
                ),
            ),
        ),
        _ => (
            "standard_dropped",
            Bilingual::new(
                format!("Lo standard «{code}» («{old}») non è più promesso: nominatelo in drops."),
                format!("The standard '{code}' ('{old}') is not promised any more: name it in drops."),
            ),
        ),
    };
    Some(RefusedRule {
        rule: rule.to_owned(),
        detail,
        source: charter.title.as_str().to_owned(),
    })
}
