//! How long the papers of a case are kept.

use actix_web::{get, web};
use cartaviva_domain::retention::{Standing, ended_at, standing};
use cartaviva_persistence::{Conn, procedures, retention};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::disposed_cases::DisposedCaseView;
use super::view::LegalHoldView;
use crate::auth::{May, ReadCases};
use crate::bounded::{Day, Link};
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::links::Links;
use crate::problem::ApiError;
use crate::procedures::RetentionView;
use crate::state::AppState;
use crate::words::StandingWord;

/// How long the papers of a case are kept, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseRetention {
    /// How it stands.
    pub standing: StandingWord,
    /// The class of the plan that covers its procedure today; absent where none does: it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionView>,
    /// The day of the last thing that happened to it, from which the years are counted; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Day>,
    /// The last day on which it is kept whole; absent while it is open and where it is kept for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<Day>,
    /// What keeps it from being disposed of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_hold: Option<LegalHoldView>,
    /// What stays of it, where it was disposed of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposed: Option<DisposedCaseView>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CaseRetentionLinks,
}

/// The links of the retention of a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseRetentionLinks {
    /// This.
    #[serde(rename = "self")]
    pub this: Link,
    /// The case.
    pub case: Link,
    /// Where a legal hold is placed and lifted.
    pub legal_hold: Link,
}

impl CaseRetention {
    /// How a case stands at a moment.
    pub(super) fn of(
        db: &mut Conn,
        file: &CaseFile,
        now: OffsetDateTime,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let (case, calendar) = (&file.case, file.calendar());
        let today = procedures::find(db, &case.administration, &case.procedure)?;
        let class = today.and_then(|procedure| procedure.value.retention.clone());
        let hold = retention::hold(db, &case.administration, case.id)?;
        let disposed = retention::disposed(db, &case.administration, case.id)?;
        let ended_on = ended_at(case).map(|at| calendar.date_of(at));
        let stands = match disposed {
            Some(_) => Standing::Disposed,
            None => standing(ended_on, class.as_ref(), hold.is_some(), calendar.date_of(now)),
        };
        let kept_until = class.as_ref().zip(ended_on);
        let own = format!("/administrations/{}/cases/{}", case.administration, case.id.0);
        Ok(Self {
            standing: stands.kind().into(),
            retention: class.as_ref().map(RetentionView::of),
            ended_on: ended_on.map(Day),
            kept_until: kept_until
                .and_then(|(class, ended_on)| class.last_day(ended_on))
                .map(Day),
            legal_hold: hold.as_ref().map(|hold| LegalHoldView::of(hold, calendar)),
            disposed: disposed.as_ref().map(DisposedCaseView::of),
            links: CaseRetentionLinks {
                this: links.to(&format!("{own}/retention")),
                legal_hold: links.to(&format!("{own}/legal-hold")),
                case: links.to(&own),
            },
        })
    }
}

/// Show how long a case is kept
///
/// From when the years are counted, by which class of the retention plan, until when, and what keeps the case from being
/// disposed of.
#[utoipa::path(
    tag = "retention",
    operation_id = "show_case_retention",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasePath),
    responses((status = 200, description = "How the case stands.", body = CaseRetention))
)]
#[get("/administrations/{administration}/cases/{case}/retention")]
pub async fn show_case_retention(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasePath>,
) -> Result<web::Json<CaseRetention>, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let view = state
        .read(move |db| {
            let (administration, case) = path.parse()?;
            let file = CaseFile::open(db, &who, &administration, case)?;
            CaseRetention::of(db, &file, now, &links)
        })
        .await?;
    Ok(web::Json(view))
}
