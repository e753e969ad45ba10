//! Changing which register numbers the documents of an administration.

use actix_web::{put, web};
use cartaviva_domain::protocol::ProtocolSystem;
use cartaviva_persistence::protocol;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::SystemView;
use crate::administrations::AdministrationPath;
use crate::answer::{Answer, Written};
use crate::auth::{May, SetProtocolSystem};
use crate::etag::{ETag, IfMatch};
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::state::AppState;
use crate::words::SystemKindWord;

/// Which register is to number the documents.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "system": "built_in" }))]
pub struct NewProtocolSystem {
    /// This program's own register, or that of another system, whose numbers an integrator tells.
    #[validate(nested)]
    pub system: SystemKindWord,
}

/// Change the protocol system
///
/// From now on documents are numbered by this program's register or by another system. What waits for a number of the other
/// system goes on waiting for it.
#[utoipa::path(
    tag = "protocol",
    operation_id = "change_protocol_system",
    security(("token" = ["admin"])),
    params(AdministrationPath, IfMatch),
    responses((status = 200, description = "Changed.", body = SystemView))
)]
#[put("/administrations/{administration}/protocol-system")]
pub async fn change_protocol_system(
    state: web::Data<AppState>,
    _who: May<SetProtocolSystem>,
    Path(path): Path<AdministrationPath>,
    seen: IfMatch,
    Json(body): Json<NewProtocolSystem>,
) -> Result<Written, ApiError> {
    let links = state.links().clone();
    state
        .answer(move |db| {
            let administration = path.find(db)?.code;
            let known = protocol::lock_system(db, &administration)?;
            seen.require(&ETag::of_content(&SystemView::of(
                &administration,
                &known.value,
                &links,
            ))?)?;
            let system = ProtocolSystem {
                kind: body.system.0,
                ..known.value
            };
            protocol::change_system(db, &administration, known.version, &system)?;
            let view = SystemView::of(&administration, &system, &links);
            Ok(Answer::ok(&view)?.tagged(&ETag::of_content(&view)?))
        })
        .await
}
