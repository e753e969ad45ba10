//! The table of alarms, as both databases have it (migrations/).

use diesel::table;

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    alarms (administration, key) {
        administration -> Text,
        key -> Text,
        kind -> Text,
        case_id -> Nullable<Id>,
        charter -> Nullable<Text>,
        at -> Instant,
        wakes_at -> Instant,
        fired_at -> Nullable<Instant>,
        skipped_at -> Nullable<Instant>,
    }
}
