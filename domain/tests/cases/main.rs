//! What may happen to a case, and what that does to its deadlines. Procedures are Livorno's and Lecce's.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its data fails")]

mod alarms;
mod commands;
mod completion;
mod desk;
mod replaying;
mod stops;
mod terms;
mod walk;
