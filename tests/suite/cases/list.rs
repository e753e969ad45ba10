//! Lists of cases.

use std::collections::BTreeSet;

use cartaviva_tests::{App, Person, on_both};
use serde_json::json;

const CASES: &str = "/administrations/c_e625/cases";

/// Every case that somebody sees, page by page, in the order of the list.
fn walk(who: &Person<'_>, query: &str) -> Vec<String> {
    let (mut ids, mut next) = (Vec::new(), format!("{CASES}?{query}"));
    loop {
        let page = who.get(&next).expect(200);
        ids.extend(
            page.list("/items")
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(link) = page.json.pointer("/_links/next") else {
            assert!(page.json.get("next_cursor").is_none());
            return ids;
        };
        next = link.as_str().unwrap().split_once("/v1").unwrap().1.to_owned();
    }
}

fn five(app: &App) -> Vec<String> {
    let minutes = ["09", "10", "10", "11", "12"];
    let filed = minutes.iter().map(|minute| {
        app.set_clock(&format!("2026-11-20T12:{minute}:00+01:00"));
        app.received().id
    });
    filed.collect()
}

#[test]
fn pages_lead_through_all_cases_newest_first_and_each_once() {
    on_both(|app| {
        let filed = five(app);
        let seen = walk(&app.operator("c_e625"), "limit=2");
        assert_eq!((&seen[0], &seen[4]), (&filed[4], &filed[0]));
        assert_eq!(seen.len(), 5);
        assert_eq!(
            seen.into_iter().collect::<BTreeSet<_>>(),
            filed.into_iter().collect()
        );
    });
}

#[test]
fn a_case_filed_while_somebody_turns_pages_neither_hides_nor_repeats_another() {
    on_both(|app| {
        let filed = five(app);
        let desk = app.operator("c_e625");
        let first = desk.get(&format!("{CASES}?limit=2")).expect(200);
        app.set_clock("2026-11-20T13:00:00+01:00");
        app.received();
        let second = desk
            .get(&format!("{CASES}?limit=10&cursor={}", first.str("/next_cursor")))
            .expect(200);
        let ids: Vec<_> = second
            .list("/items")
            .iter()
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len(), 3);
        assert!(ids.contains(&filed[0].as_str()));
    });
}

#[test]
fn a_list_is_narrowed_by_office_procedure_and_status() {
    on_both(|app| {
        let (received, forwarded) = (app.received(), app.forwarded());
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let complaint = app.filed("c_e625", &body);
        let desk = app.operator("c_e625");
        assert_eq!(walk(&desk, "office=competent-office"), [forwarded.id.as_str()]);
        assert_eq!(walk(&desk, "procedure=complaint"), [complaint.id.as_str()]);
        assert_eq!(walk(&desk, "status=forwarded"), [forwarded.id.as_str()]);
        assert_eq!(
            walk(&desk, "status=registered&procedure=disservice-report"),
            [received.id.as_str()]
        );
        assert!(walk(&desk, "procedure=no-such-procedure").is_empty());
    });
}

#[test]
fn an_officer_sees_the_cases_of_their_office_whatever_they_ask_for() {
    on_both(|app| {
        let (received, forwarded) = (app.received(), app.forwarded());
        let (urp, competent) = (
            app.officer("c_e625", "urp"),
            app.officer("c_e625", "competent-office"),
        );
        assert_eq!(walk(&urp, "limit=100"), [received.id.as_str()]);
        assert_eq!(walk(&competent, "limit=100"), [forwarded.id.as_str()]);
        assert!(walk(&urp, "office=competent-office").is_empty());
    });
}

#[test]
fn the_cases_of_another_administration_are_not_there() {
    on_both(|app| {
        app.received();
        app.operator("c_e506").get(CASES).problem(404, "not_found");
        let own = app
            .operator("c_e506")
            .get("/administrations/c_e506/cases")
            .expect(200);
        assert!(own.list("/items").is_empty());
    });
}

#[test]
fn a_list_names_no_person() {
    on_both(|app| {
        app.received();
        let list = app.operator("c_e625").get(CASES).expect(200);
        assert!(!list.text.contains("Rossi") && !list.text.contains("anna.rossi"));
        assert_eq!(list.header("cache-control"), "no-store");
    });
}

#[test]
fn a_list_says_which_of_its_parameters_it_cannot_read() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        desk.get(&format!("{CASES}?colour=red"))
            .problem(400, "invalid_query");
        desk.get(&format!("{CASES}?limit=many"))
            .problem(400, "invalid_query");
        desk.get(&format!("{CASES}?limit=0"))
            .field(400, "invalid_query", "/limit");
        desk.get(&format!("{CASES}?limit=101"))
            .field(400, "invalid_query", "/limit");
        desk.get(&format!("{CASES}?cursor=AAAA"))
            .field(400, "invalid_cursor", "/cursor");
        let other_list = app.anonymous().get("/administrations?limit=1").expect(200);
        desk.get(&format!("{CASES}?cursor={}", other_list.str("/next_cursor")))
            .field(400, "invalid_cursor", "/cursor");
    });
}
