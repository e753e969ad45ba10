//! The table of requests that may be repeated, as both databases have it (migrations/).

use diesel::table;

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Instant;

    repeatable_requests (administration, key_digest) {
        administration -> Text,
        key_digest -> Binary,
        request_digest -> Binary,
        answer -> Nullable<Binary>,
        recorded_at -> Instant,
    }
}
