//! New editions of a charter: no standard is lowered, nothing is lost unsaid.

use cartaviva_tests::{Answer, App, Person, on_both};
use serde_json::{Value, json};

const CHARTER: &str = "/administrations/cciaa_lu/charters/complaints";

/// Somebody who edits the charters of Lucca's chamber of commerce, and read this one.
fn editor(app: &App) -> Person<'_> {
    let seen = app.anonymous().get(CHARTER).expect(200);
    app.who("editor", "cciaa_lu")
        .with("If-Match", seen.header("etag"))
}

/// An edition of 2027 that promises an answer to complaints within a time.
fn edition(target: &str, unit: &str) -> Value {
    json!({
        "code": "2027",
        "approval": { "kind": "Delibera di Giunta", "number": "7", "date": "2026-11-16" },
        "in_force_from": "2027-01-01",
        "standards": [{
            "code": "complaint-response", "scope": "specific", "dimension": "timeliness",
            "sub_dimension": "risposta ai reclami", "indicator": "Tempo di risposta", "formula": "giorni dal ricevimento",
            "comparator": "within", "target": target, "unit": unit,
            "measured_by": { "source": "cases", "measure": "worst_elapsed", "procedures": ["complaint"], "term": "response" },
        }],
    })
}

fn add(app: &App, body: &Value) -> Answer {
    editor(app).post(&format!("{CHARTER}/editions"), body)
}

/// Adds an edition to the charter of Lucca's chamber of commerce and answers its code.
pub(crate) fn added(app: &App) -> String {
    let edition = edition("10", "calendar_days");
    add(app, &edition).expect(201);
    edition["code"].as_str().unwrap().to_owned()
}

/// How many editions the charter has.
fn editions(app: &App) -> usize {
    app.anonymous()
        .get(&format!("{CHARTER}/editions"))
        .expect(200)
        .list("/items")
        .len()
}

#[test]
fn a_better_edition_is_added_and_the_one_before_ends_the_day_before() {
    on_both(|app| {
        let added = add(app, &edition("10", "calendar_days")).expect(201);
        assert_eq!(added.at("/in_force"), false);
        assert_eq!(added.at("/standard_count"), 1);
        let (_, path) = added.header("location").split_once("/v1").unwrap();
        let shown = app.anonymous().get(path).expect(200);
        assert_eq!(shown.str("/edition/approval/number"), "7");
        assert_eq!(shown.header("etag"), added.header("etag"));
        let before = app
            .anonymous()
            .get(&format!("{CHARTER}?edition=undated"))
            .expect(200);
        assert_eq!(before.str("/edition/in_force_until"), "2026-12-31");
        let standard = |app: &App| {
            let standard = app
                .anonymous()
                .get(&format!("{CHARTER}/standards/complaint-response"))
                .expect(200);
            standard.str("/target").to_owned()
        };
        assert_eq!(standard(app), "15");
        app.set_clock("2027-01-01T00:00:00+01:00");
        assert_eq!(standard(app), "10");
    });
}

#[test]
fn an_edition_that_lowers_a_standard_is_refused_with_both_targets() {
    on_both(|app| {
        let mut body = edition("16", "calendar_days");
        body["accept_not_comparable"] = json!(["complaint-response"]);
        body["drops"] = json!(["complaint-response"]);
        let refused = add(app, &body);
        refused.refused(422, "standard_lowered");
        let detail = refused.str("/rules/0/detail");
        assert!(
            detail.contains("within 15 calendar_days") && detail.contains("within 16 calendar_days"),
            "{detail}"
        );
        assert_eq!(editions(app), 1);
    });
}

#[test]
fn what_cannot_be_compared_is_accepted_only_when_it_is_named() {
    on_both(|app| {
        let mut body = edition("9", "working_days");
        add(app, &body).refused(422, "standard_not_comparable");
        body["accept_not_comparable"] = json!(["complaint-response"]);
        add(app, &body).expect(201);
    });
}

#[test]
fn a_standard_is_dropped_only_when_it_is_named() {
    on_both(|app| {
        let mut body = edition("9", "working_days");
        body["standards"] = json!([]);
        add(app, &body).refused(422, "standard_dropped");
        assert_eq!(editions(app), 1);
        body["drops"] = json!(["complaint-response"]);
        add(app, &body).expect(201);
    });
}

