//! Query parameters, read and validated.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use validator::Validate;

use super::{pointer, shape_error};
use crate::language::Bilingual;
use crate::problem::{ApiError, FieldError, ProblemCode};

/// Query parameters that are known and within their bounds; refused with 400, naming each at fault.
///
/// `T` refuses unknown parameters by `#[serde(deny_unknown_fields)]`.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T> Query<T> {
    /// What was read.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned + Validate> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

fn read<T: DeserializeOwned + Validate>(query: &str) -> Result<T, ApiError> {
    let parser = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    let value: T = serde_path_to_error::deserialize(parser)
        .map_err(|error| refused(vec![shape_error::field(error.path(), error.inner())]))?;
    value
        .validate()
        .map_err(|errors| refused(pointer::refused_fields(&errors)))?;
    Ok(value)
}

fn refused(fields: Vec<FieldError>) -> ApiError {
    let first = fields.first().map(|field| {
        (
            field.pointer.trim_start_matches('/').to_owned(),
            field.detail.clone(),
        )
    });
    let detail = match first {
        Some((name, said)) => Bilingual::new(
            format!("Parametro «{name}»: {}", said.it),
            format!("Parameter '{name}': {}", said.en),
        ),
        None => ProblemCode::InvalidQuery.row().title,
    };
    ApiError::saying(ProblemCode::InvalidQuery, detail).with_fields(fields)
}
