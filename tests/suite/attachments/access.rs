//! Who reads what is attached to a case.

use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_persistence::{Db, Limits, readings};
use cartaviva_tests::{Form, on_both};

use super::*;

/// The readings that were written down of a case, the last one first.
fn written_down(app: &App, case: &Filed) -> Vec<readings::Reading> {
    let db = Db::open(&app.database().target, Limits::default()).unwrap();
    let administration = AdministrationCode::parse("c_e625").unwrap();
    let wanted = readings::Wanted {
        case: Some(CaseId(case.id.parse().unwrap())),
        ..readings::Wanted::default()
    };
    db.read(|conn| readings::list(conn, &administration, &wanted, None, 100))
        .unwrap()
}

#[test]
fn who_may_not_know_of_the_case_does_not_learn_of_its_attachments() {
    on_both(|app| {
        let case = app.forwarded();
        let added = attached(app, &case, &Form::with("document", "a.pdf", PDF));
        let own = path(&case, &added);
        let other = app.officer("c_e625", "urp");
        for path in [case.sub("attachments"), own.clone(), format!("{own}/content")] {
            other.get(&path).problem(404, "case_not_found");
            app.operator("c_e506").get(&path).problem(404, "not_found");
            app.citizen().get(&path).problem(401, "token_missing");
            app.who("editor", "c_e625")
                .get(&path)
                .problem(403, "role_not_allowed");
            officer(app).get(&path).expect(200);
        }
        let form = Form::with("document", "b.pdf", PDF);
        other
            .upload(&case.sub("attachments"), &form)
            .problem(404, "case_not_found");
        let disguised = own.replace("c_e625", "c_e506");
        app.operator("c_e506")
            .get(&disguised)
            .problem(404, "case_not_found");
    });
}

#[test]
fn an_attachment_belongs_to_its_case_alone() {
    on_both(|app| {
        let (case, other) = (app.received(), app.received());
        let added = attached(app, &case, &Form::with("document", "a.pdf", PDF));
        let there = path(&other, &added);
        for path in [there.clone(), format!("{there}/content")] {
            desk(app).get(&path).problem(404, "attachment_not_found");
        }
        desk(app)
            .get(&case.sub("attachments/7"))
            .problem(404, "not_found");
    });
}

#[test]
fn an_identity_document_is_read_by_who_handles_the_case_and_by_who_recorded_it() {
    on_both(|app| {
        let case = app.forwarded();
        let form =
            Form::with("identity_document", "carta Rossi.pdf", PDF).field("description", "di Anna Rossi");
        let added = attached(app, &case, &form);
        let content = format!("{}/content", path(&case, &added));
        let other_desk = desk(app).claiming("sub", "another".into());
        let readers = [desk(app), officer(app), app.manager("c_e625", "competent-office")];
        for reader in &readers {
            reader.get(&content).problem(400, "invalid_header");
            let read = reader.clone().reading_for("verification").get(&content);
            assert_eq!(read.expect(200).bytes, PDF);
        }
        let strangers = [
            other_desk,
            app.who("auditor", "c_e625"),
            app.who("integrator", "c_e625"),
            app.who("admin", "c_e625"),
        ];
        for stranger in &strangers {
            let stranger = stranger.clone().reading_for("verification");
            stranger.get(&content).problem(403, "content_reserved");
            let seen = stranger.get(&path(&case, &added)).expect(200);
            assert_eq!(seen.str("/kind"), "identity_document");
            assert_eq!(seen.at("/readable"), false);
            assert!(!seen.text.contains("Rossi") && seen.json.pointer("/_links/content").is_none());
        }
    });
}

#[test]
fn every_reading_of_an_identity_document_is_written_down_and_of_others_none() {
    on_both(|app| {
        let case = app.forwarded();
        let ordinary = attached(app, &case, &Form::with("document", "a.pdf", PDF));
        let identity = attached(app, &case, &Form::with("identity_document", "b.pdf", PDF));
        let content = format!("{}/content", path(&case, &identity));
        officer(app)
            .get(&format!("{}/content", path(&case, &ordinary)))
            .expect(200);
        officer(app).get(&path(&case, &identity)).expect(200);
        app.who("auditor", "c_e625").get(&content).expect(403);
        assert_eq!(written_down(app, &case), []);
        officer(app).reading_for("verification").get(&content).expect(200);
        app.set_clock("2026-11-20T12:00:00+01:00");
        desk(app).reading_for("handling").get(&content).expect(200);
        let told: Vec<_> = written_down(app, &case)
            .into_iter()
            .map(|reading| {
                (
                    reading.role,
                    reading.office,
                    reading.reason.unwrap(),
                    reading.what,
                )
            })
            .collect();
        let what = format!("identity_document:{}", identity.str("/id"));
        assert_eq!(
            told,
            [
                ("operator".to_owned(), None, "handling".to_owned(), what.clone()),
                (
                    "officer".to_owned(),
                    Some("competent-office".to_owned()),
                    "verification".to_owned(),
                    what
                ),
            ]
        );
    });
}

#[test]
fn attachments_are_listed_in_their_order_a_page_at_a_time() {
    on_both(|app| {
        let case = app.received();
        for number in 1..=3 {
            app.set_clock(&format!("2026-11-20T11:30:0{number}+01:00"));
            attached(
                app,
                &case,
                &Form::with("document", &format!("{number}a.pdf"), PDF),
            );
        }
        let first = desk(app).get(&case.sub("attachments?limit=2")).expect(200);
        let names = |page: &Answer| -> Vec<String> {
            let items = page.list("/items").iter();
            items
                .map(|item| item["file_name"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(names(&first), ["1a.pdf", "2a.pdf"]);
        let rest = case.sub(&format!(
            "attachments?limit=2&cursor={}",
            first.str("/next_cursor")
        ));
        assert_eq!(names(&desk(app).get(&rest).expect(200)), ["3a.pdf"]);
    });
}
