//! What is stored when all is over, on either database, held against what clients were told.

use std::collections::{BTreeMap, BTreeSet};

use cartaviva_persistence::Target;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};

use crate::callers::Told;
use crate::check::{breaks, count};
use crate::findings::Findings;
use crate::installation::Installation;
use crate::{ADMINISTRATION, say};

/// A number and a text: of the register and its case, of the feed and its event.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    text: String,
}

/// What is stored of the administration.
pub struct Kept {
    entries: Vec<Row>,
    feed: Vec<Row>,
    /// How many cases there are of each subject.
    pub subjects: BTreeMap<String, i64>,
    backward: u64,
}

impl Kept {
    /// Looks.
    pub fn of(target: &Target) -> Self {
        let (id, case) = match target {
            Target::Postgres(_) => ("replace(id::text, '-', '')", "replace(case_id::text, '-', '')"),
            Target::Sqlite(_) => ("lower(hex(id))", "lower(hex(case_id))"),
        };
        let of = format!("WHERE administration = '{ADMINISTRATION}'");
        let rows = |sql: String| load(target, &sql);
        let entries = format!(
            "SELECT number, coalesce({case}, '') AS text FROM protocol_entries {of} ORDER BY year, number"
        );
        let feed = format!("SELECT position AS number, {id} AS text FROM feed {of} ORDER BY position");
        let subjects = format!("SELECT count(*) AS number, subject AS text FROM cases {of} GROUP BY subject");
        let backward = format!(
            "SELECT count(*) AS number, '' AS text FROM protocol_entries a JOIN protocol_entries b \
             ON b.administration = a.administration AND b.year = a.year AND b.number = a.number + 1 \
             WHERE a.administration = '{ADMINISTRATION}' AND b.registered_at < a.registered_at"
        );
        let backward = rows(backward).first().map_or(0, |row| row.number);
        Self {
            entries: rows(entries),
            feed: rows(feed),
            subjects: rows(subjects)
                .into_iter()
                .map(|row| (row.text, row.number))
                .collect(),
            backward: u64::try_from(backward).unwrap_or(u64::MAX),
        }
    }

    /// Of these subjects, those of which there is a case.
    pub fn are_there<'a>(&self, subjects: impl IntoIterator<Item = &'a String>) -> u64 {
        let there = subjects
            .into_iter()
            .filter(|subject| self.subjects.contains_key(*subject));
        count(there.count())
    }
}

/// What is found of an installation that is stopped: what clients were told against what is kept.
pub fn findings(installation: &Installation, told: &Told) -> Findings {
    for (reason, times) in &told.reasons {
        say(&format!("not answered, {times} times: {reason}"));
    }
    for (status, times) in told
        .statuses
        .iter()
        .filter(|(status, _)| ![201, 503].contains(*status))
    {
        say(&format!("answered {status}, {times} times"));
    }
    let kept = Kept::of(&installation.target());
    let numbers: BTreeMap<i64, &str> = kept
        .entries
        .iter()
        .map(|row| (row.number, row.text.as_str()))
        .collect();
    let receipts: BTreeSet<(i64, String)> = told
        .receipts
        .iter()
        .map(|receipt| (receipt.number, receipt.case.replace('-', "")))
        .collect();
    let lost = receipts
        .iter()
        .filter(|(number, case)| numbers.get(number) != Some(&case.as_str()));
    let distinct: BTreeSet<&str> = kept.feed.iter().map(|row| row.text.as_str()).collect();
    let entered = kept.entries.iter().filter(|row| !row.text.is_empty());
    let cases: i64 = kept.subjects.values().sum();
    Findings {
        counts: vec![
            (
                "cases of which a client was told (201)",
                count(told.receipts.len()),
            ),
            ("answers 503", told.count_of(503)),
            ("requests for which no connection was to be had", told.refused),
            ("requests sent and not answered", count(told.unanswered.len())),
            ("entries of the register", count(kept.entries.len())),
            ("events in the feed", count(kept.feed.len())),
            ("milliseconds until the slowest answer", millis(told.slowest)),
        ],
        faults: vec![
            (
                "answers that are neither 201 nor 503",
                told.other_than(&[201, 503]),
            ),
            ("answers 503 without Retry-After", told.without_retry_after),
            ("requests that were never answered", told.given_up),
            ("requests that were kept waiting", told.waited_in_vain),
            (
                "cases told of that are not there with their number",
                count(lost.count()),
            ),
            (
                "numbers told of twice",
                count(told.receipts.len() - receipts.len()),
            ),
            (
                "gaps and duplicates in the register",
                breaks(kept.entries.iter().map(|row| row.number)),
            ),
            ("entries registered before the one before them", kept.backward),
            (
                "cases without one entry",
                count(entered.count()).abs_diff(u64::try_from(cases).unwrap_or(0)),
            ),
            (
                "requests with two effects",
                count(kept.subjects.values().filter(|times| **times != 1).count()),
            ),
            (
                "gaps and duplicates in the feed",
                breaks(kept.feed.iter().map(|row| row.number)),
            ),
            (
                "events that are in the feed more than once",
                count(kept.feed.len() - distinct.len()),
            ),
            (
                "registers that are not sound",
                u64::from(!installation.prove_register()),
            ),
            (
                "audit logs that are not sound",
                u64::from(!installation.prove_audit()),
            ),
            (
                "trials without a single case",
                u64::from(told.receipts.is_empty()),
            ),
        ],
    }
}

/// A time in milliseconds.
pub fn millis(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn load(target: &Target, sql: &str) -> Vec<Row> {
    let query = diesel::sql_query(sql);
    match target {
        Target::Postgres(url) => query.load(&mut PgConnection::establish(url).expect("the database answers")),
        Target::Sqlite(file) => {
            query.load(&mut SqliteConnection::establish(&file.to_string_lossy()).expect("the file opens"))
        }
    }
    .expect("the database answers")
}
