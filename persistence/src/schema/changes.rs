//! The counts of what changed.

use super::feeds;
use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    catalogue_changes (administration) {
        administration -> Text,
        changes -> BigInt,
    }
}

allow_tables_to_appear_in_same_query!(catalogue_changes, feeds);
