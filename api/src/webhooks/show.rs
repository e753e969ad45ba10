//! Subscriptions: all of them, and one.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::webhooks::SubscriptionId;
use cartaviva_persistence::webhooks;
use uuid::Uuid;

use super::path::SubscriptionPath;
use super::view::{SubscriptionView, tag_of};
use crate::administrations::AdministrationPath;
use crate::auth::{ManageWebhooks, May};
use crate::bounded::Etag;
use crate::extract::{Path, Query};
use crate::page::{Page, PageRequest};
use crate::problem::ApiError;
use crate::short_list::PageQuery;
use crate::state::AppState;

/// List the subscriptions to events
///
/// Where events are posted and how that goes, in the order in which the subscriptions were made.
#[utoipa::path(
    tag = "events",
    operation_id = "list_webhook_subscriptions",
    security(("token" = ["integrator"])),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of subscriptions.", body = Page<SubscriptionView>))
)]
#[get("/administrations/{administration}/webhook-subscriptions")]
pub async fn list_webhook_subscriptions(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<SubscriptionView>>, ApiError> {
    let page = PageRequest::<Uuid>::read(query.limit, query.cursor.as_ref())?;
    let (after, limit) = (page.after.map(SubscriptionId), i64::from(page.limit) + 1);
    let (administration, rows) = state
        .read(move |db| {
            let administration = path.find(db)?.code;
            let rows = webhooks::list(db, &administration, after, limit)?;
            Ok((administration, rows))
        })
        .await?;
    let links = state.links();
    let view = |row| SubscriptionView::of(&administration, &row, links);
    let this = links.this(&request);
    Ok(web::Json(Page::of(
        rows,
        page.limit,
        this.as_str(),
        |row| row.id,
        view,
    )?))
}

/// Show a subscription to events
///
/// Where events are posted, and how that goes.
#[utoipa::path(
    tag = "events",
    operation_id = "show_webhook_subscription",
    security(("token" = ["integrator"])),
    params(SubscriptionPath),
    responses((status = 200, description = "The subscription.", body = SubscriptionView,
        headers(("ETag" = Etag, description = "To be named when it is changed."))))
)]
#[get("/administrations/{administration}/webhook-subscriptions/{subscription}")]
pub async fn show_webhook_subscription(
    state: web::Data<AppState>,
    _who: May<ManageWebhooks>,
    Path(path): Path<SubscriptionPath>,
) -> Result<HttpResponse, ApiError> {
    let (administration, found) = state.read(move |db| path.find(db)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("ETag", tag_of(&found).to_string()))
        .json(SubscriptionView::of(&administration, &found, state.links())))
}
