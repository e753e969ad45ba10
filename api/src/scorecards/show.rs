//! The scorecard of a charter.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::charters::Edition;
use cartaviva_domain::standards::Standard;
use cartaviva_persistence::{Conn, exceptions, measurements};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::ScorecardView;
use crate::bounded::Code;
use crate::charters::{CharterFile, CharterPath};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::{Path, Query};
use crate::links::Links;
use crate::measurements::{Known, MeasurementView, PeriodName, Place, Window, period, settlements};
use crate::problem::ApiError;
use crate::published::{Public, Shows};
use crate::state::AppState;

/// Which scorecard.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ScorecardQuery {
    /// The period: a year (`2026`), a half-year (`2026-H1`), a quarter (`2026-Q3`) or a month (`2026-11`); the current year
    /// when absent.
    #[param(example = "2026")]
    #[validate(nested)]
    pub period: Option<PeriodName>,
    /// The code of the edition; when absent the one in force at the end of the period (today, while it lasts),
    /// or for a period before every edition the one in force today.
    #[param(example = "2025")]
    #[validate(nested)]
    pub edition: Option<Code>,
}

/// Show the scorecard
///
/// Each standard of a charter beside the value it reached in a period: counted from cases as far as these have been settled
/// by now, else as a clerk recorded it for the period or for the shorter ones that make it up; a standard that nobody
/// measured says so. A case counts in the period in which its term ended or it was decided, whichever comes first. Where an
/// exception covers the whole period, its target is the one that counts.
#[utoipa::path(
    tag = "charters",
    operation_id = "show_scorecard",
    security(()),
    params(CharterPath, ScorecardQuery, IfNoneMatch),
    responses((status = 200, description = "The scorecard.", body = ScorecardView))
)]
#[get("/administrations/{administration}/charters/{charter}/scorecard")]
pub async fn show_scorecard(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<CharterPath>,
    known: IfNoneMatch,
    Query(query): Query<ScorecardQuery>,
) -> Result<HttpResponse, ApiError> {
    let (administration, links) = (path.administration.clone(), state.links().clone());
    let asked = query.period.as_ref().map(period).transpose()?;
    let answer = state.publish(
        &request,
        &administration,
        Shows::Figures,
        &known,
        move |db, now| {
            let file = path.open(db)?;
            let window = Window::of(asked, &file.calendar, now)?;
            let edition = file.edition_of_period(query.edition.as_ref(), window.day, now)?;
            let standards = lines(db, &file, edition, window, &links)?;
            let view = ScorecardView::of(&file, edition, window, now, standards, &links);
            // The moment of counting alone makes no other scorecard.
            let tag = ETag::of_content(&(&view.edition, &view.period, &view.standards))?;
            Public::tagged(tag, &view)
        },
    );
    answer.await
}

/// Each standard of an edition with the value it reached.
fn lines(
    db: &mut Conn,
    file: &CharterFile,
    edition: &Edition,
    window: Window,
    links: &Links,
) -> Result<Vec<MeasurementView>, ApiError> {
    let (administration, charter) = (&file.administration.code, &file.charter.code);
    let recorded = measurements::within(db, administration, charter, window.period)?;
    let exceptions = exceptions::of_charter(db, administration, charter)?;
    let settlements = settlements(db, administration, &edition.standards, window)?;
    let known = Known {
        recorded: &recorded,
        exceptions: &exceptions,
        settlements: &settlements,
    };
    let place = Place {
        charter: file,
        period: window.period,
        links,
    };
    let line = |standard: &Standard| {
        let line = known.line(standard, window);
        let recorded = known.recorded_of(standard, window.period);
        MeasurementView::of(&place, &line, recorded)
    };
    Ok(edition.standards.iter().map(line).collect())
}
