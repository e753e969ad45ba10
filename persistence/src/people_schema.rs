//! The tables of what is held and of what was disposed of.

use crate::schema::cases;
use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    legal_holds (administration, id) {
        administration -> Text,
        id -> Id,
        case_id -> Id,
        reason -> Text,
        act -> Text,
        placed_at -> Instant,
        placed_by -> Text,
        lifted_at -> Nullable<Instant>,
        lifted_by -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Day, Id, Instant};

    disposals (administration, id) {
        administration -> Text,
        id -> Id,
        act -> Text,
        authorisation -> Text,
        procedure_code -> Text,
        until -> Day,
        ordered_at -> Instant,
        ordered_by -> Text,
        finished_at -> Nullable<Instant>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    disposed_cases (administration, case_id) {
        administration -> Text,
        case_id -> Id,
        disposal_id -> Id,
        disposed_at -> Instant,
        digest -> Binary,
    }
}

allow_tables_to_appear_in_same_query!(cases, legal_holds, disposed_cases);
