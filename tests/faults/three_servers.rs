//! Three servers on one database do what falls due by itself, and one is killed in the middle: each thing is done once.

use std::thread;
use std::time::{Duration, Instant};

use cartaviva_persistence::Target;
use cartaviva_tests::Database;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, PgConnection, QueryableByName};

use crate::check::{count, load};
use crate::desk::Desk;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::mail::Post;
use crate::say;

/// How many servers there are.
const SERVERS: usize = 3;

/// How long the servers may take for everything.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often something is there, by what it is.
#[derive(QueryableByName)]
struct Times {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = BigInt)]
    times: i64,
}

/// Alarms that are due and were not dealt with.
const DUE: &str = "SELECT key AS id, 1::bigint AS times FROM alarms \
     WHERE administration = $1 AND fired_at IS NULL AND skipped_at IS NULL AND wakes_at <= now()";

/// The missed deadlines of each case.
const MISSED: &str = "SELECT case_id::text AS id, count(*) AS times FROM case_events \
     WHERE administration = $1 AND body ->> 'kind' = 'deadline_missed' GROUP BY case_id";

/// How often each missed deadline stands in the feed.
const TOLD: &str = "SELECT e.id::text AS id, count(f.id) AS times FROM case_events e \
     LEFT JOIN feed f ON f.administration = e.administration AND f.id = e.id \
     WHERE e.administration = $1 AND e.body ->> 'kind' = 'deadline_missed' GROUP BY e.id";

/// Messages about missed deadlines: how many there are of one event for one audience.
const MESSAGES: &str = "SELECT event_id::text || audience || coalesce(office, '') AS id, count(*) AS times FROM messages \
     WHERE administration = $1 AND kind = 'deadline_missed' GROUP BY event_id, audience, office";

/// Messages that were sent.
const SENT: &str =
    "SELECT id::text AS id, 1::bigint AS times FROM messages WHERE administration = $1 AND state = 'sent'";

/// Lets three servers find so many cases late, and kills one while they are at it.
pub fn tried(database: &Database, cases: u64) -> Findings {
    let mut connection = connected(database);
    let late = late_cases(database, &mut connection, cases);
    let post = Post::start();
    let mut servers: Vec<Installation> = (0..SERVERS)
        .map(|_| {
            Installation::on(database)
                .with("CARTAVIVA_SMTP_URL", post.url())
                .with(
                    "CARTAVIVA_MAIL_FROM",
                    "Comune di Livorno <noreply@comune.example>",
                )
                .with("CARTAVIVA_SCHEDULER_INTERVAL", "1")
                .with("CARTAVIVA_LOG", "info")
        })
        .collect();
    say(&format!("{SERVERS} servers find {} cases late", late.len()));
    servers.iter_mut().for_each(Installation::begin);
    servers.iter().for_each(Installation::wait);
    wait_until(|| load::<Times>(&mut connection, MISSED).len() * 4 >= late.len());
    say("one of them is killed");
    if let Some(first) = servers.first_mut() {
        first.kill();
    }
    wait_until(|| load::<Times>(&mut connection, DUE).is_empty());
    say("everything that was due is done; waiting for the mail");
    if let Some(last) = servers.last() {
        Desk::of(last, "operator").wait_for_mail(|| post.arrived().len());
    }
    let shares: Vec<u64> = servers.iter().map(|server| gone_off(&server.log())).collect();
    let stopped = servers.iter_mut().skip(1).all(Installation::stop);
    findings(&mut connection, &late, &post, &shares, stopped)
}

/// So many cases whose answer was due weeks ago, recorded by a server that does nothing by itself.
fn late_cases(database: &Database, connection: &mut PgConnection, cases: u64) -> Vec<String> {
    let before = diesel::sql_query(
        "SELECT to_char(now() - interval '60 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS id, 1::bigint AS times",
    );
    let before: Times = diesel::RunQueryDsl::get_result(before, connection).expect("the database answers");
    let mut recorder = Installation::on(database).with("CARTAVIVA_SCHEDULER", "off");
    recorder.start();
    let desk = Desk::of(&recorder, "operator");
    let late = (0..cases).map(|number| desk.record(&before.id, number)).collect();
    recorder.stop();
    late
}

fn connected(database: &Database) -> PgConnection {
    let Target::Postgres(url) = &database.target else {
        panic!("a server of PostgreSQL");
    };
    PgConnection::establish(url).expect("the database answers")
}

fn wait_until(mut so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < PATIENCE, "the servers do not come to an end");
        thread::sleep(Duration::from_millis(20));
    }
}

/// How many alarms went off by a server, as its log tells: `alarms fired=12 skipped=30`.
fn gone_off(log: &str) -> u64 {
    let fired = log.split("fired").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next();
        digits.and_then(|digits| digits.parse::<u64>().ok())
    });
    fired.sum()
}

fn findings(
    connection: &mut PgConnection,
    late: &[String],
    post: &Post,
    shares: &[u64],
    stopped: bool,
) -> Findings {
    let mut found = |query| load::<Times>(connection, query);
    let (missed, told, messages) = (found(MISSED), found(TOLD), found(MESSAGES));
    let (due, sent) = (found(DUE), found(SENT));
    let mails = post.arrived();
    let not_once = |things: &[Times]| count(things.iter().filter(|thing| thing.times != 1).count());
    let without = late
        .iter()
        .filter(|case| missed.iter().all(|thing| thing.id != **case));
    let unsent = sent.iter().filter(|message| !mails.contains(&message.id));
    let mut counts = vec![
        ("cases late", count(late.len())),
        ("missed deadlines recorded", count(told.len())),
        ("messages about them", count(messages.len())),
        ("messages sent", count(sent.len())),
        ("mails arrived", count(mails.len())),
    ];
    let whose = [
        "alarms gone off by the killed server, as far as it told",
        "by the second",
        "by the third",
    ];
    counts.extend(whose.into_iter().zip(shares.iter().copied()));
    Findings {
        counts,
        faults: vec![
            ("late cases without a missed deadline", count(without.count())),
            ("cases with more than one", not_once(&missed)),
            ("missed deadlines that are not once in the feed", not_once(&told)),
            (
                "missed deadlines of which nobody is told",
                count(told.len().saturating_sub(messages.len())),
            ),
            ("people told more than once of one", not_once(&messages)),
            ("alarms that are due and wait", count(due.len())),
            ("messages sent whose mail did not arrive", count(unsent.count())),
            (
                "trials in which only one server did something",
                u64::from(shares.iter().filter(|share| **share > 0).count() < 2),
            ),
            ("servers that did not stop well when asked", u64::from(!stopped)),
        ],
    }
}
