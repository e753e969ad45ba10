//! Where subscriptions and their deliveries are.

use cartaviva_domain::codes::{self, EventId};
use cartaviva_domain::webhooks::{Subscription, SubscriptionId};
use cartaviva_persistence::{Conn, webhooks};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Id};
use crate::problem::{ApiError, ProblemCode};

/// Where a subscription is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct SubscriptionPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The subscription's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c21")]
    #[validate(nested)]
    pub subscription: Id,
}

/// Where a delivery is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct DeliveryPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The subscription's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c21")]
    #[validate(nested)]
    pub subscription: Id,
    /// The id of the event that is to be delivered.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c12")]
    #[validate(nested)]
    pub delivery: Id,
}

impl SubscriptionPath {
    /// The administration and the subscription that the path names.
    pub(super) fn parse(&self) -> Result<(codes::AdministrationCode, SubscriptionId), ApiError> {
        let administration =
            codes::AdministrationCode::parse(self.administration.as_str()).map_err(|_| unknown())?;
        let subscription = self.subscription.as_str().parse().map_err(|_| unknown())?;
        Ok((administration, SubscriptionId(subscription)))
    }

    /// The subscription that the path names, with its administration.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub(super) fn find(&self, db: &mut Conn) -> Result<(codes::AdministrationCode, Subscription), ApiError> {
        let (administration, id) = self.parse()?;
        let found = webhooks::find(db, &administration, id)?.ok_or_else(unknown)?;
        Ok((administration, found))
    }
}

impl DeliveryPath {
    /// The subscription of the delivery.
    pub(super) fn subscription(&self) -> SubscriptionPath {
        SubscriptionPath {
            administration: self.administration.clone(),
            subscription: self.subscription.clone(),
        }
    }

    /// The event of the delivery.
    pub(super) fn event(&self) -> Result<EventId, ApiError> {
        let event = self
            .delivery
            .as_str()
            .parse()
            .map_err(|_| ApiError::new(ProblemCode::WebhookDeliveryNotFound))?;
        Ok(EventId(event))
    }
}

/// There is no such subscription.
pub(super) fn unknown() -> ApiError {
    ApiError::new(ProblemCode::WebhookSubscriptionNotFound)
}
