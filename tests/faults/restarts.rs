//! PostgreSQL is restarted while many clients write: the server goes on by itself.

use std::thread;
use std::time::{Duration, Instant};

use crate::callers::{Callers, Manner};
use crate::check::count;
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept::{self, millis};
use crate::say;
use crate::staff::Staff;

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
    let desk = Staff::of(&installation, "operator");
    let case = desk.presents("Sportello chiuso").text("/id").to_owned();
    let mut odd = 0;
    let (mut recoveries, mut down) = (Vec::new(), Duration::ZERO);
    for mode in ["fast", "immediate"]
        .into_iter()
        .cycle()
        .take(usize::try_from(times).unwrap_or(1))
    {
        thread::sleep(WORK);
        down = down.max(cluster.restart(mode));
        let recovered = callers.wait_for(1);
        odd += reads_again(&desk, &case);
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
            "reads that were not answered with 200, or with 503 for 10 s at most",
            odd,
        ),
        ("restarts after which that took more than 10 s", count(slow)),
        ("servers that did not stop well when asked", u64::from(!stopped)),
    ]);
    found
}

/// Reads a case, a list and what is public, each until it is answered; answers how many are not, or otherwise than with 503.
fn reads_again(desk: &Staff, case: &str) -> u64 {
    let paths = [
        format!("/cases/{case}"),
        "/cases?limit=20".to_owned(),
        "/charters".to_owned(),
        String::new(),
    ];
    let answered = |path: &String| {
        let began = Instant::now();
        loop {
            match desk.gets(path).status {
                200 => return true,
                503 if began.elapsed() < SOON => thread::sleep(Duration::from_millis(50)),
                _ => return false,
            }
        }
    };
    count(paths.iter().filter(|path| !answered(path)).count())
}
