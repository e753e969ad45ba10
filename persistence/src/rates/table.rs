//! The table of what servers tell each other, as both databases have it (migrations/).

use diesel::table;

table! {
    use crate::sql_types::{Document, Id, Instant};

    rate_counts (server) {
        server -> Id,
        told_at -> Instant,
        counts -> Document,
    }
}
