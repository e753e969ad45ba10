//! The machine's clock is an hour ahead, and is then put right while clients write: nothing is registered before what came
//! before it, nobody is refused for it, nothing fails.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use crate::callers::{Callers, Manner};
use crate::check::count;
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept;
use crate::staff::{Heard, Staff};
use crate::{ADMINISTRATION, say};

/// How many clients there are.
const CLIENTS: u64 = 12;

/// How long they work before and after.
const WORK: Duration = Duration::from_secs(2);

/// Unknown tracking codes that one client may try in a minute.
const UNKNOWN_CODES: u64 = 20;

/// On SQLite.
pub fn on_sqlite() -> Findings {
    tried(Installation::on_sqlite())
}

/// On PostgreSQL, whose clock stays as it is.
pub fn on_postgresql() -> Findings {
    let cluster = Cluster::start();
    tried(Installation::on_url(&cluster.url()))
}

fn tried(installation: Installation) -> Findings {
    let watch = Watch::new();
    watch.is_off_by("+3600");
    let mut installation = watch
        .worn_by(installation)
        .with("CARTAVIVA_UNKNOWN_CODE_RATE", UNKNOWN_CODES.to_string())
        .with("CARTAVIVA_SCHEDULER_INTERVAL", "1");
    installation.start();
    let desk = Staff::of(&installation, "operator");
    let callers = Callers::gather(&[installation.url()], CLIENTS, Manner::Repeats);
    callers.wait_for(1);
    let before = desk.presents("Sportello chiuso prima");
    let early = tried_codes(&installation, UNKNOWN_CODES);
    thread::sleep(WORK);
    watch.is_off_by("+0");
    say("the clock jumped back an hour");
    let late = tried_codes(&installation, UNKNOWN_CODES * 2);
    thread::sleep(WORK);
    callers.wait_for(1);
    let after = desk.presents("Sportello chiuso dopo");
    let mut heard: Vec<Heard> = worked_on(&desk, before.text("/id"));
    heard.extend(worked_on(&desk, after.text("/id")));
    let renewed = Staff::of(&installation, "operator").gets("/cases?limit=1");
    let told = callers.disperse();
    let stopped = installation.stop();
    let refused = heard.iter().filter(|heard| !(200..300).contains(&heard.status));
    let first_unlike = early.iter().filter(|heard| heard.status != 404);
    let slowed = late.iter().filter(|heard| heard.status == 429).count();
    let too_long = late
        .iter()
        .filter(|heard| heard.status != 404 && heard.retry_after.is_none_or(|seconds| seconds > 60));
    let mut found = kept::findings(&installation, &told);
    found.counts.extend([
        ("acts on cases made before and after the jump", count(heard.len())),
        ("unknown tracking codes tried before it", count(early.len())),
        ("and refused after it as too many", count(slowed)),
    ]);
    found.faults.extend([
        ("acts refused", count(refused.count())),
        (
            "tokens of before the jump that do not hold",
            u64::from(after.status != 201),
        ),
        (
            "tokens made after it that do not hold",
            u64::from(renewed.status != 200),
        ),
        (
            "unknown tracking codes not answered 404",
            count(first_unlike.count()),
        ),
        (
            "clients who must wait longer than a minute, or are not told",
            count(too_long.count()),
        ),
        (
            "clients who may try as many as they like after the jump",
            u64::from(slowed == 0),
        ),
        ("servers that did not stop well when asked", u64::from(!stopped)),
    ]);
    found
}

/// What staff do with a case.
fn worked_on(desk: &Staff, case: &str) -> Vec<Heard> {
    let act = |what: &str, body| desk.posts(&format!("/cases/{case}/{what}"), &body);
    vec![
        act("forwardings", json!({ "office": "competent-office" })),
        act(
            "notes",
            json!({ "text": "Sentito il responsabile.", "visibility": "internal" }),
        ),
        act("assignments", json!({ "assignee": "desk" })),
    ]
}

/// Tries tracking codes that open nothing.
fn tried_codes(installation: &Installation, times: u64) -> Vec<Heard> {
    let citizen = Staff::nobody(installation);
    let code = |time: u64| {
        let letter = |number: u64| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
        format!(
            "{ADMINISTRATION}.{}{}{}a",
            "a".repeat(23),
            letter(time / 26),
            letter(time)
        )
    };
    (0..times)
        .map(|time| citizen.asks_anywhere("GET", "/tracking", &[("Tracking-Code", &code(time))], Vec::new()))
        .collect()
}

/// A clock that is off, and can be put otherwise at any moment.
struct Watch {
    folder: TempDir,
    library: PathBuf,
}

impl Watch {
    fn new() -> Self {
        let places = [
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib",
            "/usr/lib64",
        ];
        let library = places
            .iter()
            .map(|place| Path::new(place).join("faketime/libfaketime.so.1"))
            .find(|library| library.is_file());
        Self {
            folder: tempfile::tempdir().expect("a folder for a while"),
            library: library.expect("libfaketime (Debian: faketime)"),
        }
    }

    /// So many seconds from now on. What reads the time while it is changed sees the old or the new one.
    fn is_off_by(&self, seconds: &str) {
        let next = self.folder.path().join("next");
        std::fs::write(&next, seconds).expect("the file is written");
        std::fs::rename(next, self.file()).expect("the file is put in place");
    }

    /// The installation, going by this clock. Only the clock on the wall jumps: time goes on as before.
    fn worn_by(&self, installation: Installation) -> Installation {
        installation
            .with("LD_PRELOAD", self.library.display().to_string())
            .with("FAKETIME_TIMESTAMP_FILE", self.file().display().to_string())
            .with("FAKETIME_NO_CACHE", "1")
            .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .with("DONT_FAKE_MONOTONIC", "1")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("offset")
    }
}
