//! Whose turn it is on a connection.

use std::cell::Cell;
use std::rc::Rc;

/// Whose turn it is on a connection: the client's, until a request has arrived with its whole head, or the server's, until it
/// begins to answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exchange(Rc<Cell<bool>>);

impl Exchange {
    /// A request has arrived: the client need not say more than its body, for which others wait.
    pub(crate) fn is_asked(&self) {
        self.0.set(true);
    }

    /// The answer is on its way: after it the client is to ask again.
    pub(super) fn is_answered(&self) {
        self.0.set(false);
    }

    /// Whether a request is being worked upon.
    pub(super) fn is_at_work(&self) -> bool {
        self.0.get()
    }
}
