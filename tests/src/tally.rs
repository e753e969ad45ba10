//! What each request costs: the statements between the question and the end of its answer. Who counts asks one thing at a time.

use std::sync::{Mutex, PoisonError};

use crate::answer::Answer;
use crate::contract;
use crate::databases::Database;
use crate::statements;

/// A request that was answered well, and its statements.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The operation, by its id.
    pub operation: &'static str,
    /// What was asked, for people.
    pub asked: String,
    /// The statements given to the database for it, in their order, beginning and end of transactions among them.
    pub statements: Vec<String>,
}

/// What was counted so far.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Vec<Counted>>);

impl Tally {
    /// A request begins; nothing where the database is not watched.
    pub(crate) fn begun(&self, database: &Database) -> Option<usize> {
        statements::count(&database.url())
    }

    /// It was answered.
    pub(crate) fn ended(
        &self,
        database: &Database,
        begun: Option<usize>,
        (method, path): (&str, &str),
        answer: &Answer,
    ) {
        let Some(begun) = begun.filter(|_| answer.status < 400) else {
            return;
        };
        if let Some(operation) = contract::operation(method, path) {
            let counted = Counted {
                operation,
                asked: format!("{method} {path}"),
                statements: statements::after(&database.url(), begun),
            };
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(counted);
        }
    }

    /// What was counted, in the order in which it was asked.
    pub(crate) fn counted(&self) -> Vec<Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
