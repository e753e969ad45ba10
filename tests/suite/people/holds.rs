//! Legal holds.

use cartaviva_tests::on_both;
use serde_json::{Value, json};

use super::{DISPOSALS, LATER, five_years, order, standing};

fn lawsuit() -> Value {
    json!({ "reason": "Ricorso pendente davanti al TAR.", "act": "Nota prot. 2026/0001234" })
}

#[test]
fn no_disposal_takes_a_case_that_a_hold_keeps_until_it_is_lifted() {
    on_both(|app| {
        five_years(app);
        let (held, free) = (app.upheld(), app.upheld());
        let manager = app.manager("c_e625", "competent-office");
        let placed = manager.post(&held.sub("legal-hold"), &lawsuit()).expect(201);
        assert_eq!(placed.str("/legal_hold/act"), "Nota prot. 2026/0001234");
        app.set_clock(LATER);
        let admin = app.who("admin", "c_e625");
        let tried = admin.post(DISPOSALS, &order(true)).expect(200);
        assert_eq!((tried.at("/due"), tried.at("/held")), (&json!(1), &json!(1)));
        let done = admin.post(DISPOSALS, &order(false)).expect(201);
        assert_eq!(done.at("/disposed"), 1);
        assert_eq!(standing(app, &held), "held");
        assert_eq!(standing(app, &free), "disposed");
        manager.ask("DELETE", &held.sub("legal-hold"), None).expect(204);
        assert_eq!(standing(app, &held), "due");
        let done = admin.post(DISPOSALS, &order(false)).expect(201);
        assert_eq!(done.at("/disposed"), 1);
        assert_eq!(standing(app, &held), "disposed");
    });
}

#[test]
fn a_case_has_one_hold_at_most_and_what_is_not_held_cannot_be_let_go() {
    on_both(|app| {
        let case = app.forwarded();
        let manager = app.manager("c_e625", "competent-office");
        let lift = || manager.ask("DELETE", &case.sub("legal-hold"), None);
        lift().problem(404, "not_found");
        manager.post(&case.sub("legal-hold"), &lawsuit()).expect(201);
        manager
            .post(&case.sub("legal-hold"), &lawsuit())
            .problem(409, "conflict");
        lift().expect(204);
        manager.post(&case.sub("legal-hold"), &lawsuit()).expect(201);
    });
}

#[test]
fn the_manager_of_the_office_holds_a_case_and_nobody_below_or_beside() {
    on_both(|app| {
        let case = app.forwarded();
        let place = |who: cartaviva_tests::Person<'_>| who.post(&case.sub("legal-hold"), &lawsuit());
        place(app.manager("c_e625", "urp")).problem(404, "case_not_found");
        place(app.manager("c_e506", "urp")).problem(404, "not_found");
        for role in ["operator", "officer", "auditor", "integrator", "editor"] {
            place(app.who(role, "c_e625")).problem(403, "role_not_allowed");
        }
        place(app.who("admin", "c_e625")).expect(201);
    });
}
