//! Full-text search: cases by the words of their subject and description, with the same answers on both databases.
//!
//! The words are made here and only kept by the databases: letters and digits, without case, accents and signs, each also
//! by its Italian stem (Snowball). PostgreSQL keeps them in a `tsvector`, SQLite in a table of FTS5; `dialect.rs` writes
//! each one's syntax around them. Nothing of who presented a case is among them.

mod index;
mod query;
mod words;

pub use index::complete;
pub(crate) use index::{NewWords, keep, made};
pub use query::{Query, QueryFault, Term};
pub(crate) use words::Words;
