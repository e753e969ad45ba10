//! Granting a redress.

use actix_web::{HttpResponse, post, web};
use cartaviva_domain::cases::Command;
use cartaviva_domain::codes::{Code as DomainCode, GrantId};
use cartaviva_domain::ristoro::{GrantRefusal, grant};
use cartaviva_persistence::ristoro::{Granted, add, take};
use cartaviva_persistence::{Conn, StoreError};
use data_encoding::BASE32_NOPAD;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::eligibility::none_foreseen;
use super::view::{GrantView, weigh};
use crate::auth::{GrantRistoro, May};
use crate::bounded::{Code, Int};
use crate::cases::act::Act;
use crate::cases::{CaseFile, CasePath};
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
/// The manager grants an item, within what the policy allows and what is in stock: one grant for each case. The answer
/// carries the code of the voucher by which it is handed out.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "grant_ristoro",
    security(("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Granted.", body = GrantView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case was not decided yet, or changed meanwhile.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/ristoro-grant")]
pub async fn grant_ristoro(
    state: web::Data<AppState>,
    who: May<GrantRistoro>,
    Path(path): Path<CasePath>,
    Json(body): Json<GrantBody>,
) -> Result<HttpResponse, ApiError> {
    let item = parsed("/item", DomainCode::parse(body.item.as_str()))?;
    let quantity = parsed("/quantity", u32::try_from(body.quantity.get()))?;
    let act = Act::of(&state, who.into_principal(), "manager", None)?;
    let id = GrantId(state.randomness().id(act.now()));
    let voucher = BASE32_NOPAD.encode(&state.randomness().bytes::<10>());
    let location = state.links().to(&format!(
        "/administrations/{}/cases/{}",
        path.administration.as_str(),
        path.case.as_str()
    ));
    let view = state
        .write(move |db| {
            let mut file = act.open(db, &path)?;
            let granted = allowed(db, &file, &item, quantity, &act, (id, voucher))?;
            act.carry_out(db, &mut file, Command::GrantRistoro { item, quantity })?;
            add(db, &file.case.administration, file.case.id, &granted)?;
            Ok(GrantView::of(&granted, &file))
        })
        .await?;
    Ok(HttpResponse::Created()
        .insert_header(("Location", location.as_str()))
        .json(view))
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
    let (eligibility, _) = weigh(db, file)?.ok_or_else(none_foreseen)?;
    let granted = grant(&eligibility, item, quantity).map_err(|refusal| refused(&refusal))?;
    take(db, &file.case.administration, &granted).map_err(|error| match error {
        StoreError::Stale => refused(&GrantRefusal::OutOfStock),
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
    })
}

fn refused(refusal: &GrantRefusal) -> ApiError {
    let detail = Bilingual::new(
        refusal.sentence(Language::Italian),
        refusal.sentence(Language::English),
    );
    let source = match refusal {
        GrantRefusal::NotEligible(rule) => rule.source.to_string(),
        _ => "Cartaviva".to_owned(),
    };
    let rule = RefusedRule {
        rule: refusal.rule().to_owned(),
        detail: detail.clone(),
        source,
    };
    ApiError::refused(detail, vec![rule])
}
