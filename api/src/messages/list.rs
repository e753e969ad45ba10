//! The messages of an administration.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::messages::{self, Place};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::path::MessagesPath;
use super::view::MessageView;
use crate::auth::{May, ReadMessages};
use crate::extract::{Path, Query};
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;
use crate::words::MessageStateWord;

/// Which messages are wanted.
#[derive(Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct MessagesQuery {
    /// How many at most.
    #[param(example = 20)]
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins: `next_cursor` of the page before.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// Only messages that stand so: `no_address` for what must go by post, `dead` for what was given up.
    #[param(example = "no_address")]
    #[validate(nested)]
    pub state: Option<MessageStateWord>,
}

/// The key of a message in the list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    #[serde(with = "time::serde::rfc3339")]
    created_at: OffsetDateTime,
    id: Uuid,
}

/// List messages
///
/// Who was told what, newest first, and how each message stands. What is owed in writing to somebody without an email
/// address is found here under `no_address`: it goes by post or by certified email. No address is shown.
#[utoipa::path(
    tag = "messages",
    operation_id = "list_messages",
    security(("token" = ["operator"]), ("token" = ["auditor"])),
    params(MessagesPath, MessagesQuery),
    responses((status = 200, description = "A page of messages.", body = Page<MessageView>))
)]
#[get("/administrations/{administration}/messages")]
pub async fn list_messages(
    state: web::Data<AppState>,
    _who: May<ReadMessages>,
    Path(path): Path<MessagesPath>,
    Query(query): Query<MessagesQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<MessageView>>, ApiError> {
    let administration = path.parse()?;
    let page: PageRequest<Key> = PageRequest::read(query.limit, query.cursor.as_ref())?;
    let after = page.after.map(|key| Place {
        created_at: key.created_at,
        id: key.id,
    });
    let limit = i64::from(page.limit) + 1;
    let of = administration.clone();
    let rows = state
        .read(move |db| {
            let wanted = query.state.map(|state| state.0);
            Ok(messages::list(db, &of, wanted, after, limit)?)
        })
        .await?;
    let links = state.links();
    let this = links.this(&request);
    let page = Page::of(
        rows,
        page.limit,
        this.as_str(),
        |message| Key {
            created_at: message.created_at,
            id: message.id.0,
        },
        |message| MessageView::of(&administration, message, links),
    )?;
    Ok(web::Json(page))
}

impl MessagesPath {
    /// The administration.
    ///
    /// # Errors
    /// 404 for a code that none has.
    pub(super) fn parse(&self) -> Result<cartaviva_domain::codes::AdministrationCode, ApiError> {
        cartaviva_domain::codes::AdministrationCode::parse(self.administration.as_str())
            .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))
    }
}
