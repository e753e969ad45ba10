//! Ordering a disposal.

use actix_web::{post, web};
use cartaviva_domain::cases::Actor;
use cartaviva_domain::codes::{AdministrationCode, Code as DomainCode, DisposalId};
use cartaviva_domain::retention::Disposal;
use cartaviva_domain::text::Source;
use cartaviva_persistence::{Conn, retention};
use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use validator::Validate;

use super::carry_out::carry_out;
use super::plan::Plan;
use super::view::DisposalView;
use crate::administrations::AdministrationPath;
use crate::answer::{Answer, Written};
use crate::auth::{May, OrderDisposals};
use crate::bounded::{Code, Day, Line};
use crate::extract::{Json, Path, parsed};
use crate::links::Links;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// A disposal to be carried out or only tried.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = DisposalOrder, example = json!({
    "act": "Determinazione dirigenziale 412 del 03/02/2033",
    "authorisation": "Soprintendenza archivistica e bibliografica della Toscana, prot. 1234 del 15/01/2033",
    "procedure": "disservice-report",
    "until": "2025-12-31",
    "dry_run": true
}))]
pub struct DisposalOrder {
    /// The act of the administration that orders it.
    #[validate(nested)]
    pub act: Line<1, 300>,
    /// The authorisation of the Soprintendenza (D.Lgs. 42/2004 art. 21 c. 1 lett. d).
    #[validate(nested)]
    pub authorisation: Line<1, 300>,
    /// The procedure.
    #[validate(nested)]
    pub procedure: Code,
    /// Takes the cases that were to be kept until this day or an earlier one; it must have passed.
    #[validate(nested)]
    pub until: Day,
    /// Whether only to tell what would be taken.
    pub dry_run: bool,
}

/// Order a disposal
///
/// Disposes of the cases of a procedure that were kept as long as the retention plan says and that no legal hold keeps: who
/// presented them and every word that may tell of a person are removed for good; dates, outcomes and terms stay, so that no
/// figure changes, and so does the protocol register. It needs an act and the authorisation of the Soprintendenza. Try it
/// first (`dry_run`). One request takes up to a thousand cases; what is left is continued.
#[utoipa::path(
    tag = "retention",
    operation_id = "order_disposal",
    security(("token" = ["admin"])),
    params(AdministrationPath),
    responses(
        (status = 200, description = "Only tried: what would be taken.", body = DisposalView),
        (status = 201, description = "Ordered: what was taken and what is left.", body = DisposalView,
            headers(("Location" = String, description = "The disposal.")))
    )
)]
#[post("/administrations/{administration}/disposals")]
pub async fn order_disposal(
    state: web::Data<AppState>,
    who: May<OrderDisposals>,
    Path(path): Path<AdministrationPath>,
    Json(body): Json<DisposalOrder>,
) -> Result<Written, ApiError> {
    let administration = AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let now = state.clock().now();
    let dry_run = body.dry_run;
    let actor = Actor {
        role: who.role().name().to_owned(),
        subject: Some(who.into_principal().subject),
    };
    let disposal = disposal(&body, DisposalId(state.randomness().id(now)), &actor, now)?;
    if dry_run {
        let links = state.links().clone();
        return state
            .read(move |db| {
                let plan = planned(db, &administration, &disposal, now)?;
                Answer::ok(&DisposalView::tried(db, &plan, &disposal, &links)?)
            })
            .await
            .map(Written::nothing);
    }
    let (shown, ordered) = (Shown::of(&state, &administration, disposal.id), disposal.clone());
    let (begun, place) = (shown.clone(), administration.clone());
    let first = state
        .answer(move |db| {
            planned(db, &place, &ordered, now)?;
            retention::add(db, &place, &ordered)?;
            begun.answer(db)
        })
        .await?;
    if first.is_repeated() {
        return Ok(first);
    }
    carry_out(&state, &administration, &disposal, &actor).await?;
    state.answer_anew(move |db| shown.answer(db)).await
}

/// A disposal to be shown as it stands.
#[derive(Clone)]
pub(super) struct Shown {
    administration: AdministrationCode,
    id: DisposalId,
    now: OffsetDateTime,
    links: Links,
}

impl Shown {
    pub(super) fn of(state: &AppState, administration: &AdministrationCode, id: DisposalId) -> Self {
        Self {
            administration: administration.clone(),
            id,
            now: state.clock().now(),
            links: state.links().clone(),
        }
    }

    /// It, as an answer to what was done with it.
    pub(super) fn answer(&self, db: &mut Conn) -> Result<Answer, ApiError> {
        let view = self.view(db)?;
        Answer::created(view.links.this.as_str(), &view)
    }

    pub(super) fn view(&self, db: &mut Conn) -> Result<DisposalView, ApiError> {
        let (administration, links) = (&self.administration, &self.links);
        let disposal = retention::find(db, administration, self.id)?.ok_or(ProblemCode::NotFound)?;
        let plan = match disposal.finished_at {
            None => Some(planned(db, administration, &disposal, self.now)?),
            Some(_) => None,
        };
        DisposalView::ordered(db, administration, &disposal, plan.as_ref(), links)
    }
}

fn planned(
    db: &mut Conn,
    administration: &AdministrationCode,
    disposal: &Disposal,
    now: OffsetDateTime,
) -> Result<Plan, ApiError> {
    Plan::of(db, administration, &disposal.procedure, disposal.until, now)
}

fn disposal(
    body: &DisposalOrder,
    id: DisposalId,
    actor: &Actor,
    now: OffsetDateTime,
) -> Result<Disposal, ApiError> {
    Ok(Disposal {
        id,
        act: parsed("/act", Source::parse(body.act.as_str()))?,
        authorisation: parsed("/authorisation", Source::parse(body.authorisation.as_str()))?,
        procedure: parsed("/procedure", DomainCode::parse(body.procedure.as_str()))?,
        until: body.until.0,
        ordered_at: now,
        ordered_by: actor.subject.clone().unwrap_or_default(),
        finished_at: None,
    })
}
