//! Giving a subscription another secret.

use actix_web::{post, web};
use cartaviva_persistence::webhooks;
use time::Duration;

use super::path::{SubscriptionPath, unknown};
use super::secret::Secret;
use super::view::SubscriptionView;
use crate::answer::{Answer, Written};
use crate::auth::{ManageWebhooks, May};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// For how long the secret before signs too.
const BOTH: Duration = Duration::hours(24);

/// Rotate the secret of a subscription
///
/// Makes another secret, shown by this answer alone. For 24 hours messages carry two signatures, of the new secret and of the
/// one before, so that no message is refused while the receiver changes over.
#[utoipa::path(
    tag = "events",
    operation_id = "rotate_webhook_secret",
    security(("token" = ["integrator"])),
    params(SubscriptionPath),
    responses((status = 201, description = "Made: the subscription with its new secret.", body = SubscriptionView))
)]
#[post("/administrations/{administration}/webhook-subscriptions/{subscription}/secret-rotations")]
pub async fn rotate_webhook_secret(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<SubscriptionPath>,
) -> Result<Written, ApiError> {
    let until = state.clock().now() + BOTH;
    let secret = Secret::generate(state.randomness());
    let links = state.links().clone();
    state
        .answer(move |db| {
            let (administration, id) = path.parse()?;
            if !webhooks::rotate(db, &administration, id, secret.bytes(), until)? {
                return Err(unknown());
            }
            let (administration, found) = path.find(db)?;
            let view = SubscriptionView::of(&administration, &found, &links).with_secret(&secret);
            Answer::created(view.links.this.as_str(), &view)
        })
        .await
}
