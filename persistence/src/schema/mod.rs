//! The tables, as both databases have them (migrations/).

mod changes;
mod kept_files;
mod people;

pub use changes::catalogue_changes;
pub use kept_files::{attachments, data_readings, loose_files};
pub use people::{reporter_corrections, reporters};

use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Instant};

    administrations (administration) {
        administration -> Text,
        version -> Integer,
        body -> Document,
        recorded_at -> Instant,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Day, Document, Instant};

    calendars (administration, office, version) {
        administration -> Text,
        office -> Text,
        version -> Integer,
        valid_from -> Day,
        body -> Document,
        reason -> Nullable<Text>,
        recorded_at -> Instant,
        recounted_at -> Nullable<Instant>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Document;

    offices (administration, code) {
        administration -> Text,
        code -> Text,
        position -> Integer,
        version -> Integer,
        body -> Document,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Document;

    services (administration, code) {
        administration -> Text,
        code -> Text,
        position -> Integer,
        version -> Integer,
        body -> Document,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Document;

    charters (administration, code) {
        administration -> Text,
        code -> Text,
        position -> Integer,
        version -> Integer,
        body -> Document,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Document;

    procedures (administration, code, version) {
        administration -> Text,
        code -> Text,
        version -> Integer,
        position -> Integer,
        latest -> Bool,
        body -> Document,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Instant};

    measurements (administration, charter, standard, period) {
        administration -> Text,
        charter -> Text,
        standard -> Text,
        period -> Text,
        version -> Integer,
        value -> Document,
        note -> Nullable<Text>,
        recorded_at -> Instant,
        recorded_by -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    standard_exceptions (administration, charter, standard, id) {
        administration -> Text,
        charter -> Text,
        standard -> Text,
        id -> Id,
        body -> Document,
        recorded_at -> Instant,
        recorded_by -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Document;

    ristoro_policies (administration) {
        administration -> Text,
        version -> Integer,
        body -> Document,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Document;

    ristoro_items (administration, code) {
        administration -> Text,
        code -> Text,
        position -> Integer,
        version -> Integer,
        stock -> Nullable<BigInt>,
        body -> Document,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    cases (administration, id) {
        administration -> Text,
        id -> Id,
        procedure_code -> Text,
        procedure_version -> Integer,
        channel -> Text,
        status -> Text,
        office -> Text,
        own_office -> Bool,
        service -> Nullable<Text>,
        subject -> Text,
        description -> Text,
        tracking_digest -> Binary,
        received_at -> Instant,
        registered_at -> Instant,
        forwarded_at -> Nullable<Instant>,
        decided_at -> Nullable<Instant>,
        claimed_at -> Nullable<Instant>,
        last_occurred_at -> Instant,
        settles_at -> Nullable<Instant>,
        upheld -> Bool,
        decision -> Nullable<Document>,
        suspensions -> Document,
        extensions -> Document,
        events -> Integer,
        version -> Integer,
        refused_claim -> Nullable<Document>,
        assignee -> Nullable<Text>,
        closed_at -> Nullable<Instant>,
        next_due_at -> Nullable<Instant>,
        waiting_for -> Nullable<Text>,
        proceedings -> Nullable<Document>,
        details -> Nullable<Document>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    deadlines (administration, case_id, term) {
        administration -> Text,
        case_id -> Id,
        term -> Text,
        position -> Integer,
        procedure_code -> Text,
        calendar_version -> Integer,
        starts_at -> Nullable<Instant>,
        due -> Nullable<Document>,
        due_at -> Nullable<Instant>,
        ended_at -> Nullable<Instant>,
        took -> Nullable<BigInt>,
        settles_at -> Nullable<Instant>,
        kept -> Bool,
        cancelled -> Bool,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    case_events (administration, case_id, sequence) {
        administration -> Text,
        case_id -> Id,
        sequence -> Integer,
        id -> Id,
        body -> Document,
        occurred_at -> Instant,
        recorded_at -> Instant,
        actor_role -> Text,
        actor_subject -> Nullable<Text>,
        changes -> Nullable<Document>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Instant;

    registers (administration, year) {
        administration -> Text,
        year -> Integer,
        last_number -> BigInt,
        last_hash -> Binary,
        last_at -> Nullable<Instant>,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Day, Id, Instant};

    protocol_entries (administration, year, number) {
        administration -> Text,
        year -> Integer,
        number -> BigInt,
        direction -> Text,
        registered_at -> Instant,
        case_id -> Nullable<Id>,
        correspondent -> Text,
        subject -> Text,
        digest -> Binary,
        previous -> Binary,
        hash -> Binary,
        foreign_number -> Nullable<Text>,
        foreign_date -> Nullable<Day>,
        emergency_register -> Nullable<Text>,
        emergency_number -> Nullable<BigInt>,
        emergency_date -> Nullable<Day>,
        annuls_year -> Nullable<Integer>,
        annuls_number -> Nullable<BigInt>,
        seal -> Integer,
        correspondent_folded -> Text,
        subject_folded -> Text,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::Instant;

    protocol_annulments (administration, year, number) {
        administration -> Text,
        year -> Integer,
        number -> BigInt,
        act_year -> Integer,
        act_number -> BigInt,
        reference -> Text,
        reason -> Text,
        annulled_by -> Text,
        annulled_at -> Instant,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Day, Id, Instant};

    ristoro_grants (administration, id) {
        administration -> Text,
        id -> Id,
        case_id -> Id,
        item -> Text,
        kind -> Text,
        quantity -> BigInt,
        voucher -> Text,
        granted_at -> Instant,
        granted_by -> Text,
        expires_on -> Nullable<Day>,
        delivered_at -> Nullable<Instant>,
        returned_at -> Nullable<Instant>,
        returned_reason -> Nullable<Text>,
    }
}

table! {
    use diesel::sql_types::*;

    feeds (administration) {
        administration -> Text,
        last_position -> BigInt,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    feed (administration, position) {
        administration -> Text,
        position -> BigInt,
        id -> Id,
        kind -> Text,
        case_id -> Nullable<Id>,
        charter -> Nullable<Text>,
        office -> Nullable<Text>,
        data -> Document,
        occurred_at -> Instant,
        recorded_at -> Instant,
    }
}

table! {
    use diesel::sql_types::*;

    case_words_made (administration) {
        administration -> Text,
        analysis -> Integer,
    }
}

allow_tables_to_appear_in_same_query!(administrations, case_words_made);

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Document, Id, Instant};

    webhook_subscriptions (administration, id) {
        administration -> Text,
        id -> Id,
        url -> Text,
        kinds -> Document,
        state -> Text,
        paused_because -> Nullable<Text>,
        secret -> Binary,
        previous_secret -> Nullable<Binary>,
        previous_until -> Nullable<Instant>,
        position -> BigInt,
        failures -> Integer,
        resume_at -> Instant,
        lease -> Nullable<Id>,
        leased_until -> Nullable<Instant>,
        last_delivered_at -> Nullable<Instant>,
        created_at -> Instant,
        version -> Integer,
    }
}

table! {
    use diesel::sql_types::*;
    use crate::sql_types::{Id, Instant};

    webhook_deliveries (administration, subscription, position) {
        administration -> Text,
        subscription -> Id,
        position -> BigInt,
        id -> Id,
        state -> Text,
        attempts -> Integer,
        first_attempt_at -> Instant,
        next_attempt_at -> Instant,
        reason -> Text,
        status -> Nullable<Integer>,
    }
}

allow_tables_to_appear_in_same_query!(cases, reporters, deadlines, protocol_entries);
allow_tables_to_appear_in_same_query!(protocol_entries, protocol_annulments);
allow_tables_to_appear_in_same_query!(feed, feeds, webhook_subscriptions, webhook_deliveries);
