//! The tables of what is attached to cases, and of who read what of a person.

use diesel::table;

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    attachments (administration, id) {
        administration -> Text,
        id -> Id,
        case_id -> Id,
        kind -> Text,
        file_name -> Nullable<Text>,
        description -> Nullable<Text>,
        format -> Text,
        size -> BigInt,
        sha256 -> Binary,
        shown -> Bool,
        added_at -> Instant,
        added_role -> Text,
        added_subject -> Nullable<Text>,
        withdrawn_at -> Nullable<Instant>,
        withdrawn_role -> Nullable<Text>,
        withdrawn_subject -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    loose_files (administration, id) {
        administration -> Text,
        id -> Id,
        since -> Instant,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    data_readings (administration, id) {
        administration -> Text,
        id -> Id,
        case_id -> Id,
        what -> Text,
        subject -> Text,
        role -> Text,
        reason -> Nullable<Text>,
        at -> Instant,
        office -> Nullable<Text>,
        request_id -> Nullable<Id>,
    }
}
