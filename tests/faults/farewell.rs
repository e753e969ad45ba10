//! One of two servers is asked to stop while many clients write, again and again: what was asked of it is answered, or was
//! never taken.

use std::thread;
use std::time::Duration;

use crate::callers::{Callers, Manner};
use crate::check::count;
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept::{self, Kept};
use crate::say;

/// How many clients there are.
const CLIENTS: u64 = 32;

/// How long both servers work between two farewells.
const WORK: Duration = Duration::from_millis(1_000);

/// Asks one of two servers to stop so many times, in turn.
pub fn tried(times: u64) -> Findings {
    let cluster = Cluster::start();
    let mut servers = [0, 1].map(|_| Installation::on_url(&cluster.url()));
    for server in &mut servers {
        server.start();
    }
    let urls = servers.each_ref().map(Installation::url);
    let callers = Callers::gather(&urls, CLIENTS, Manner::GoesOn);
    callers.wait_for(1);
    let mut badly = 0;
    for time in 0..times {
        thread::sleep(WORK);
        let turn = usize::from(time % 2 == 1);
        let server = servers.get_mut(turn).expect("there are two");
        let began = std::time::Instant::now();
        let well = server.stop();
        say(&format!(
            "a server was asked to stop and ended {} after {} ms",
            if well { "well" } else { "badly" },
            began.elapsed().as_millis()
        ));
        badly += u64::from(!well);
        server.start();
    }
    thread::sleep(WORK);
    let told = callers.disperse();
    badly += servers
        .each_mut()
        .map(|server| u64::from(!server.stop()))
        .iter()
        .sum::<u64>();
    let [first, _] = &servers;
    let cut = Kept::of(&first.target()).are_there(&told.unanswered);
    let unanswered = count(told.unanswered.len());
    let mut found = kept::findings(first, &told);
    found.counts.extend([
        ("farewells", times),
        (
            "requests sent to a server that was leaving and not taken by it",
            unanswered - cut,
        ),
    ]);
    found.faults.extend([
        ("requests taken and not answered", cut),
        ("servers that did not stop well when asked", badly),
    ]);
    found
}
