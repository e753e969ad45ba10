//! The contract: the OpenAPI document, written from the handlers and completed by one pass.

mod checks;
mod examples;
mod info;
mod inline;
mod refine;
mod repeatable;
mod responses;
mod serve;

use std::sync::OnceLock;

use actix_web::App;
use serde_json::Value;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;

pub use checks::faults;
pub use serve::{Contract, OpenApiDocument};
pub(crate) use serve::{show_contract, show_to_pages};

use crate::routes;

/// The whole document, its keys in order: the same at every run, and written once.
///
/// # Errors
/// When the document cannot be written as JSON.
pub fn document() -> Result<Value, serde_json::Error> {
    static WRITTEN: OnceLock<Value> = OnceLock::new();
    if let Some(known) = WRITTEN.get() {
        return Ok(known.clone());
    }
    let written = write()?;
    Ok(WRITTEN.get_or_init(|| written).clone())
}

fn write() -> Result<Value, serde_json::Error> {
    let mut document = gathered()?;
    examples::give(&mut document)?;
    Ok(document)
}

/// The document as the handlers and the types say it, completed.
fn gathered() -> Result<Value, serde_json::Error> {
    let (_, gathered) = App::new()
        .into_utoipa_app()
        .openapi(info::Document::openapi())
        .configure(|routes| routes::all(routes))
        .split_for_parts();
    let mut document = serde_json::to_value(&gathered)?;
    refine::refine(&mut document);
    Ok(document)
}
