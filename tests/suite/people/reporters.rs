//! Who presented a case: apart from the case, for few, read with a reason.

use cartaviva_tests::{Filed, Person, on_both};
use serde_json::json;

use super::read;
use super::readings::recorded;

#[test]
fn who_presented_a_case_is_read_with_a_reason_and_the_reading_is_recorded_with_it() {
    on_both(|app| {
        let case = app.forwarded();
        let officer = app.officer("c_e625", "competent-office");
        let seen = read(officer, &case, "contact").expect(200);
        assert_eq!(seen.str("/identity/reporter/family_name"), "Rossi");
        assert_eq!(seen.str("/identity/reporter/email"), "anna.rossi@example.it");
        assert_eq!(seen.at("/identity/anonymous"), false);
        let recorded = recorded(app, &case);
        assert_eq!(recorded.len(), 1);
        for (member, value) in [
            ("what", "reporter"),
            ("subject", "officer of c_e625"),
            ("role", "officer"),
            ("office", "competent-office"),
            ("reason", "contact"),
            ("request", seen.header("request-id")),
            ("at", "2026-11-20T10:30:00Z"),
            ("case", case.id.as_str()),
        ] {
            assert_eq!(recorded[0][member], value, "{member}");
        }
    });
}

#[test]
fn without_a_reason_nothing_is_read_and_nothing_is_recorded() {
    on_both(|app| {
        let case = app.received();
        let desk = app.operator("c_e625");
        let unsaid = desk.get(&case.sub("reporter"));
        unsaid.problem(400, "invalid_header");
        assert!(unsaid.str("/detail").contains("Reading-Reason"));
        for word in ["curiosity", "", "handling, contact"] {
            read(desk.clone(), &case, word).problem(400, "invalid_header");
        }
        assert!(recorded(app, &case).is_empty());
    });
}

#[test]
fn another_office_and_who_does_not_work_on_cases_read_nobody() {
    on_both(|app| {
        let case = app.forwarded();
        let ask = |who: Person<'_>| read(who, &case, "handling");
        ask(app.officer("c_e625", "urp")).problem(404, "case_not_found");
        ask(app.manager("c_e625", "urp")).problem(404, "case_not_found");
        ask(app.operator("c_e506")).problem(404, "not_found");
        for role in ["auditor", "integrator", "editor", "citizen"] {
            ask(app.who(role, "c_e625")).problem(403, "role_not_allowed");
        }
        ask(app.anonymous()).problem(401, "token_missing");
        assert!(recorded(app, &case).is_empty(), "only what was read is recorded");
        ask(app.manager("c_e625", "competent-office")).expect(200);
        ask(app.operator("c_e625")).expect(200);
        assert_eq!(recorded(app, &case).len(), 2);
    });
}

#[test]
fn of_an_anonymous_case_there_is_nobody_to_read() {
    on_both(|app| {
        let praise = json!({
            "procedure": "appreciation", "channel": "web", "subject": "Grazie", "description": "Servizio cortese.",
        });
        let case: Filed = app.filed("c_e625", &praise);
        let desk = app.operator("c_e625");
        let shown = desk.get(&case.path).expect(200);
        assert_eq!(
            shown.at("/reporter"),
            &json!({ "anonymous": true, "language": "it", "has_contact": false })
        );
        let seen = read(desk, &case, "handling").expect(200);
        assert_eq!(seen.at("/identity/anonymous"), true);
        assert_eq!(seen.at("/identity/reporter"), &json!({ "fields": {} }));
    });
}

#[test]
fn lists_tables_events_and_the_feed_tell_nothing_of_who_presented_a_case() {
    on_both(|app| {
        let case = app.upheld();
        let desk = app.operator("c_e625");
        for path in ["/administrations/c_e625/cases", "/administrations/c_e625/events"] {
            let text = desk.get(path).expect(200).text;
            assert!(text.contains(&case.id), "{path}");
            assert!(!text.contains("Rossi") && !text.contains("anna.rossi"), "{path}");
        }
        let csv = desk
            .clone()
            .with("Accept", "text/csv")
            .get("/administrations/c_e625/cases")
            .expect(200)
            .text;
        assert!(csv.contains(&case.id), "{csv}");
        assert!(!csv.contains("Rossi") && !csv.contains("anna.rossi"));
    });
}
