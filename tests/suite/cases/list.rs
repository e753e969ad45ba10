//! Lists of cases.

use std::collections::BTreeSet;

use cartaviva_tests::{App, on_both};
use serde_json::json;

use super::{CASES, ids, walk};

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
        let seen = ids(&app.operator("c_e625"), "limit=2");
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
        assert_eq!(ids(&desk, "office=competent-office"), [forwarded.id.as_str()]);
        assert_eq!(ids(&desk, "procedure=complaint"), [complaint.id.as_str()]);
        assert_eq!(ids(&desk, "status=forwarded"), [forwarded.id.as_str()]);
        assert_eq!(
            ids(&desk, "status=registered&procedure=disservice-report"),
            [received.id.as_str()]
        );
        assert!(ids(&desk, "procedure=no-such-procedure").is_empty());
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
        assert_eq!(ids(&urp, "limit=100"), [received.id.as_str()]);
        assert_eq!(ids(&competent, "limit=100"), [forwarded.id.as_str()]);
        assert!(ids(&urp, "office=competent-office").is_empty());
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

#[test]
fn a_line_of_a_list_tells_number_office_and_next_deadline() {
    on_both(|app| {
        let case = app.forwarded();
        let lines = walk(&app.officer("c_e625", "competent-office"), "");
        let line = &lines[0];
        let receipt = &case.receipt["protocol"];
        assert_eq!(
            line["protocol_number"],
            format!("{}/{}", receipt["year"], receipt["number"].as_str().unwrap())
        );
        let whole = app.operator("c_e625").get(&case.path).expect(200);
        let due = whole.item(
            "/deadlines",
            "term",
            line["next_deadline"]["term"].as_str().unwrap(),
        );
        assert_eq!(line["next_deadline"]["due_at"], due["due_at"]);
        assert_eq!(line["next_deadline"]["state"], "running");
        assert_eq!(line["received_at"], "2026-11-20T11:30:00+01:00");
        assert!(line.get("outcome").is_none());
        let upheld = app.upheld();
        let decided = walk(&app.operator("c_e625"), "outcome=upheld");
        assert_eq!(decided[0]["id"], upheld.id.as_str());
        assert_eq!(decided[0]["outcome"], "upheld");
        assert!(decided[0].get("next_deadline").is_none());
    });
}

#[test]
fn a_deadline_that_passed_is_told_as_missed() {
    on_both(|app| {
        app.forwarded();
        app.set_clock("2027-11-20T12:00:00+01:00");
        let lines = walk(&app.operator("c_e625"), "");
        assert_eq!(lines[0]["next_deadline"]["state"], "missed");
    });
}

#[test]
fn the_oldest_come_first_when_that_is_asked_for() {
    on_both(|app| {
        let filed = five(app);
        let desk = app.operator("c_e625");
        let oldest = ids(&desk, "sort=oldest&limit=2");
        assert_eq!((&oldest[0], &oldest[4]), (&filed[0], &filed[4]));
        let mut newest = ids(&desk, "sort=newest&limit=2");
        newest.reverse();
        assert_eq!(oldest, newest);
    });
}

#[test]
fn conditions_hold_all_together_and_statuses_are_several() {
    on_both(|app| {
        let (received, forwarded, upheld) = (app.received(), app.forwarded(), app.upheld());
        let desk = app.operator("c_e625");
        let both = ids(&desk, "status=registered,forwarded&sort=oldest");
        assert_eq!(both.len(), 2);
        assert!(both.contains(&received.id) && both.contains(&forwarded.id));
        assert_eq!(
            ids(
                &desk,
                "status=decided,forwarded&office=competent-office&outcome=upheld"
            ),
            [upheld.id.as_str()]
        );
        assert!(ids(&desk, "status=registered&office=competent-office").is_empty());
        assert_eq!(ids(&desk, "channel=web").len(), 3);
        assert!(ids(&desk, "channel=post").is_empty());
        assert!(ids(&desk, "service=no-such-service").is_empty());
        desk.get(&format!("{CASES}?status=registered,lost"))
            .field(400, "invalid_query", "/status");
    });
}

#[test]
fn a_case_is_found_by_its_protocol_number() {
    on_both(|app| {
        let (_, second) = (app.received(), app.received());
        let desk = app.operator("c_e625");
        let number = second.receipt["protocol"]["number"].as_str().unwrap();
        let short = number.trim_start_matches('0');
        for written in [format!("2026/{number}"), format!("2026%2F{short}")] {
            assert_eq!(
                ids(&desk, &format!("protocol_number={written}")),
                [second.id.as_str()]
            );
        }
        assert!(ids(&desk, &format!("protocol_number=2025/{number}")).is_empty());
        desk.get(&format!("{CASES}?protocol_number={number}")).field(
            400,
            "invalid_query",
            "/protocol_number",
        );
    });
}

#[test]
fn the_days_of_a_list_are_those_of_the_administration() {
    on_both(|app| {
        app.set_clock("2026-11-20T00:30:00+01:00");
        let early = app.received().id;
        app.set_clock("2026-11-20T23:30:00+01:00");
        let late = app.received().id;
        app.set_clock("2026-11-21T00:00:00+01:00");
        let next = app.received().id;
        let desk = app.operator("c_e625");
        assert_eq!(
            ids(
                &desk,
                "received_from=2026-11-20&received_to=2026-11-20&sort=oldest"
            ),
            [early, late]
        );
        assert_eq!(ids(&desk, "received_from=2026-11-21"), [next]);
        assert!(ids(&desk, "received_to=2026-11-19").is_empty());
    });
}

#[test]
fn a_cursor_is_of_use_in_its_own_list_alone() {
    on_both(|app| {
        five(app);
        let desk = app.operator("c_e625");
        let first = desk.get(&format!("{CASES}?limit=2&channel=web")).expect(200);
        let cursor = first.str("/next_cursor");
        desk.get(&format!("{CASES}?channel=web&cursor={cursor}&limit=1"))
            .expect(200);
        for other in [
            "",
            "channel=post&",
            "channel=web&sort=oldest&",
            "channel=web&office=urp&",
        ] {
            desk.get(&format!("{CASES}?{other}cursor={cursor}"))
                .field(400, "invalid_cursor", "/cursor");
        }
    });
}
