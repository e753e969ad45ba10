//! Trying an address out.

use actix_web::{post, web};
use cartaviva_domain::webhooks::Outcome;
use cartaviva_persistence::webhooks;
use serde::Serialize;
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use utoipa::ToSchema;

use super::message::Message;
use super::path::{SubscriptionPath, unknown};
use super::secret::Secret;
use super::view::path_of;
use super::words::ReasonWord;
use crate::answer::{Answer, Written};
use crate::auth::{ManageWebhooks, May};
use crate::bounded::{Id, Int};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// How a test event went.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookPing {
    /// The id of the test event.
    pub id: Id,
    /// Whether the receiver took it.
    pub delivered: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReasonWord>,
    /// The status with which the receiver answered, where that was not 2xx.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Int<100, 999>>,
}

/// Try a subscription out
///
/// Posts one test event of the kind `webhook.ping` to the address now, signed as every other, and tells how that went. It is
/// not in the feed and is not tried again. It may take fifteen seconds.
#[utoipa::path(
    tag = "events",
    operation_id = "ping_webhook_subscription",
    security(("token" = ["integrator"])),
    params(SubscriptionPath),
    responses((status = 200, description = "How it went.", body = WebhookPing))
)]
#[post("/administrations/{administration}/webhook-subscriptions/{subscription}/ping")]
pub async fn ping_webhook_subscription(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<SubscriptionPath>,
) -> Result<Written, ApiError> {
    if let Some(before) = state.answered_before().await? {
        return Ok(before);
    }
    let now = state.clock().now();
    let id = state.randomness().id(now).to_string();
    let (administration, subscription, secret) = state
        .read(move |db| {
            let (administration, found) = path.find(db)?;
            let secret = webhooks::secret(db, &administration, found.id)?.ok_or_else(unknown)?;
            Ok((administration, found, Secret::of(secret)))
        })
        .await?;
    let own = path_of(&administration, &subscription);
    let event = json!({
        "specversion": "1.0",
        "id": id,
        "source": state.links().to(&format!("/administrations/{administration}")),
        "type": "webhook.ping",
        "subject": own.rsplit_once("/webhook-").map(|(_, place)| format!("webhook-{place}")),
        "time": now.format(&Rfc3339).map_err(ApiError::internal)?,
        "datacontenttype": "application/json",
        "data": {},
    });
    let message = Message::of(&id, &event, now.unix_timestamp(), &[secret])?;
    let courier = state.courier().clone();
    let outcome = web::block(move || courier.post(subscription.url.as_str(), &message))
        .await
        .map_err(ApiError::internal)?;
    state
        .answer(move |_| Answer::ok(&WebhookPing::of(&id, outcome)))
        .await
}

impl WebhookPing {
    fn of(id: &str, outcome: Outcome) -> Self {
        let (reason, status) = match outcome {
            Outcome::Delivered => (None, None),
            Outcome::Gone => (Some(cartaviva_domain::webhooks::Reason::Status), Some(410)),
            Outcome::Failed(failure) => (Some(failure.reason), failure.status),
        };
        Self {
            id: id.into(),
            delivered: outcome == Outcome::Delivered,
            reason: reason.map(Into::into),
            status: status.map(|status| i64::from(status).into()),
        }
    }
}
