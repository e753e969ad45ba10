//! What faults do to Cartaviva. Each trial lets clients work, breaks something, and counts what was told, kept and lost.
//!
//! `faults NAME [NUMBER…]`; each trial has a script beside this file that says what it does.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a trial that cannot be made fails, loudly"
)]

mod callers;
mod check;
mod clock_back;
mod cluster;
mod crowd;
mod delivery;
mod desk;
mod disk_full;
mod farewell;
mod findings;
mod held;
mod installation;
mod kept;
mod kills;
mod mail;
mod restarts;
mod slow;
mod staff;
mod three_servers;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use cartaviva_tests::Database;
use findings::Findings;

/// The administration that is tried.
const ADMINISTRATION: &str = "c_e625";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let trial = arguments.next().expect("faults NAME [NUMBER…]");
    let mut number = |usual: u64| {
        let given = arguments.next();
        given.map_or(usual, |text| text.parse().expect("faults NAME [NUMBER…]"))
    };
    let database = || Database::postgresql().expect("PostgreSQL's programs, or CARTAVIVA_TEST_POSTGRES");
    let findings = match trial.as_str() {
        "delivery" => {
            let (seconds, clients) = (number(20), number(64));
            vec![delivery::tried(
                &database(),
                Duration::from_secs(seconds),
                clients,
            )]
        }
        "three-servers" => vec![three_servers::tried(&database(), number(150))],
        "restarts" => vec![restarts::tried(number(10))],
        "kills" => {
            let times = number(50);
            vec![kills::on_sqlite(times), kills::on_postgresql(times)]
        }
        "held" => {
            let lasting = Duration::from_secs(number(30));
            vec![held::on_postgresql(lasting), held::on_sqlite(lasting)]
        }
        "disk-full" => vec![disk_full::on_sqlite(number(5)), disk_full::of_attachments()],
        "clock-back" => vec![clock_back::on_sqlite(), clock_back::on_postgresql()],
        "slow" => vec![slow::tried(number(4_000), number(10_000))],
        "farewell" => vec![farewell::tried(number(10))],
        other => panic!("no such trial: {other}"),
    };
    for found in &findings {
        say(&found.to_string());
    }
    if findings.iter().all(Findings::are_well) {
        say("nothing is lost, missing or there twice");
        ExitCode::SUCCESS
    } else {
        say("FAILED");
        ExitCode::FAILURE
    }
}

/// Tells whoever watches.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .expect("somebody listens");
}