#[test]
fn an_edition_needs_the_tag_of_the_charter_as_it_is() {
    on_both(|app| {
        let path = format!("{CHARTER}/editions");
        let body = edition("10", "calendar_days");
        app.who("editor", "cciaa_lu")
            .post(&path, &body)
            .problem(428, "precondition_required");
        let early = editor(app);
        add(app, &body).expect(201);
        let mut next = edition("9", "calendar_days");
        next["code"] = json!("2028");
        next["in_force_from"] = json!("2028-01-01");
        early.post(&path, &next).problem(412, "precondition_failed");
        add(app, &next).expect(201);
    });
}

#[test]
fn only_the_editor_of_the_administration_adds_editions() {
    on_both(|app| {
        let path = format!("{CHARTER}/editions");
        let body = edition("10", "calendar_days");
        let any = |who: Person<'_>| who.with("If-Match", "*").post(&path, &body);
        any(app.citizen()).problem(401, "token_missing");
        any(app.operator("cciaa_lu")).problem(403, "role_not_allowed");
        any(app.who("editor", "c_e625")).problem(403, "other_administration");
        assert_eq!(editions(app), 1);
    });
}

#[test]
fn an_edition_that_does_not_hold_together_is_refused_at_each_place() {
    on_both(|app| {
        let with = |pointer: &str, value: Value| {
            let mut body = edition("10", "calendar_days");
            *body.pointer_mut(pointer).unwrap() = value;
            add(app, &body)
        };
        let refused = |pointer: &str, value: Value, at: &str| {
            with(pointer, value).field(422, "validation_failed", at);
        };
        refused("/code", json!("undated"), "/code");
        refused("/standards/0/target", json!("soon"), "/standards/0/target");
        refused("/standards/0/comparator", json!(">="), "/standards/0/target");
        let procedures = "/standards/0/measured_by/procedures";
        refused(procedures, json!(["wishes"]), &format!("{procedures}/0"));
        refused(procedures, json!([]), "/standards/0/measured_by");
        refused(
            "/standards/0/measured_by/term",
            json!("intake"),
            &format!("{procedures}/0"),
        );
        with("/standards/0/scope", json!("secret")).field(400, "invalid_body", "/standards/0/scope");
    });
}

#[test]
fn an_edition_begins_after_all_there_are() {
    on_both(|app| {
        add(app, &edition("10", "calendar_days")).expect(201);
        let mut same_day = edition("9", "calendar_days");
        same_day["code"] = json!("2027-bis");
        add(app, &same_day).field(422, "validation_failed", "/in_force_from");
    });
}

#[test]
fn a_code_that_another_charter_uses_is_refused() {
    on_both(|app| {
        let path = "/administrations/c_e625/charters/general";
        let mut body = edition("10", "calendar_days");
        body["standards"][0]["code"] = json!("desk-opening-days");
        let seen = app.anonymous().get(path).expect(200);
        let editor = app.who("editor", "c_e625").with("If-Match", seen.header("etag"));
        let refused = editor.post(&format!("{path}/editions"), &body);
        refused.field(422, "validation_failed", "/standards/0/code");
    });
}

#[test]
fn two_editions_are_compared_standard_by_standard() {
    on_both(|app| {
        let mut body = edition("10", "calendar_days");
        let mut more = body["standards"][0].clone();
        more["code"] = json!("complaint-intake");
        body["standards"].as_array_mut().unwrap().push(more);
        add(app, &body).expect(201);
        let changes = |path: &str| app.anonymous().get(&format!("{CHARTER}/editions/{path}"));
        let forward = changes("2027/changes").expect(200);
        assert_eq!((forward.str("/from"), forward.str("/to")), ("undated", "2027"));
        let better = forward.item("/changes", "standard", "complaint-response");
        assert_eq!(better["change"], "better");
        assert_eq!(
            (&better["before"]["target"], &better["after"]["target"]),
            (&json!("15"), &json!("10"))
        );
        let new = forward.item("/changes", "standard", "complaint-intake");
        assert_eq!((&new["change"], new.get("before")), (&json!("new"), None));
        let back = changes("undated/changes?from=2027").expect(200);
        assert_eq!(
            back.item("/changes", "standard", "complaint-response")["change"],
            "worse"
        );
        assert_eq!(
            back.item("/changes", "standard", "complaint-intake")["change"],
            "dropped"
        );
        changes("undated/changes").problem(404, "edition_not_found");
        changes("1999/changes").problem(404, "edition_not_found");
    });
}
