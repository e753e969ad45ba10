//! What faults do to Cartaviva: many clients present cases, the mail server and the receiver of its webhooks are down for a
//! while, the server is killed in the middle and started again. Then nothing may be lost, missing or there twice.
//!
//! `faults [SECONDS] [CLIENTS]`: 20 seconds and 64 clients when not said otherwise. `faults three-servers [CASES]`: what
//! falls due by itself, done by three servers of which one is killed.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a trial that cannot be made fails, loudly"
)]

mod check;
mod crowd;
mod desk;
mod findings;
mod installation;
mod mail;
mod three_servers;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use cartaviva_tests::{Database, Receiver};
use crowd::Crowd;
use desk::Desk;
use findings::Findings;
use installation::Installation;
use mail::Post;

/// The administration that is tried.
const ADMINISTRATION: &str = "c_e625";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1).peekable();
    let three = arguments.next_if(|first| first == "three-servers").is_some();
    let mut number = |usual: u64| {
        arguments
            .next()
            .map_or(usual, |text| text.parse().expect("faults [SECONDS] [CLIENTS]"))
    };
    let database = Database::postgresql().expect("PostgreSQL's programs, or CARTAVIVA_TEST_POSTGRES");
    let findings = if three {
        three_servers::tried(&database, number(150))
    } else {
        let (seconds, clients) = (number(20), number(64));
        tried(&database, Duration::from_secs(seconds), clients)
    };
    say(&findings.to_string());
    if findings.are_well() {
        say("nothing is lost, missing or there twice");
        ExitCode::SUCCESS
    } else {
        say("FAILED");
        ExitCode::FAILURE
    }
}

/// Lets the crowd work, breaks what is to be broken, waits until all is delivered, and looks.
fn tried(database: &Database, lasting: Duration, clients: u64) -> Findings {
    let receiver = Receiver::start();
    let mut post = Post::start();
    let mut installation = Installation::on(database)
        .with("CARTAVIVA_SMTP_URL", post.url())
        .with(
            "CARTAVIVA_MAIL_FROM",
            "Comune di Livorno <noreply@comune.example>",
        )
        .with("CARTAVIVA_SCHEDULER_INTERVAL", "1");
    installation.start();
    let desk = Desk::at(&installation);
    let subscription = desk.subscribe(&receiver.url());
    say(&format!(
        "{clients} clients present cases for {} seconds",
        lasting.as_secs()
    ));
    let crowd = Crowd::gather(&installation.url(), clients, Instant::now() + lasting);
    thread::sleep(lasting / 5);
    say("the receiver of webhooks and the mail server are down");
    receiver.answers(503);
    post.goes_down();
    thread::sleep(lasting / 5);
    receiver.answers(204);
    post.is_back();
    thread::sleep(lasting / 10);
    say("the server is killed");
    installation.kill();
    thread::sleep(Duration::from_secs(1));
    installation.start();
    say("the server is back");
    let presented = crowd.disperse();
    say("waiting until everything is delivered");
    desk.wait_for_delivery(&subscription);
    Desk::of(&installation, "operator").wait_for_mail(|| post.arrived().len());
    let proof = installation.prove_register();
    let stopped = installation.stop();
    check::findings(database, presented, &receiver.posted(), &post, proof, stopped)
}

/// Tells whoever watches.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .expect("somebody listens");
}
