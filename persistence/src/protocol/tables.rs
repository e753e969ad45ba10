//! The tables of documents whose ordinary number comes later, as both databases have them (migrations/).

use crate::schema::registers;
use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Id;

    protocol_systems (administration) {
        administration -> Text,
        kind -> Text,
        period -> Nullable<Id>,
        defers -> Bool,
        last_deferred -> BigInt,
        version -> Integer,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    emergency_periods (administration, id) {
        administration -> Text,
        id -> Id,
        cause -> Text,
        reference -> Text,
        stopped_at -> Instant,
        opened_at -> Instant,
        opened_by -> Text,
        restored_at -> Nullable<Instant>,
        closed_at -> Nullable<Instant>,
        closed_by -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;

    emergency_registers (administration, year) {
        administration -> Text,
        year -> Integer,
        last_number -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Day, Id, Instant};

    deferred_documents (administration, sequence) {
        administration -> Text,
        sequence -> BigInt,
        direction -> Text,
        case_id -> Nullable<Id>,
        correspondent -> Text,
        subject -> Text,
        digest -> Binary,
        foreign_number -> Nullable<Text>,
        foreign_date -> Nullable<Day>,
        arrived_at -> Instant,
        period -> Nullable<Id>,
        emergency_register -> Nullable<Text>,
        emergency_number -> Nullable<BigInt>,
        emergency_date -> Nullable<Day>,
        register -> Nullable<Text>,
        year -> Nullable<Integer>,
        number -> Nullable<BigInt>,
        registered_at -> Nullable<Instant>,
    }
}

allow_tables_to_appear_in_same_query!(registers, protocol_systems);
