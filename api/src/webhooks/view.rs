//! Subscriptions and deliveries as they are shown.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::webhooks::Subscription;
use cartaviva_persistence::webhooks::Delivery;
use serde::Serialize;
use utoipa::ToSchema;

use super::secret::Secret;
use super::words::{DeliveryStateWord, PauseReasonWord, ReasonWord, StateWord};
use crate::bounded::{Id, Int, Line, Link, List, Moment, Word};
use crate::etag::ETag;
use crate::feed::PatternText;
use crate::links::Links;

/// A subscription.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WebhookSubscription)]
pub struct SubscriptionView {
    /// Its id.
    pub id: Id,
    /// Where the events go.
    pub url: Link,
    /// Which events: those of any of these kinds.
    pub kinds: List<PatternText, 20>,
    /// Whether they are posted.
    pub state: StateWord,
    /// Why they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused_because: Option<PauseReasonWord>,
    /// The place in the feed up to which events were posted, but for the deliveries that are tried again or dead.
    pub posted_up_to: Int<0, 2_147_483_647>,
    /// How many attempts failed in a row.
    pub failures: Int<0, 2_147_483_647>,
    /// Until when the address is left alone; absent while it is well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resumes_at: Option<Moment>,
    /// When an event last arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_delivered_at: Option<Moment>,
    /// Until when the secret before the present one signs too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_secret_until: Option<Moment>,
    /// The secret that signs, shown only by what made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<Line<20, 100>>,
    /// When the subscription was made.
    pub created_at: Moment,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: SubscriptionLinks,
}

/// The links of a subscription.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WebhookSubscriptionLinks)]
pub struct SubscriptionLinks {
    /// The subscription itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// What did not go through.
    pub deliveries: Link,
}

/// A delivery that did not go through.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = WebhookDelivery)]
pub struct DeliveryView {
    /// The id of the event, and by that of the delivery.
    pub id: Id,
    /// The place of the event in the feed.
    pub position: Int<1, 2_147_483_647>,
    /// What becomes of it.
    pub state: DeliveryStateWord,
    /// How many attempts were made.
    pub attempts: Int<0, 2_147_483_647>,
    /// When the first of them was made.
    pub first_attempt_at: Moment,
    /// When it is tried again; absent where it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_attempt_at: Option<Moment>,
    /// Why the last attempt failed.
    pub reason: ReasonWord,
    /// The status with which the receiver answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Int<100, 999>>,
}

/// The path of a subscription in the contract.
pub(super) fn path_of(administration: &AdministrationCode, subscription: &Subscription) -> String {
    format!(
        "/administrations/{administration}/webhook-subscriptions/{}",
        subscription.id.0
    )
}

/// The tag of a subscription as somebody last changed it; what is posted meanwhile does not change it.
pub(super) fn tag_of(subscription: &Subscription) -> ETag {
    ETag::of_bytes(format!("{} {}", subscription.id.0, subscription.version).as_bytes())
}

impl SubscriptionView {
    /// A subscription.
    pub(super) fn of(
        administration: &AdministrationCode,
        subscription: &Subscription,
        links: &Links,
    ) -> Self {
        let own = path_of(administration, subscription);
        let failing = subscription.failures > 0;
        Self {
            id: subscription.id.0.to_string().into(),
            url: subscription.url.as_str().into(),
            kinds: subscription
                .kinds
                .iter()
                .map(|kind| kind.as_str().into())
                .collect::<Vec<_>>()
                .into(),
            state: subscription.state.into(),
            paused_because: subscription.paused_because.map(Word),
            posted_up_to: subscription.position.into(),
            failures: i64::from(subscription.failures).into(),
            resumes_at: failing.then_some(Moment(subscription.resume_at)),
            last_delivered_at: subscription.last_delivered_at.map(Moment),
            previous_secret_until: subscription.previous_until.map(Moment),
            secret: None,
            created_at: Moment(subscription.created_at),
            links: SubscriptionLinks {
                this: links.to(&own),
                deliveries: links.to(&format!("{own}/deliveries")),
            },
        }
    }

    /// The same, with the secret that was just made.
    pub(super) fn with_secret(self, secret: &Secret) -> Self {
        Self {
            secret: Some(secret.text().into()),
            ..self
        }
    }
}

impl DeliveryView {
    /// A delivery.
    pub(super) fn of(delivery: &Delivery) -> Self {
        use cartaviva_persistence::webhooks::DeliveryState;
        let again = delivery.state == DeliveryState::Retrying;
        Self {
            id: delivery.event.0.to_string().into(),
            position: delivery.position.into(),
            state: delivery.state.into(),
            attempts: i64::from(delivery.tried.attempts).into(),
            first_attempt_at: Moment(delivery.tried.first_at),
            next_attempt_at: again.then_some(Moment(delivery.next_attempt_at)),
            reason: delivery.failure.reason.into(),
            status: delivery.failure.status.map(|status| i64::from(status).into()),
        }
    }
}
