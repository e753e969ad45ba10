//! People's data: how long it is kept, what is removed, what stays.

mod corrections;
mod disposals;
mod exports;
mod holds;
mod readings;
mod reporters;
mod stored;

pub(crate) use disposals::stopped;
pub(crate) use stored::beside_the_register;

use cartaviva_tests::{Answer, App, Filed, Person};
use serde_json::{Value, json};

use crate::ristoro_policies::livorno_with;

/// The plan of Livorno keeps reports of disservice for five years.
fn five_years(app: &App) {
    planned(app, "pseudonymise");
}

/// The plan of Livorno covers reports of disservice: for five years, and then this.
fn planned(app: &App, at_end: &str) {
    livorno_with(app, |file| keeping_reports(file, at_end));
}

/// The same, in its file.
pub(crate) fn keeping_reports(file: &mut Value, at_end: &str) {
    let procedures = file["procedures"].as_array_mut().unwrap();
    let report = procedures
        .iter_mut()
        .find(|one| one["code"] == "disservice-report");
    report.unwrap()["retention"] = json!({
        "class": "complaints", "years": 5, "at_end": at_end, "source": "Piano di conservazione, titolo 1",
    });
}

/// A disposal of the reports of Livorno that were to be kept until the end of 2031.
pub(crate) fn order(dry_run: bool) -> Value {
    json!({
        "act": "Determinazione 412 del 03/02/2032",
        "authorisation": "Soprintendenza archivistica, prot. 1234 del 15/01/2032",
        "procedure": "disservice-report",
        "until": "2031-12-31",
        "dry_run": dry_run,
    })
}

/// Who presented a case, as somebody reads it who says why.
fn read(who: Person<'_>, case: &Filed, reason: &str) -> Answer {
    who.reading_for(reason).get(&case.sub("reporter"))
}

pub(crate) const DISPOSALS: &str = "/administrations/c_e625/disposals";

/// The day after everything of 2026 may be disposed of.
pub(crate) const LATER: &str = "2032-02-10T09:00:00+01:00";

/// How a case stands.
#[track_caller]
fn standing(app: &App, case: &Filed) -> String {
    let seen = app
        .who("auditor", "c_e625")
        .get(&case.sub("retention"))
        .expect(200);
    seen.str("/standing").to_owned()
}
