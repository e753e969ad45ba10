//! Every connection to the database waits for a lock that somebody holds: whoever asks is told within seconds to come back,
//! and all goes on when the lock is gone.

use std::thread;
use std::time::{Duration, Instant};

use cartaviva_tests::Holder;

use crate::callers::{Callers, Manner};
use crate::check::count;
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept::{self, millis};
use crate::{ADMINISTRATION, say};

/// How many clients there are: more than connections and threads together.
const CLIENTS: u64 = 48;

/// How long nobody may be kept waiting, on a machine that is busy with other things too.
const BOUND: Duration = Duration::from_secs(20);

/// Holds the lock for so long, on a server with PostgreSQL.
pub fn on_postgresql(lasting: Duration) -> Findings {
    let cluster = Cluster::start();
    tried(Installation::on_url(&cluster.url()), lasting)
}

/// Holds the lock for so long, on a server with SQLite.
pub fn on_sqlite(lasting: Duration) -> Findings {
    tried(Installation::on_sqlite(), lasting)
}

fn tried(mut installation: Installation, lasting: Duration) -> Findings {
    installation.start();
    let callers = Callers::gather(&[installation.url()], CLIENTS, Manner::Repeats);
    callers.wait_for(8);
    let watched = watched(&installation);
    let before = callers.registered();
    let mut holder = Holder::of(&installation.target(), ADMINISTRATION);
    say("somebody holds the lock");
    let (asked, slowest) = asked_meanwhile(&watched, lasting);
    let registered = callers.registered() - before;
    holder.lets_go();
    let recovered = callers.wait_for(1);
    let told = callers.disperse();
    let stopped = installation.stop();
    let mut found = kept::findings(&installation, &told);
    found.counts.extend([
        ("milliseconds that the lock was held", millis(lasting)),
        ("cases registered around its beginning", registered),
        (
            "questions for the state and the figures meanwhile",
            count(asked.len()),
        ),
        (
            "answered 200 among them",
            count(asked.iter().filter(|status| **status == 200).count()),
        ),
        (
            "milliseconds until the slowest of them was answered",
            millis(slowest),
        ),
        (
            "milliseconds until cases were registered again",
            millis(recovered),
        ),
    ]);
    let odd = asked.iter().filter(|status| ![200, 503].contains(*status));
    found.faults.extend([
        (
            "questions for state and figures not answered with 200 or 503",
            count(odd.count()),
        ),
        (
            "answers that took more than 20 s",
            u64::from(told.slowest.max(slowest) > BOUND),
        ),
        (
            "trials in which nobody was told to come back",
            u64::from(told.count_of(503) == 0),
        ),
        (
            "recoveries that took more than 20 s",
            u64::from(recovered > BOUND),
        ),
        ("servers that did not stop well when asked", u64::from(!stopped)),
    ]);
    found
}

/// Where the state and the figures are told, as far as they are.
fn watched(installation: &Installation) -> Vec<String> {
    let root = installation.url();
    let root = root.trim_end_matches("/v1");
    let places = ["/v1/status", "/metrics"].map(|path| format!("{root}{path}"));
    let agent = agent();
    let told = |place: &String| agent.get(place).call().is_ok_and(|answer| answer.status() == 200);
    places.into_iter().filter(told).collect()
}

/// Asks for the state and the figures until the time is over; answers the statuses and the longest time.
fn asked_meanwhile(places: &[String], lasting: Duration) -> (Vec<u16>, Duration) {
    let (agent, began) = (agent(), Instant::now());
    let (mut statuses, mut slowest) = (Vec::new(), Duration::ZERO);
    while began.elapsed() < lasting {
        for place in places {
            let asked = Instant::now();
            let answer = agent.get(place).call();
            statuses.push(answer.map_or(0, |answer| answer.status().as_u16()));
            slowest = slowest.max(asked.elapsed());
        }
        thread::sleep(Duration::from_millis(100));
    }
    (statuses, slowest)
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .new_agent()
}
