//! Sending again what did not go through.

use actix_web::{HttpResponse, post, web};
use cartaviva_persistence::webhooks;

use super::path::DeliveryPath;
use super::view::DeliveryView;
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
) -> Result<HttpResponse, ApiError> {
    let now = state.clock().now();
    let view = state
        .write(move |db| {
            let (administration, found) = path.subscription().find(db)?;
            let event = path.event()?;
            webhooks::resend(db, &administration, found.id, event, now)?;
            let delivery = webhooks::find_delivery(db, &administration, found.id, event)?;
            delivery
                .map(|delivery| DeliveryView::of(&delivery))
                .ok_or_else(|| ApiError::new(ProblemCode::WebhookDeliveryNotFound))
        })
        .await?;
    Ok(HttpResponse::Accepted().json(view))
}
