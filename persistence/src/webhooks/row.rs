//! The row of a subscription.

use crate::error::StoreError;
use crate::schema::webhook_subscriptions as table;
use crate::sql_types::{At, DbId, Doc};
use crate::words;
use cartaviva_domain::feed::KindPattern;
use cartaviva_domain::webhooks::{Subscription, SubscriptionId, Url};
use diesel::prelude::*;

/// A subscription without its secrets and its lease, as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
pub(super) struct Row {
    id: DbId,
    url: String,
    kinds: Doc<Vec<KindPattern>>,
    state: String,
    paused_because: Option<String>,
    position: i64,
    failures: i32,
    resume_at: At,
    previous_until: Option<At>,
    last_delivered_at: Option<At>,
    created_at: At,
    version: i32,
}

impl Row {
    pub(super) fn subscription(self) -> Result<Subscription, StoreError> {
        Ok(Subscription {
            id: SubscriptionId(self.id.0),
            url: Url::parse(&self.url).map_err(StoreError::corrupt)?,
            kinds: self.kinds.0,
            state: words::read(&self.state)?,
            paused_because: self.paused_because.as_deref().map(words::read).transpose()?,
            position: self.position,
            failures: u32::try_from(self.failures).map_err(StoreError::corrupt)?,
            resume_at: self.resume_at.0,
            previous_until: self.previous_until.map(|at| at.0),
            last_delivered_at: self.last_delivered_at.map(|at| at.0),
            created_at: self.created_at.0,
            version: self.version,
        })
    }
}
