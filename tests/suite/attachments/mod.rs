//! What is attached to a case.

mod access;
mod bounds;
mod broken;
mod content;
mod formats;
mod limits;
mod memory;
mod tracking;
mod withdraw;

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use cartaviva_tests::{Answer, App, Filed, Form, Person};

/// A small PDF.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n";

/// Somebody at the desk of Livorno.
fn desk(app: &App) -> Person<'_> {
    app.operator("c_e625")
}

/// Somebody of the office that has the case.
fn officer(app: &App) -> Person<'_> {
    app.officer("c_e625", "competent-office")
}

/// Who holds the tracking code of a case.
fn holder<'a>(app: &'a App, case: &Filed) -> Person<'a> {
    app.citizen().with("Tracking-Code", &case.tracking_code)
}

/// A file attached by the desk.
#[track_caller]
fn attached(app: &App, case: &Filed, form: &Form) -> Answer {
    desk(app).upload(&case.sub("attachments"), form).expect(201)
}

/// The path of an attachment in the contract.
fn path(case: &Filed, attachment: &Answer) -> String {
    case.sub(&format!("attachments/{}", attachment.str("/id")))
}

/// Every file below a folder, however it is called.
pub(crate) fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Waits until no file is kept, and says whether that came about.
fn nothing_is_kept(app: &App) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if files(app.attachments()).is_empty() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

/// Says that a case has nothing attached to it and no event of that.
#[track_caller]
fn nothing_is_recorded(app: &App, case: &Filed) {
    let list = desk(app).get(&case.sub("attachments")).expect(200);
    assert!(list.list("/items").is_empty());
    let events = desk(app).get(&case.sub("events")).expect(200);
    assert!(!events.text.contains("attachment_added"));
}
