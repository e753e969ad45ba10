//! What did not go through to a receiver.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::webhooks;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::path::SubscriptionPath;
use super::view::DeliveryView;
use super::words::DeliveryStateWord;
use crate::auth::{ManageWebhooks, May};
use crate::extract::{Path, Query};
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::ApiError;
use crate::state::AppState;

/// Which deliveries are wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveriesQuery {
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// Those of which this becomes.
    #[validate(nested)]
    pub state: Option<DeliveryStateWord>,
}

/// List what did not go through
///
/// The events that a receiver did not take at first, in the order of the feed: those that are tried again and those that were
/// given up (`dead`). What arrives leaves the list.
#[utoipa::path(
    tag = "events",
    operation_id = "list_webhook_deliveries",
    security(("token" = ["integrator"])),
    params(SubscriptionPath, DeliveriesQuery),
    responses((status = 200, description = "A page of deliveries.", body = Page<DeliveryView>))
)]
#[get("/administrations/{administration}/webhook-subscriptions/{subscription}/deliveries")]
pub async fn list_webhook_deliveries(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<SubscriptionPath>,
    Query(query): Query<DeliveriesQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<DeliveryView>>, ApiError> {
    let page = PageRequest::<i64>::read(query.limit, query.cursor.as_ref())?;
    let (after, limit) = (page.after.unwrap_or(0), i64::from(page.limit) + 1);
    let wanted = query.state.map(|word| word.0);
    let rows = state
        .read(move |db| {
            let (administration, found) = path.find(db)?;
            Ok(webhooks::deliveries(
                db,
                &administration,
                found.id,
                wanted,
                after,
                limit,
            )?)
        })
        .await?;
    let this = state.links().this(&request);
    Ok(web::Json(Page::of(
        rows,
        page.limit,
        this.as_str(),
        |row| row.position,
        |row| DeliveryView::of(&row),
    )?))
}
