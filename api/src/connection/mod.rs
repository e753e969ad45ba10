//! The connection of a client: how long the server waits for it, and how many there may be.
//!
//! actix waits 5 seconds for the first head on a connection and 75 seconds for the next request to begin, and a handler waits
//! so long for a body; what nobody waits for there is waited for here: the rest of a head that is not the first, and a client
//! that takes nothing of its answer.

mod exchange;
mod patient;
mod room;
mod watch;

pub(crate) use exchange::Exchange;
pub(crate) use patient::Patient;
pub(crate) use room::room;
