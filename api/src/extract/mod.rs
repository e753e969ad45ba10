//! What a request brings, read once and checked whole: bodies, query parameters, path parameters.
//!
//! The three types are named as utoipa recognises them, so that the contract is written from the handler's signature.

mod json;
mod objects;
mod parsed;
mod path;
mod pointer;
mod query;
mod sentences;
mod shape_error;

pub(crate) use json::read as read_json;
pub use json::{Json, JsonLimits, OptionalJson};
pub use parsed::parsed;
pub use path::Path;
pub use query::Query;

#[cfg(test)]
mod tests;
