//! The contract, served.

use actix_web::http::header::{CONTENT_TYPE, ETAG};
use actix_web::{HttpResponse, get, web};
use serde_json::{Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::etag::{ETag, IfNoneMatch};

/// The contract as bytes, written once at start.
#[derive(Clone, Debug)]
pub struct Contract {
    bytes: web::Bytes,
    tag: ETag,
    for_pages: web::Bytes,
}

impl Contract {
    /// The document as an installation serves it; its own address stands in for the example servers when it is known.
    ///
    /// # Errors
    /// When the document cannot be written as JSON.
    pub fn of(mut document: Value, public_url: Option<&str>) -> Result<Self, serde_json::Error> {
        if let Some(url) = public_url {
            set_servers(&mut document, servers(url));
        }
        let bytes = serde_json::to_vec(&document)?;
        // The documentation pages ask the service they came from, by whatever name it was reached.
        set_servers(
            &mut document,
            json!([{ "url": "/v1", "description": "This installation." }]),
        );
        let for_pages = serde_json::to_vec(&document)?.into();
        Ok(Self {
            tag: ETag::of_bytes(&bytes),
            bytes: bytes.into(),
            for_pages,
        })
    }
}

fn set_servers(document: &mut Value, servers: Value) {
    if let Some(members) = document.as_object_mut() {
        members.insert("servers".to_owned(), servers);
    }
}

fn servers(url: &str) -> Value {
    let address = format!("{}/v1", url.trim_end_matches('/'));
    if address.starts_with("https://") {
        json!([{ "url": address, "description": "This installation." }])
    } else {
        json!([{ "url": address, "description": "This installation.", "x-sandbox": true }])
    }
}

/// An OpenAPI document, as its own specification describes it.
#[derive(Debug)]
pub enum OpenApiDocument {}

impl PartialSchema for OpenApiDocument {
    fn schema() -> RefOr<Schema> {
        let anything = ObjectBuilder::new().schema_type(SchemaType::AnyValue).build();
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("An OpenAPI 3.1 document."))
            .additional_properties(Some(AdditionalProperties::RefOr(anything.into())))
            .max_properties(Some(20))
            .into()
    }
}

impl ToSchema for OpenApiDocument {}

/// The contract
///
/// This document: every operation, with its bounds and its errors (OpenAPI 3.1).
#[utoipa::path(
    tag = "service",
    operation_id = "show_contract",
    security(()),
    params(IfNoneMatch),
    responses((
        status = 200,
        description = "The OpenAPI document.",
        content_type = "application/json",
        body = OpenApiDocument,
    ))
)]
#[get("/openapi.json")]
pub(crate) async fn show_contract(contract: web::Data<Contract>, known: IfNoneMatch) -> HttpResponse {
    if known.has(&contract.tag) {
        return HttpResponse::NotModified()
            .insert_header((ETAG, contract.tag.to_string()))
            .finish();
    }
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((ETAG, contract.tag.to_string()))
        .insert_header(("Cache-Control", "public, max-age=60"))
        .body(contract.bytes.clone())
}

/// The contract as the documentation pages read it.
pub(crate) async fn show_to_pages(contract: web::Data<Contract>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(contract.for_pages.clone())
}
