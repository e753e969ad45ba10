//! Granting a redress.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Refusal};
use cartaviva_domain::codes::{Code as DomainCode, GrantId};
use cartaviva_domain::ristoro::{GrantRefusal, Granted, grant, voucher_expiry};
use cartaviva_domain::text::Source;
use cartaviva_persistence::ristoro::take;
use cartaviva_persistence::{Conn, StoreError};
use data_encoding::BASE32_NOPAD;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::grant_view::GrantView;
use super::weigh::{decides, foreseen_by, none_foreseen, weigh};
use crate::answer::{Answer, Written};
use crate::auth::{GrantRistoro, May};
use crate::bounded::{Code, Int};
use crate::cases::act::Act;
use crate::cases::{self, CaseFile, CasePath};
use crate::extract::{Json, Path, parsed};
use crate::language::{Bilingual, Language};
use crate::problem::{ApiError, Problem, RefusedRule};
use crate::state::AppState;

/// What is to be granted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RistoroGrantRequest, example = json!({ "item": "harbour-stories", "quantity": 1 }))]
pub struct GrantBody {
    /// The item.
    #[validate(nested)]
    pub item: Code,
    /// How many.
    #[validate(nested)]
    pub quantity: Int<1, 1000>,
}

/// Grant a redress
///
/// Who decides by the policy grants an item, within what the policy allows and what is in stock: one grant for each case, not
/// counting one that was returned. The answer carries the code of the voucher by which it is handed out, and its last day
/// where the policy has one.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "grant_ristoro",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Granted.", body = GrantView,
            headers(("Location" = String, description = "The redress of the case."))),
        (status = 409, description = "The case was not decided yet, or changed meanwhile.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/ristoro-grant")]
pub async fn grant_ristoro(
    state: web::Data<AppState>,
    who: May<GrantRistoro>,
    Path(path): Path<CasePath>,
    Json(body): Json<GrantBody>,
) -> Result<Written, ApiError> {
    let item = parsed("/item", DomainCode::parse(body.item.as_str()))?;
    let quantity = parsed("/quantity", u32::try_from(body.quantity.get()))?;
    let act = Act::of(&state, who, None)?;
    let id = GrantId(state.randomness().id(act.now()));
    let voucher = BASE32_NOPAD.encode(&state.randomness().bytes::<10>());
    let location = path.of_ristoro(state.links());
    state
        .answer(move |db| {
            let mut file = act.open(db, &path)?;
            decides(&foreseen_by(db, &file.case)?, act.role())?;
            let granted = allowed(db, &file, &item, quantity, &act, (id, voucher))?;
            act.carry_out(db, &mut file, Command::GrantRistoro(Box::new(granted)))?;
            let view = GrantView::of_case(&file, act.now())?;
            Answer::created(location.as_str(), &view)
        })
        .await
}

/// The grant that the rules allow, taken out of the stock.
fn allowed(
    db: &mut Conn,
    file: &CaseFile,
    item: &DomainCode,
    quantity: u32,
    act: &Act,
    (id, voucher): (GrantId, String),
) -> Result<Granted, ApiError> {
    let weighed = weigh(db, file, act.now())?.ok_or_else(none_foreseen)?;
    let granted = grant(&weighed.eligibility, item, quantity)
        .map_err(|refusal| refused(&refusal, &weighed.policy.source))?;
    let expires_on = voucher_expiry(&weighed.policy, act.now(), &file.calendars)
        .map_err(|refusal| cases::refused(Refusal::Term(refusal)))?;
    take(db, &file.case.administration, &granted).map_err(|error| match error {
        StoreError::Stale => refused(&GrantRefusal::OutOfStock, &weighed.policy.source),
        other => other.into(),
    })?;
    Ok(Granted {
        id,
        kind: granted.kind,
        item: granted.item,
        quantity: granted.quantity,
        voucher,
        granted_at: act.now(),
        granted_by: act.who().subject.clone(),
        expires_on,
        delivered_at: None,
        returned: None,
    })
}

fn refused(refusal: &GrantRefusal, policy: &Source) -> ApiError {
    let detail = Bilingual::new(
        refusal.sentence(Language::Italian),
        refusal.sentence(Language::English),
    );
    let rule = RefusedRule {
        rule: refusal.rule().to_owned(),
        detail: detail.clone(),
        source: policy.to_string(),
    };
    ApiError::refused(detail, vec![rule])
}
