//! Withdrawing an attachment.

use cartaviva_tests::{Form, on_both};
use serde_json::json;

use super::*;

#[test]
fn what_is_withdrawn_is_destroyed_and_that_it_was_there_stays() {
    on_both(|app| {
        let case = app.forwarded();
        let form = Form::with("document", "altra persona.pdf", PDF).field("description", "di altri");
        let added = attached(app, &case, &form);
        let own = path(&case, &added);
        let reason = json!({ "reason": "Documento di un'altra persona." });
        let withdrawn = officer(app)
            .post(&format!("{own}/withdrawal"), &reason)
            .expect(201);
        assert_eq!(
            withdrawn.str("/withdrawal/reason"),
            "Documento di un'altra persona."
        );
        assert_eq!(withdrawn.str("/sha256"), added.str("/sha256"));
        assert!(!withdrawn.text.contains("altra persona.pdf") && !withdrawn.text.contains("di altri"));
        assert!(files(app.attachments()).is_empty());
        desk(app)
            .get(&format!("{own}/content"))
            .problem(410, "content_withdrawn");
        assert_eq!(desk(app).get(&own).expect(200).json, withdrawn.json);
        let events = desk(app).get(&case.sub("events")).expect(200);
        assert_eq!(
            events.list("/items").last().unwrap()["kind"],
            "attachment_withdrawn"
        );
        officer(app)
            .post(&format!("{own}/withdrawal"), &reason)
            .refused(409, "already_withdrawn");
    });
}

#[test]
fn a_withdrawal_has_a_reason_and_is_by_who_has_the_case() {
    on_both(|app| {
        let case = app.forwarded();
        let added = attached(app, &case, &Form::with("document", "a.pdf", PDF));
        let withdrawal = format!("{}/withdrawal", path(&case, &added));
        desk(app)
            .post(&withdrawal, &json!({ "reason": "no" }))
            .field(422, "validation_failed", "/reason");
        let reason = json!({ "reason": "Allegato per errore." });
        for role in ["auditor", "integrator"] {
            app.who(role, "c_e625")
                .post(&withdrawal, &reason)
                .problem(403, "role_not_allowed");
        }
        app.officer("c_e625", "urp")
            .post(&withdrawal, &reason)
            .problem(404, "case_not_found");
        assert_eq!(files(app.attachments()).len(), 1);
    });
}
