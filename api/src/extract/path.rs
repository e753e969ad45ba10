//! Path parameters, read and validated.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use validator::Validate;

use crate::problem::{ApiError, ProblemCode};

/// Path parameters within their bounds. What cannot be a name of anything names nothing: 404.
#[derive(Clone, Debug)]
pub struct Path<T>(pub T);

impl<T> Path<T> {
    /// What was read.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned + Validate> FromRequest for Path<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = actix_web::web::Path::<T>::extract(request).into_inner();
        ready(match read {
            Ok(parameters) if parameters.validate().is_ok() => Ok(Self(parameters.into_inner())),
            _ => Err(ApiError::new(ProblemCode::NotFound)),
        })
    }
}
