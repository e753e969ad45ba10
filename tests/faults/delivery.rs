//! Many clients present cases, the mail server and the receiver of webhooks are down for a while, the server is killed in the
//! middle and started again. Then nothing may be lost, missing or there twice.

use std::thread;
use std::time::{Duration, Instant};

use cartaviva_tests::{Database, Receiver};

use crate::check;
use crate::crowd::Crowd;
use crate::desk::Desk;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::mail::Post;
use crate::say;

/// Lets the crowd work, breaks what is to be broken, waits until all is delivered, and looks.
pub fn tried(database: &Database, lasting: Duration, clients: u64) -> Findings {
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
