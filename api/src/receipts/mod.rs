//! The receipt (L. 241/1990 art. 18-bis): what whoever presented a case is told of it at once, as data and as a page to
//! print.

mod answer;
mod content;
mod page;
mod said;
mod sentences;
pub mod show;
pub mod tracked;
mod turn;
