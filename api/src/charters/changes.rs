//! What changes for the citizen between two editions of a charter.

use actix_web::{HttpResponse, get, web};
use cartaviva_domain::charters::{Change, Changed, Edition, diff, edition_before};
use cartaviva_domain::standards::{Standard, Target};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::file::CharterFile;
use super::path::EditionPath;
use crate::bounded::{Code, Line, Link, List, Paragraph};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::{Path, Query};
use crate::links::Links;
use crate::problem::ApiError;
use crate::problem::ProblemCode;
use crate::published::Shows;
use crate::state::AppState;
use crate::words::{ComparatorWord, StandardUnitWord};

/// The edition to compare with.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChangesQuery {
    /// The code of the edition to compare with; the one before when absent.
    #[param(example = "2020")]
    #[validate(nested)]
    pub from: Option<Code>,
}

/// What changes for the citizen from one edition to another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditionChanges {
    /// The charter.
    pub charter: Code,
    /// The edition that is compared with.
    pub from: Code,
    /// The edition that is compared.
    pub to: Code,
    /// Every standard: those of the edition in its order, then those that it drops.
    pub changes: List<StandardChange, 1000>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: EditionChangesLinks,
}

/// One standard in two editions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StandardChange {
    /// The standard's code.
    pub standard: Code,
    /// What is measured.
    pub indicator: Paragraph<1, 300>,
    /// What that means for the citizen.
    pub change: StandardChangeKind,
    /// What was promised; absent for a new standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<TargetView>,
    /// What is promised; absent for a standard that is dropped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<TargetView>,
}

/// What a change of a standard means for the citizen; targets of another unit or direction cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandardChangeKind {
    /// It was not promised before.
    New,
    /// It is not promised any more.
    Dropped,
    /// It promises more.
    Better,
    /// It promises less.
    Worse,
    /// It promises the same.
    Same,
    /// The two cannot be compared.
    NotComparable,
}

/// A promised level.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Target, example = json!({ "comparator": "within", "target": "3", "unit": "working_days" }))]
pub struct TargetView {
    /// How the value reached is compared with the target.
    pub comparator: ComparatorWord,
    /// The programmed value as printed.
    pub target: Line<1, 14>,
    /// Its unit.
    pub unit: StandardUnitWord,
}

/// The links of a comparison.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditionChangesLinks {
    /// The comparison itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// The charter in the edition that is compared with.
    pub from: Link,
    /// The charter in the edition that is compared.
    pub to: Link,
}

/// Compare two editions
///
/// What an edition changes for the citizen, standard by standard, against the edition before it or the one asked for: new,
/// dropped, better, worse, the same, or not comparable, with both targets.
#[utoipa::path(
    tag = "charters",
    operation_id = "compare_editions",
    security(()),
    params(EditionPath, ChangesQuery, IfNoneMatch),
    responses((status = 200, description = "What changes.", body = EditionChanges))
)]
#[get("/administrations/{administration}/charters/{charter}/editions/{edition}/changes")]
pub async fn compare_editions(
    state: web::Data<AppState>,
    Path(path): Path<EditionPath>,
    known: IfNoneMatch,
    Query(query): Query<ChangesQuery>,
) -> Result<HttpResponse, ApiError> {
    let (administration, charter) = (path.administration, path.charter);
    let whose = administration.clone();
    let file = state
        .read_public(&whose, Shows::TheDay, move |db| {
            CharterFile::open(db, &administration, &charter)
        })
        .await?;
    let today = file.today(state.clock().now());
    let to = file.edition(Some(&path.edition), today)?;
    let from = match &query.from {
        Some(from) => file.edition(Some(from), today)?,
        None => edition_before(&file.charter, to).ok_or(ProblemCode::EditionNotFound)?,
    };
    let view = EditionChanges::of(&file, from, to, state.links());
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}

impl EditionChanges {
    fn of(file: &CharterFile, from: &Edition, to: &Edition, links: &Links) -> Self {
        let own = format!(
            "/administrations/{}/charters/{}",
            file.administration.code, file.charter.code
        );
        let edition = |edition: &Edition| links.to(&format!("{own}?edition={}", edition.code));
        Self {
            charter: file.charter.code.as_str().into(),
            from: from.code.as_str().into(),
            to: to.code.as_str().into(),
            changes: diff(from, to).iter().filter_map(StandardChange::of).collect(),
            links: EditionChangesLinks {
                this: links.to(&format!("{own}/editions/{}/changes?from={}", to.code, from.code)),
                from: edition(from),
                to: edition(to),
            },
        }
    }
}

impl StandardChange {
    fn of(changed: &Changed<'_>) -> Option<Self> {
        let standard = changed.after.or(changed.before)?;
        let target = |standard: Option<&Standard>| standard.map(|standard| TargetView::of(standard.target));
        Some(Self {
            standard: standard.code.as_str().into(),
            indicator: standard.indicator.as_str().into(),
            change: match changed.change {
                Change::New => StandardChangeKind::New,
                Change::Dropped => StandardChangeKind::Dropped,
                Change::Better => StandardChangeKind::Better,
                Change::Worse => StandardChangeKind::Worse,
                Change::Same => StandardChangeKind::Same,
                Change::NotComparable => StandardChangeKind::NotComparable,
            },
            before: target(changed.before),
            after: target(changed.after),
        })
    }
}

impl TargetView {
    /// A target.
    pub(crate) fn of(target: Target) -> Self {
        Self {
            comparator: target.comparator().into(),
            target: target.printed().into(),
            unit: target.unit().into(),
        }
    }
}
