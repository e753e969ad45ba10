//! PostgreSQL is restarted while many clients write: the server goes on by itself.

use std::thread;
use std::time::Duration;

use crate::callers::{Callers, Manner};
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept::{self, millis};
use crate::say;

/// How many clients there are.
const CLIENTS: u64 = 24;

/// How long they work before PostgreSQL is restarted, again.
const WORK: Duration = Duration::from_millis(1_000);

/// How soon the server must work again after PostgreSQL does.
const SOON: Duration = Duration::from_secs(10);

/// Restarts PostgreSQL so many times, in turn as it is done to maintain it and as if it had crashed.
pub fn tried(times: u64) -> Findings {
    let cluster = Cluster::start();
    let mut installation = Installation::on_url(&cluster.url());
    installation.start();
    let callers = Callers::gather(&[installation.url()], CLIENTS, Manner::Repeats);
    callers.wait_for(1);
    let (mut recoveries, mut down) = (Vec::new(), Duration::ZERO);
    for mode in ["fast", "immediate"]
        .into_iter()
        .cycle()
        .take(usize::try_from(times).unwrap_or(1))
    {
        thread::sleep(WORK);
        down = down.max(cluster.restart(mode));
        let recovered = callers.wait_for(1);
        say(&format!(
            "restarted ({mode}): cases are registered again after {} ms",
            recovered.as_millis()
        ));
        recoveries.push(recovered);
    }
    thread::sleep(WORK);
    let told = callers.disperse();
    let stopped = installation.stop();
    let mut found = kept::findings(&installation, &told);
    let slowest = recoveries.iter().max().copied().unwrap_or_default();
    let slow = recoveries.iter().filter(|recovery| **recovery > SOON).count();
    found.counts.extend([
        ("restarts of PostgreSQL", times),
        ("milliseconds that the slowest restart took", millis(down)),
        (
            "milliseconds until cases were registered again, at most",
            millis(slowest),
        ),
    ]);
    found.faults.extend([
        (
            "restarts after which that took more than 10 s",
            crate::check::count(slow),
        ),
        ("servers that did not stop well when asked", u64::from(!stopped)),
    ]);
    found
}
