//! The redress of a case in every place: granted where the case was decided, handed out or returned wherever it then stands.

use cartaviva_tests::{Answer, App, Filed, on_both};
use serde_json::json;

use super::seen;
use super::standing::{PLACES, brought, done, permit, standing, who, with_permits};

/// Where a case can stand again after it was decided: its terms have ended, so that nothing suspends them.
const AFTER_A_DECISION: [&str; 8] = [
    "forwarded",
    "in_progress",
    "decided",
    "closed",
    "inadmissible",
    "withdrawn",
    "reopened",
    "merged",
];

fn grant(app: &App, case: &Filed) -> Answer {
    let book = json!({ "item": "illustrated-guide", "quantity": 1 });
    who(app, "manager").post(&case.sub("ristoro-grant"), &book)
}

fn deliver(app: &App, case: &Filed, voucher: &str) -> Answer {
    who(app, "operator").post(&case.sub("ristoro-delivery"), &json!({ "voucher": voucher }))
}

fn give_back(app: &App, case: &Filed) -> Answer {
    let reason = json!({ "reason": "Non è stato ritirato." });
    who(app, "operator").post(&case.sub("ristoro-return"), &reason)
}

/// A case to which a redress was granted, with its voucher, and which then came to a place.
fn granted(app: &App, place: &str, older: &Filed) -> (Filed, String) {
    let case = standing(app, "decided", older);
    let voucher = grant(app, &case).expect(201).str("/voucher").to_owned();
    match place {
        "decided" => {}
        "closed" => drop(done(app, &case, "operator", "closure", &json!({}))),
        _ => {
            let reason = json!({ "reason": "È arrivato altro." });
            done(app, &case, "operator", "reopening", &reason);
            if place != "reopened" {
                brought(app, &case, place, older);
            }
        }
    }
    (case, voucher)
}

#[test]
fn a_redress_is_granted_where_a_case_was_decided_and_nowhere_else() {
    on_both(|app| {
        with_permits(app);
        let older = permit(app);
        for place in PLACES {
            let case = standing(app, place, &older);
            let version = seen(app, &case).at("/version").clone();
            let nothing = |answer: Answer| {
                answer.refused(422, "nothing_granted");
                assert_eq!(seen(app, &case).at("/version"), &version, "{place}");
            };
            nothing(deliver(app, &case, "AAAAAAAAAAAAAAAA"));
            nothing(give_back(app, &case));
            let answer = grant(app, &case);
            match place {
                "decided" | "closed" => {
                    answer.expect(201);
                    grant(app, &case).refused(422, "one_grant_per_case");
                    continue;
                }
                // It was decided once, so that the rules of the redress hold; but the decision is being looked at again.
                "reopened" => answer.refused(409, "not_from_this_status"),
                _ => answer.problem(422, "rule_refused"),
            };
            assert_eq!(seen(app, &case).at("/version"), &version, "{place}");
        }
    });
}

#[test]
fn a_redress_that_was_granted_is_handed_out_or_returned_wherever_the_case_then_stands() {
    on_both(|app| {
        with_permits(app);
        let older = permit(app);
        for place in AFTER_A_DECISION {
            let (case, voucher) = granted(app, place, &older);
            assert_eq!(
                deliver(app, &case, &voucher).expect(201).str("/state"),
                "delivered",
                "{place}"
            );
            give_back(app, &case).refused(422, "already_delivered");
            let (case, voucher) = granted(app, place, &older);
            assert_eq!(
                give_back(app, &case).expect(201).str("/state"),
                "returned",
                "{place}"
            );
            deliver(app, &case, &voucher).refused(422, "already_returned");
        }
    });
}
