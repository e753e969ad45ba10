//! Sending again what did not go through.

use actix_web::{post, web};
use cartaviva_persistence::webhooks;

use super::path::DeliveryPath;
use super::view::DeliveryView;
use crate::answer::{Answer, Written};
use crate::auth::{ManageWebhooks, May};
use crate::extract::Path;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Send a delivery again
///
/// The event is posted again as soon as may be, and then for another three days, whether it was given up or only waited.
#[utoipa::path(
    tag = "events",
    operation_id = "retry_webhook_delivery",
    security(("token" = ["integrator"])),
    params(DeliveryPath),
    responses((status = 202, description = "It will be posted again.", body = DeliveryView))
)]
#[post("/administrations/{administration}/webhook-subscriptions/{subscription}/deliveries/{delivery}/retry")]
pub async fn retry_webhook_delivery(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<DeliveryPath>,
) -> Result<Written, ApiError> {
    let now = state.clock().now();
    state
        .answer(move |db| {
            let (administration, found) = path.subscription().find(db)?;
            let event = path.event()?;
            webhooks::resend(db, &administration, found.id, event, now)?;
            let delivery = webhooks::find_delivery(db, &administration, found.id, event)?;
            let delivery = delivery.ok_or(ProblemCode::WebhookDeliveryNotFound)?;
            Answer::accepted(&DeliveryView::of(&delivery))
        })
        .await
}
