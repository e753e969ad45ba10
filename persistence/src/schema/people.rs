//! The tables of who presented cases and of what was corrected.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id};

    reporters (administration, case_id) {
        administration -> Text,
        case_id -> Id,
        body -> Document,
        original -> Nullable<Document>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    reporter_corrections (administration, case_id, sequence) {
        administration -> Text,
        case_id -> Id,
        sequence -> Integer,
        id -> Id,
        body -> Document,
        reason -> Text,
        recorded_at -> Instant,
        recorded_by -> Text,
        actor_role -> Text,
    }
}
