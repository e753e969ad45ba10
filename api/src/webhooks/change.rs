//! Changing a subscription, pausing it, letting it go on.

use actix_web::{put, web};
use cartaviva_domain::webhooks::{PauseReason, State, Subscription};
use cartaviva_persistence::{StoreError, webhooks};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::path::SubscriptionPath;
use super::receiver;
use super::subscribe::kinds;
use super::view::{SubscriptionView, tag_of};
use super::words::StateWord;
use crate::answer::{Answer, Written};
use crate::auth::{ManageWebhooks, May};
use crate::bounded::{Link, List};
use crate::etag::IfMatch;
use crate::extract::{Json, Path};
use crate::feed::PatternText;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// What a subscription becomes.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = WebhookSubscriptionBecomes, example = json!({ "url": "https://receiver.example.it/cartaviva", "kinds": ["case.decided"], "state": "active" }))]
pub struct SubscriptionBecomes {
    /// Where the events go.
    #[validate(nested)]
    pub url: Link,
    /// Which events.
    #[validate(nested)]
    pub kinds: List<PatternText, 20, 1>,
    /// Whether they are posted; what happens while they are not is posted afterwards.
    #[validate(nested)]
    pub state: StateWord,
}

/// Change a subscription to events
///
/// Another address, other kinds, paused or active again. Nothing is lost by a pause: the subscription goes on where it stood.
#[utoipa::path(
    tag = "events",
    operation_id = "change_webhook_subscription",
    security(("token" = ["integrator"])),
    params(SubscriptionPath, IfMatch),
    responses((status = 200, description = "Changed.", body = SubscriptionView))
)]
#[put("/administrations/{administration}/webhook-subscriptions/{subscription}")]
pub async fn change_webhook_subscription(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<SubscriptionPath>,
    seen: IfMatch,
    Json(body): Json<SubscriptionBecomes>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let url = receiver::read(body.url.as_str(), state.courier())?;
    let kinds = kinds(&body.kinds)?;
    let becomes = body.state.0;
    state
        .answer(move |db| {
            let (administration, found) = path.find(db)?;
            seen.require(&tag_of(&found))?;
            let version = found.version;
            let changed = Subscription {
                url,
                kinds,
                state: becomes,
                paused_because: (becomes == State::Paused).then_some(PauseReason::Asked),
                failures: 0,
                resume_at: now,
                version: version.saturating_add(1),
                ..found
            };
            webhooks::change(db, &administration, &changed, version).map_err(|error| match error {
                StoreError::Stale => ApiError::new(ProblemCode::PreconditionFailed).because(error),
                other => other.into(),
            })?;
            let view = SubscriptionView::of(&administration, &changed, &links);
            Ok(Answer::ok(&view)?.tagged(&tag_of(&changed)))
        })
        .await
}
