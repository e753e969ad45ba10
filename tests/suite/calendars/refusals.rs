//! Who may change a calendar, and what cannot be one.

use cartaviva_tests::on_both;
use serde_json::{Value, json};

use super::{LECCE, OFFICE, editor, having_seen, holiday};

#[test]
fn a_change_needs_the_calendar_as_it_is_and_the_tag_of_the_answer_is_the_next() {
    on_both(|app| {
        let body = holiday("2026-12-01");
        editor(app)
            .put(LECCE, &body)
            .problem(428, "precondition_required");
        let seen = having_seen(app, LECCE);
        let changed = seen.put(LECCE, &body).expect(200);
        seen.put(LECCE, &body).problem(412, "precondition_failed");
        assert_eq!(
            changed.header("etag"),
            app.anonymous().get(LECCE).expect(200).header("etag")
        );
        editor(app)
            .with("If-Match", changed.header("etag"))
            .put(LECCE, &body)
            .expect(200);
        let office = having_seen(app, OFFICE).put(OFFICE, &body).expect(200);
        assert_eq!(
            office.header("etag"),
            app.anonymous().get(OFFICE).expect(200).header("etag")
        );
    });
}

#[test]
fn only_an_editor_of_the_administration_changes_a_calendar() {
    on_both(|app| {
        let body = holiday("2026-12-01");
        app.anonymous().put(LECCE, &body).problem(401, "token_missing");
        app.manager("c_e506", "suap")
            .put(LECCE, &body)
            .problem(403, "role_not_allowed");
        app.who("editor", "c_e625")
            .put(LECCE, &body)
            .problem(403, "other_administration");
    });
}

#[test]
fn what_cannot_be_a_calendar_is_refused_at_its_place() {
    on_both(|app| {
        let refused = |at: &str, value: Value, pointer: &str| {
            let mut body = holiday("2026-12-01");
            *body.pointer_mut(at).unwrap() = value;
            having_seen(app, LECCE)
                .put(LECCE, &body)
                .field(422, "validation_failed", pointer);
        };
        refused(
            "/settings/holidays",
            json!(["2026-02-30"]),
            "/settings/holidays/0",
        );
        refused("/valid_from", json!("1900-01-01"), "/valid_from");
        refused("/reason", json!("x"), "/reason");
        let mut body = holiday("domani");
        having_seen(app, LECCE)
            .put(LECCE, &body)
            .field(400, "invalid_body", "/valid_from");
        body = json!({ "settings": {}, "valid_from": "2026-12-01" });
        having_seen(app, LECCE)
            .put(LECCE, &body)
            .field(400, "invalid_body", "/reason");
        app.anonymous()
            .get(&format!("{LECCE}?on=ieri"))
            .problem(400, "invalid_query");
    });
}

#[test]
fn a_calendar_by_which_a_running_term_never_ends_is_refused_with_its_rule() {
    on_both(|app| {
        let asked = json!({
            "procedure": "information-request", "channel": "whatsapp",
            "subject": "Orari dello sportello", "description": "A che ora aprite il martedì?",
        });
        app.operator("c_e625")
            .post("/administrations/c_e625/cases", &asked)
            .expect(201);
        let path = "/administrations/c_e625/offices/urp/calendar";
        let tag = app.anonymous().get(path).expect(200).header("etag").to_owned();
        let closed = json!({
            "settings": { "closures": [{ "from": "01-01", "to": "12-31" }] },
            "valid_from": "2026-11-20", "reason": "Chiuso sempre.",
        });
        let desk = app.who("editor", "c_e625").with("If-Match", &tag);
        desk.put(path, &closed).refused(422, "no_working_day");
        assert_eq!(app.anonymous().get(path).expect(200).header("etag"), tag);
    });
}
