//! Attachments with the tracking code.

use cartaviva_tests::{Form, on_both};
use serde_json::json;

use super::*;

const OWN: &str = "/tracking/attachments";

#[test]
fn whoever_presented_the_case_attaches_to_it_and_reads_what_they_attached() {
    on_both(|app| {
        let case = app.received();
        let citizen = holder(app, &case);
        let added = citizen
            .upload(OWN, &Form::with("document", "foto.pdf", PDF))
            .expect(201);
        assert_eq!(
            (added.str("/role"), added.at("/shown")),
            ("citizen", &json!(true))
        );
        let own = format!("{OWN}/{}", added.str("/id"));
        assert_eq!(citizen.get(&own).expect(200).json, added.json);
        assert_eq!(citizen.get(&format!("{own}/content")).expect(200).bytes, PDF);
        let seen = desk(app).get(&path(&case, &added)).expect(200);
        assert_eq!(seen.str("/file_name"), "foto.pdf");
    });
}

#[test]
fn of_what_staff_attach_they_see_what_is_shown_to_them() {
    on_both(|app| {
        let case = app.forwarded();
        let citizen = holder(app, &case);
        let hidden = attached(app, &case, &Form::with("document", "interno.pdf", PDF));
        let shown = attached(
            app,
            &case,
            &Form::with("document", "mostrato.pdf", PDF).field("shown", "true"),
        );
        app.set_clock("2026-11-20T11:31:00+01:00");
        let answer = officer(app)
            .upload(
                &case.sub("attachments"),
                &Form::with("answer", "risposta.pdf", PDF),
            )
            .expect(201);
        let list = citizen.get(OWN).expect(200);
        let ids: Vec<_> = list
            .list("/items")
            .iter()
            .map(|item| item["id"].clone())
            .collect();
        assert_eq!(ids, [shown.at("/id").clone(), answer.at("/id").clone()]);
        for part in ["", "/content"] {
            let path = |added: &Answer| format!("{OWN}/{}{part}", added.str("/id"));
            citizen.get(&path(&hidden)).problem(404, "attachment_not_found");
            citizen.get(&path(&answer)).expect(200);
        }
    });
}

#[test]
fn the_annexes_of_the_answer_are_not_theirs_to_add() {
    on_both(|app| {
        let case = app.received();
        holder(app, &case)
            .upload(OWN, &Form::with("answer", "risposta.pdf", PDF))
            .refused(422, "answer_by_staff");
        assert!(nothing_is_kept(app));
    });
}

#[test]
fn once_the_case_has_ended_they_attach_nothing_more_and_staff_still_do() {
    on_both(|app| {
        let case = app.upheld();
        let form = Form::with("document", "tardi.pdf", PDF);
        holder(app, &case)
            .upload(OWN, &form)
            .refused(409, "not_from_this_status");
        officer(app)
            .upload(&case.sub("attachments"), &Form::with("answer", "atto.pdf", PDF))
            .expect(201);
        assert_eq!(holder(app, &case).get(OWN).expect(200).list("/items").len(), 1);
    });
}

#[test]
fn the_copy_of_their_identity_document_is_not_given_out_by_the_code() {
    on_both(|app| {
        let case = app.received();
        let citizen = holder(app, &case);
        let added = citizen
            .upload(OWN, &Form::with("identity_document", "carta.pdf", PDF))
            .expect(201);
        assert_eq!(added.at("/readable"), false);
        let content = format!("{OWN}/{}/content", added.str("/id"));
        citizen.get(&content).problem(403, "content_reserved");
    });
}

#[test]
fn a_code_opens_its_own_case_alone() {
    on_both(|app| {
        let (case, other) = (app.received(), app.received());
        let added = holder(app, &case)
            .upload(OWN, &Form::with("document", "a.pdf", PDF))
            .expect(201);
        let own = format!("{OWN}/{}", added.str("/id"));
        for path in [own.clone(), format!("{own}/content")] {
            holder(app, &other)
                .get(&path)
                .problem(404, "attachment_not_found");
            app.citizen().get(&path).problem(404, "tracking_code_unknown");
        }
        app.citizen()
            .upload(OWN, &Form::with("document", "a.pdf", PDF))
            .problem(404, "tracking_code_unknown");
    });
}
