//! Cases that go together: duplicates that are merged, cases that are related.

use cartaviva_tests::{App, Filed, Person, on_both};
use serde_json::json;

use super::proceedings::{directions, tracked};
use super::{deadline, seen};

fn officer(app: &App) -> Person<'_> {
    app.who("officer", "c_e625")
}

fn desk(app: &App) -> Person<'_> {
    app.operator("c_e625")
}

#[test]
fn a_duplicate_is_answered_with_the_case_that_it_was_merged_into() {
    on_both(|app| {
        let older = app.forwarded();
        app.set_clock("2026-11-21T11:30:00+01:00");
        let newer = app.received();
        let into = |case: &Filed| json!({ "into": case.id });
        desk(app)
            .post(&older.sub("merging"), &into(&newer))
            .refused(422, "merge_into_later");
        desk(app)
            .post(
                &newer.sub("merging"),
                &json!({ "into": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11" }),
            )
            .field(422, "validation_failed", "/into");
        let merged = desk(app).post(&newer.sub("merging"), &into(&older)).expect(201);
        assert_eq!(merged.str("/proceedings/merged_into"), older.id);
        assert_eq!(seen(app, &older).at("/proceedings/merged"), &json!([newer.id]));
        desk(app)
            .post(&older.sub("withdrawal"), &json!({}))
            .refused(422, "others_merged_into");
        officer(app)
            .post(&older.sub("decision"), &app.upholding())
            .expect(201);
        let told = tracked(app, &newer);
        assert_eq!(
            (told.str("/status"), told.str("/decision/outcome")),
            ("merged", "upheld")
        );
        assert_eq!(
            told.item("/events", "kind", "answered_together")["text"],
            "The case was decided: upheld."
        );
        assert_eq!(directions(&seen(app, &newer)), ["incoming", "outgoing"]);
    });
}

#[test]
fn one_that_was_merged_is_on_its_own_again_when_it_is_reopened() {
    on_both(|app| {
        let (older, newer) = (app.forwarded(), app.forwarded());
        let into = json!({ "into": older.id });
        desk(app).post(&newer.sub("merging"), &into).expect(201);
        let reason = json!({ "reason": "I fatti sono diversi." });
        let alone = desk(app).post(&newer.sub("reopening"), &reason).expect(201);
        assert_eq!(alone.json.pointer("/proceedings/merged_into"), None);
        assert_eq!(deadline(&alone, "response")["state"], "running");
        assert_eq!(seen(app, &older).at("/proceedings/merged"), &json!([]));
        desk(app).post(&older.sub("withdrawal"), &json!({})).expect(201);
    });
}

#[test]
fn two_related_cases_name_each_other() {
    on_both(|app| {
        let (one, another) = (app.received(), app.received());
        let with = |case: &Filed| json!({ "case": case.id });
        desk(app)
            .post(&one.sub("related-cases"), &with(&another))
            .expect(201);
        assert_eq!(seen(app, &one).at("/proceedings/related"), &json!([another.id]));
        assert_eq!(seen(app, &another).at("/proceedings/related"), &json!([one.id]));
        desk(app)
            .post(&another.sub("related-cases"), &with(&one))
            .refused(422, "already_linked");
        desk(app)
            .post(&one.sub("related-cases"), &with(&one))
            .refused(422, "with_itself");
    });
}
