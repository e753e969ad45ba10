//! The server is killed again and again while many clients write: what it said is done is done, and done once.

use std::thread;
use std::time::Duration;

use crate::callers::{Callers, Manner};
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept::{self, millis};

/// How many clients there are.
const CLIENTS: u64 = 16;

/// Kills a server on SQLite so many times.
pub fn on_sqlite(times: u64) -> Findings {
    tried(Installation::on_sqlite(), times)
}

/// Kills a server on PostgreSQL so many times.
pub fn on_postgresql(times: u64) -> Findings {
    let cluster = Cluster::start();
    tried(Installation::on_url(&cluster.url()), times)
}

fn tried(mut installation: Installation, times: u64) -> Findings {
    installation.start();
    let callers = Callers::gather(&[installation.url()], CLIENTS, Manner::Repeats);
    let mut slowest = Duration::ZERO;
    for time in 0..times {
        slowest = slowest.max(callers.wait_for(1));
        // Each time at another moment of the work.
        thread::sleep(Duration::from_millis(100 + time * 37 % 400));
        installation.kill();
        installation.start();
    }
    slowest = slowest.max(callers.wait_for(1));
    let told = callers.disperse();
    let stopped = installation.stop();
    let mut found = kept::findings(&installation, &told);
    found.counts.extend([
        ("times that the server was killed", times),
        (
            "milliseconds until cases were registered again, at most",
            millis(slowest),
        ),
    ]);
    found
        .faults
        .push(("servers that did not stop well when asked", u64::from(!stopped)));
    found
}
