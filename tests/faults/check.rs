//! What is found afterwards: what clients were told, what is stored, what was delivered.

use std::collections::{BTreeMap, BTreeSet};

use cartaviva_persistence::Target;
use cartaviva_tests::{Database, Posted};
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl};

use crate::ADMINISTRATION;
use crate::crowd::Presented;
use crate::findings::Findings;
use crate::mail::Post;

/// A number of the register and its case.
#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Nullable<Text>)]
    case_id: Option<String>,
}

/// A number and an id: a place in the feed and its event, or a message and whether it was sent.
#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    id: String,
}

/// Compares what clients were told with what is stored and with what was delivered.
pub fn findings(
    database: &Database,
    presented: Presented,
    posted: &[Posted],
    post: &Post,
    register_is_sound: bool,
    stopped_well: bool,
) -> Findings {
    let Target::Postgres(url) = &database.target else {
        panic!("a server of PostgreSQL");
    };
    let mut connection = PgConnection::establish(url).expect("the database answers");
    let entries: Vec<Entry> = load(
        &mut connection,
        "SELECT number, case_id::text AS case_id FROM protocol_entries WHERE administration = $1 ORDER BY year, number",
    );
    let feed: Vec<Told> = load(
        &mut connection,
        "SELECT position AS number, id::text AS id FROM feed WHERE administration = $1 ORDER BY position",
    );
    let events: Vec<Told> = load(
        &mut connection,
        "SELECT 0::bigint AS number, id::text AS id FROM case_events WHERE administration = $1",
    );
    let numbers: BTreeMap<i64, &str> = entries
        .iter()
        .filter_map(|entry| Some((entry.number, entry.case_id.as_deref()?)))
        .collect();
    let lost = presented
        .receipts
        .iter()
        .filter(|receipt| numbers.get(&receipt.number) != Some(&receipt.case.as_str()));
    let told: BTreeSet<&str> = feed.iter().map(|told| told.id.as_str()).collect();
    let happened: BTreeSet<&str> = events.iter().map(|event| event.id.as_str()).collect();
    let outbox: Vec<Told> = load(
        &mut connection,
        "SELECT CASE WHEN state = 'sent' THEN 1 ELSE 0 END::bigint AS number, id::text AS id FROM messages WHERE administration = $1",
    );
    let due: BTreeSet<&str> = outbox.iter().map(|message| message.id.as_str()).collect();
    let mails = post.arrived();
    let arrived: BTreeSet<&str> = mails.iter().map(String::as_str).collect();
    let delivered: BTreeSet<&str> = posted
        .iter()
        .filter_map(|posted| posted.headers.get("webhook-id").map(String::as_str))
        .collect();
    Findings {
        counts: vec![
            (
                "cases of which a client was told (201)",
                count(presented.receipts.len()),
            ),
            ("clients turned away", presented.turned_away),
            ("clients not answered", presented.unanswered),
            ("entries of the register", count(entries.len())),
            ("events of cases", count(events.len())),
            ("events in the feed", count(feed.len())),
            ("messages posted", count(posted.len())),
            ("repeats among them, by id", count(posted.len() - delivered.len())),
            ("messages of the outbox", count(outbox.len())),
            ("mails arrived", count(mails.len())),
            (
                "repeats among the mails, by id",
                count(mails.len() - arrived.len()),
            ),
        ],
        faults: vec![
            (
                "cases told of that are not there with their number",
                count(lost.count()),
            ),
            (
                "gaps and duplicates in the register",
                breaks(entries.iter().map(|entry| entry.number)),
            ),
            ("registers that are not sound", u64::from(!register_is_sound)),
            (
                "gaps and duplicates in the feed",
                breaks(feed.iter().map(|told| told.number)),
            ),
            (
                "events that are in the feed more than once",
                count(feed.len() - told.len()),
            ),
            (
                "events that are not in the feed",
                count(happened.difference(&told).count()),
            ),
            (
                "events in the feed that did not happen",
                count(told.difference(&happened).count()),
            ),
            (
                "events that were not delivered",
                count(told.difference(&delivered).count()),
            ),
            (
                "messages about what is not in the feed",
                count(delivered.difference(&told).count()),
            ),
            (
                "messages of the outbox that were not sent",
                count(outbox.iter().filter(|message| message.number == 0).count()),
            ),
            (
                "messages whose mail did not arrive",
                count(due.difference(&arrived).count()),
            ),
            (
                "mails that are of no message",
                count(arrived.difference(&due).count()),
            ),
            (
                "cases whose receipt is not in the outbox",
                count(presented.receipts.len().saturating_sub(due.len())),
            ),
            (
                "servers that did not stop well when asked",
                u64::from(!stopped_well),
            ),
            (
                "trials without a single case",
                u64::from(presented.receipts.is_empty()),
            ),
        ],
    }
}

/// What a query about the administration finds.
pub fn load<T: QueryableByName<diesel::pg::Pg> + 'static>(
    connection: &mut PgConnection,
    sql: &str,
) -> Vec<T> {
    diesel::sql_query(sql)
        .bind::<Text, _>(ADMINISTRATION)
        .load(connection)
        .expect("the database answers")
}

/// How many numbers are not the one after the one before, from 1.
pub fn breaks(numbers: impl Iterator<Item = i64>) -> u64 {
    count(
        (1..)
            .zip(numbers)
            .filter(|(expected, number)| expected != number)
            .count(),
    )
}

/// A length as a number.
pub fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
