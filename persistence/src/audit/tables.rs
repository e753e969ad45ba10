//! The tables of the audit log, as both databases have them (migrations/).

use diesel::table;

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    audit_entries (administration, id) {
        administration -> Text,
        id -> Id,
        at -> Instant,
        request -> Id,
        operation -> Text,
        resource -> Text,
        status -> Integer,
        subject -> Nullable<Text>,
        issuer -> Nullable<Text>,
        roles -> Text,
        office -> Nullable<Text>,
        consumer -> Nullable<Text>,
        purpose -> Nullable<Text>,
        position -> Nullable<BigInt>,
        previous -> Nullable<Binary>,
        hash -> Nullable<Binary>,
    }
}

table! {
    use diesel::sql_types::*;

    audit_ends (administration) {
        administration -> Text,
        position -> BigInt,
        hash -> Binary,
    }
}
