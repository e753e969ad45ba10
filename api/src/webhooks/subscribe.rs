//! Subscribing an address to events.

use actix_web::{post, web};
use cartaviva_domain::feed::KindPattern;
use cartaviva_domain::webhooks::{State, Subscription, SubscriptionId};
use cartaviva_persistence::{Conn, feed, webhooks};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::receiver;
use super::secret::Secret;
use super::view::{SubscriptionView, tag_of};
use crate::administrations::AdministrationPath;
use crate::answer::{Answer, Written};
use crate::auth::{ManageWebhooks, May};
use crate::bounded::{Int, Link, List};
use crate::extract::{Json, Path, parsed};
use crate::feed::PatternText;
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::state::AppState;

/// How many subscriptions an administration has at most.
const MOST: i64 = 100;

/// What is to be posted where.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWebhookSubscription, example = json!({ "url": "https://receiver.example.it/cartaviva", "kinds": ["case.*"] }))]
pub struct NewSubscription {
    /// Where the events go: an `https` address on the public network.
    #[validate(nested)]
    pub url: Link,
    /// Which events: those of any of these kinds, such as `case.forwarded`, `case.*` or `*`.
    #[validate(nested)]
    pub kinds: List<PatternText, 20, 1>,
    /// The place in the feed after which events are posted, 0 for all that ever happened; when absent, what happens from now on.
    #[validate(nested)]
    pub after: Option<Int<0, 2_147_483_647>>,
}

/// Subscribe to events
///
/// Every event of these kinds is posted to the address as a CloudEvent in JSON, signed as Standard Webhooks ask
/// (`webhook-id`, `webhook-timestamp`, `webhook-signature`), until it is answered with 2xx: at least once, in the order of
/// the feed but for events that are tried again, for up to three days. Repeats carry the same id. An answer 410 pauses the
/// subscription. The secret is shown by this answer alone.
#[utoipa::path(
    tag = "events",
    operation_id = "create_webhook_subscription",
    security(("token" = ["integrator"])),
    params(AdministrationPath),
    responses(
        (status = 201, description = "Subscribed: the subscription with its secret.", body = SubscriptionView),
        (status = 409, description = "The administration has as many subscriptions as it may.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/webhook-subscriptions")]
pub async fn create_webhook_subscription(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<AdministrationPath>,
    Json(body): Json<NewSubscription>,
) -> Result<Written, ApiError> {
    let now = state.clock().now();
    let id = SubscriptionId(state.randomness().id(now));
    let secret = Secret::generate(state.randomness());
    let url = receiver::read(body.url.as_str(), state.courier())?;
    let kinds = kinds(&body.kinds)?;
    let links = state.links().clone();
    state
        .answer(move |db| {
            let administration = path.find(db)?.code;
            room_for_one(db, &administration)?;
            let position = match body.after {
                Some(after) => after.get(),
                None => feed::last_position(db, &administration)?,
            };
            let subscription = Subscription {
                id,
                url,
                kinds,
                state: State::Active,
                paused_because: None,
                position,
                failures: 0,
                resume_at: now,
                previous_until: None,
                last_delivered_at: None,
                created_at: now,
                version: 1,
            };
            webhooks::add(db, &administration, &subscription, secret.bytes())?;
            let view = SubscriptionView::of(&administration, &subscription, &links).with_secret(&secret);
            let answer = Answer::created(view.links.this.as_str(), &view)?;
            Ok(answer.tagged(&tag_of(&subscription)))
        })
        .await
}

/// The patterns of kinds that were sent.
///
/// # Errors
/// 422 that names the one that cannot be.
pub(super) fn kinds(sent: &List<PatternText, 20, 1>) -> Result<Vec<KindPattern>, ApiError> {
    sent.as_slice()
        .iter()
        .enumerate()
        .map(|(index, kind)| parsed(&format!("/kinds/{index}"), KindPattern::parse(kind.as_str())))
        .collect()
}

fn room_for_one(
    db: &mut Conn,
    administration: &cartaviva_domain::codes::AdministrationCode,
) -> Result<(), ApiError> {
    let known = webhooks::list(db, administration, None, MOST)?;
    if i64::try_from(known.len()).is_ok_and(|count| count < MOST) {
        return Ok(());
    }
    Err(ApiError::saying(
        ProblemCode::Conflict,
        Bilingual::new(
            format!("Un ente ha al più {MOST} sottoscrizioni."),
            format!("An administration has at most {MOST} subscriptions."),
        ),
    ))
}
