#![doc = include_str!("../README.md")]

pub mod administrations;
pub mod attachments;
pub mod calendars;
pub mod cases;
pub mod catalogue;
pub mod charters;
mod connection;
mod db;
mod dialect;
mod error;
pub mod exceptions;
pub mod feed;
pub mod measurements;
mod migrate;
pub mod offices;
mod pending;
mod people_schema;
pub mod procedures;
pub mod protocol;
pub mod readings;
pub mod recomputation;
pub mod reporters;
pub mod retention;
pub mod ristoro;
mod schema;
pub mod search;
pub mod services;
mod sql_types;
mod versioned;
pub mod webhooks;
mod words;

pub use connection::Target;
pub use db::{Conn, Db, Limits};
pub use error::StoreError;
pub use migrate::run as migrate;
pub use versioned::{Saved, Versioned};
