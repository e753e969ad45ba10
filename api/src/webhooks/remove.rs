//! Ending a subscription.

use actix_web::{delete, web};
use cartaviva_persistence::webhooks;

use super::path::{SubscriptionPath, unknown};
use crate::answer::{Answer, Written};
use crate::auth::{ManageWebhooks, May};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// End a subscription to events
///
/// Nothing more is posted; what had not arrived yet is forgotten. The feed keeps every event.
#[utoipa::path(
    tag = "events",
    operation_id = "delete_webhook_subscription",
    security(("token" = ["integrator"])),
    params(SubscriptionPath),
    responses((status = 204, description = "Ended."))
)]
#[delete("/administrations/{administration}/webhook-subscriptions/{subscription}")]
pub async fn delete_webhook_subscription(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<SubscriptionPath>,
) -> Result<Written, ApiError> {
    state
        .answer(move |db| {
            let (administration, id) = path.parse()?;
            if webhooks::remove(db, &administration, id)? {
                Ok(Answer::no_content())
            } else {
                Err(unknown())
            }
        })
        .await
}
