//! The disk is full for a while: nothing is half written, what needs no room goes on, and once there is room again so does
//! the rest.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use cartaviva_tests::Form;
use serde_json::Value;
use tempfile::TempDir;

use crate::callers::{Callers, Manner};
use crate::check::count;
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept::{self, millis};
use crate::say;
use crate::staff::{Heard, Staff};

/// How large the disk is.
const SIZE: &str = "size=48m";

/// How many clients write.
const CLIENTS: u64 = 12;

/// Larger than what is sent to the folder of attachments in one part.
const LARGE: usize = 6 * 1_048_576;

/// The disk of the database is full for so many seconds.
pub fn on_sqlite(seconds: u64) -> Findings {
    let disk = Disk::mounted();
    let mut installation = Installation::on_sqlite_in(disk.folder.path());
    installation.start();
    let desk = Staff::of(&installation, "operator");
    let callers = Callers::gather(&[installation.url()], CLIENTS, Manner::Repeats);
    callers.wait_for(20);
    disk.fills();
    say("the disk is full");
    let mut reads = Vec::new();
    for _ in 0..seconds * 4 {
        reads.push(desk.gets("/cases?limit=20").status);
        reads.push(desk.asks_anywhere("GET", "/status", &[], Vec::new()).status);
        thread::sleep(Duration::from_millis(250));
    }
    let uploaded = attach(&desk, &latest(&desk), LARGE);
    disk.has_room();
    let recovered = callers.wait_for(1);
    let told = callers.disperse();
    let stopped = installation.stop();
    let mut found = kept::findings(&installation, &told);
    found.counts.extend([
        ("seconds that the disk was full", seconds),
        ("lists and states read meanwhile", count(reads.len())),
        (
            "milliseconds until cases were registered again",
            millis(recovered),
        ),
    ]);
    found.faults.extend([
        (
            "reads that were not answered 200",
            count(reads.iter().filter(|status| **status != 200).count()),
        ),
        (
            "uploads onto a full disk not told to come back",
            not_told_to_come_back(&uploaded),
        ),
        (
            "trials in which nobody was told to come back",
            u64::from(told.count_of(503) == 0),
        ),
        ("servers that did not stop well when asked", u64::from(!stopped)),
    ]);
    found
}

/// The disk of the attachments is full; the database is elsewhere.
pub fn of_attachments() -> Findings {
    let disk = Disk::mounted();
    let cluster = Cluster::start();
    let files = disk.folder.path().join("attachments");
    std::fs::create_dir(&files).expect("a folder");
    let mut installation = Installation::on_url(&cluster.url())
        .with("CARTAVIVA_ATTACHMENTS_URL", format!("file://{}", files.display()));
    installation.start();
    let desk = Staff::of(&installation, "operator");
    let made = desk.presents("Sportello chiuso");
    let case = made.text("/id").to_owned();
    disk.fills();
    say("the disk of the attachments is full");
    let refused: Vec<Heard> = [100, 200_000, LARGE]
        .map(|size| attach(&desk, &case, size))
        .into();
    let other = desk.presents("Sportello chiuso ancora");
    let recorded_then = recorded(&desk, &case);
    disk.has_room();
    let taken: Vec<Heard> = [100, 200_000, LARGE]
        .map(|size| attach(&desk, &case, size))
        .into();
    let recorded_now = recorded(&desk, &case);
    let stopped = installation.stop();
    let left = files_in(&files);
    Findings {
        counts: vec![
            ("uploads onto a full disk", count(refused.len())),
            (
                "attachments recorded when there was room again",
                count(recorded_now),
            ),
            ("files kept", count(left)),
        ],
        faults: vec![
            (
                "uploads not told to come back",
                refused.iter().map(not_told_to_come_back).sum(),
            ),
            (
                "attachments recorded while the disk was full",
                count(recorded_then),
            ),
            (
                "cases not registered while the disk of the attachments was full",
                u64::from(other.status != 201),
            ),
            (
                "uploads refused when there was room again",
                count(taken.iter().filter(|heard| heard.status != 201).count()),
            ),
            (
                "files without an attachment, or the other way round",
                count(left.abs_diff(recorded_now)),
            ),
            ("servers that did not stop well when asked", u64::from(!stopped)),
        ],
    }
}

fn not_told_to_come_back(heard: &Heard) -> u64 {
    u64::from(heard.status != 503 || heard.retry_after.is_none())
}

/// Attaches a PDF of so many bytes to a case.
fn attach(desk: &Staff, case: &str, size: usize) -> Heard {
    let mut content = b"%PDF-1.7\n1 0 obj << >> endobj\n".to_vec();
    content.resize(size.max(content.len()), b' ');
    let form = Form::with("document", "foto.pdf", &content);
    let media_type = form.media_type();
    let path = format!("/cases/{case}/attachments");
    desk.asks(
        "POST",
        &path,
        &[("Content-Type", media_type.as_str())],
        form.bytes(),
    )
}

/// How many attachments a case has.
fn recorded(desk: &Staff, case: &str) -> usize {
    let heard = desk.gets(&format!("/cases/{case}/attachments"));
    heard
        .body
        .pointer("/items")
        .and_then(Value::as_array)
        .map_or(usize::MAX, Vec::len)
}

/// A case that is there.
fn latest(desk: &Staff) -> String {
    desk.gets("/cases?limit=1").text("/items/0/id").to_owned()
}

fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("the folder is there").flatten();
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                files_in(&entry.path())
            } else {
                1
            }
        })
        .sum()
}

/// A small disk in memory.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn mounted() -> Self {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "cartaviva"])
            .arg(folder.path())
            .status();
        assert!(
            mounted.is_ok_and(|status| status.success()),
            "a disk is mounted: it needs root"
        );
        Self { folder }
    }

    /// Fills it to the last byte.
    fn fills(&self) {
        let mut ballast = File::create(self.ballast()).expect("a file");
        for size in [65_536, 4_096, 1] {
            let block = vec![0; size];
            while ballast.write_all(&block).is_ok() {}
        }
    }

    /// Clears away what filled it.
    fn has_room(&self) {
        std::fs::remove_file(self.ballast()).expect("the file is there");
    }

    fn ballast(&self) -> PathBuf {
        self.folder.path().join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount")
            .arg("--lazy")
            .arg(self.folder.path())
            .status();
        if !unmounted.is_ok_and(|status| status.success()) {
            say("a disk could not be taken away");
        }
    }
}
