//! The table of messages, as both databases have it (migrations/).

use diesel::table;

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    messages (administration, id) {
        administration -> Text,
        id -> Id,
        event_id -> Id,
        case_id -> Nullable<Id>,
        charter -> Nullable<Text>,
        audience -> Text,
        office -> Nullable<Text>,
        kind -> Text,
        language -> Text,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Instant,
        last_error -> Nullable<Text>,
        created_at -> Instant,
        sent_at -> Nullable<Instant>,
    }
}
