//! The number of another protocol system, told for a case in every place: it registers one that waits, and no other.

use cartaviva_tests::{App, Filed, on_both};
use serde_json::{Value, json};

use super::seen;
use super::standing::{PLACES, brought, numbered_by, permit, who};

const WAITING: &str = "/administrations/c_e625/waiting-documents";

/// The number of the document by which a case was presented, among those that wait.
fn document(app: &App, case: &Filed) -> Value {
    let page = who(app, "integrator")
        .get(&format!("{WAITING}?limit=100"))
        .expect(200);
    page.item("/items", "case", &case.id)["id"].clone()
}

fn number(number: usize) -> Value {
    json!({ "number": number, "registered_at": cartaviva_tests::NOW })
}

#[test]
fn a_number_registers_the_case_that_waits_for_it_and_changes_no_other() {
    on_both(|app| {
        super::standing::with_permits(app);
        let older = permit(app);
        numbered_by(app, "external");
        let integrator = who(app, "integrator");
        for (index, place) in PLACES.into_iter().enumerate() {
            let case = permit(app);
            assert_eq!(seen(app, &case).str("/status"), "received");
            let path = format!("{WAITING}/{}/protocol", document(app, &case));
            if place != "received" {
                integrator.put(&path, &number(index + 1)).expect(200);
                brought(app, &case, place, &older);
            }
            let before = seen(app, &case);
            integrator.put(&path, &number(index + 1)).expect(200);
            let after = seen(app, &case);
            if place == "received" {
                assert_eq!(after.str("/status"), "registered");
            } else {
                assert_eq!(after.at("/version"), before.at("/version"), "{place}");
                assert_eq!(after.str("/status"), before.str("/status"));
            }
            integrator
                .put(&path, &number(1000 + index))
                .problem(409, "conflict");
            assert_eq!(seen(app, &case).at("/version"), after.at("/version"), "{place}");
        }
    });
}

#[test]
fn a_number_told_after_a_withdrawal_registers_nothing() {
    on_both(|app| {
        super::standing::with_permits(app);
        numbered_by(app, "external");
        let case = permit(app);
        let path = format!("{WAITING}/{}/protocol", document(app, &case));
        super::standing::done(app, &case, "operator", "withdrawal", &json!({}));
        let before = seen(app, &case);
        who(app, "integrator").put(&path, &number(1)).expect(200);
        let after = seen(app, &case);
        assert_eq!(after.str("/status"), "withdrawn");
        assert_eq!(after.at("/version"), before.at("/version"));
    });
}
