//! How much may be attached to a case.

use std::thread;

use cartaviva_api::attachments::Patience;
use cartaviva_domain::attachments::Limits;
use cartaviva_tests::{Database, Form};

use super::*;

/// Proves a behaviour on both databases, where little may be attached.
fn on_both_with(limits: Limits, behaviour: impl Fn(&App)) {
    behaviour(&App::with_attachments(
        Database::sqlite(),
        limits,
        Patience::default(),
    ));
    if let Some(database) = Database::postgresql() {
        behaviour(&App::with_attachments(database, limits, Patience::default()));
    }
}

const FEW: Limits = Limits {
    file: 1_000,
    case: 2_500,
    files: 4,
};

fn text(size: usize) -> Vec<u8> {
    vec![b'a'; size]
}

#[test]
fn a_file_may_have_its_last_byte_and_not_one_more() {
    on_both_with(FEW, |app| {
        let case = app.received();
        attached(app, &case, &Form::with("document", "a", &text(1_000)));
        desk(app)
            .upload(
                &case.sub("attachments"),
                &Form::with("document", "a", &text(1_001)),
            )
            .problem(413, "payload_too_large");
        assert_eq!(files(app.attachments()).len(), 1);
    });
}

#[test]
fn the_files_of_a_case_are_counted_and_weighed_together_and_withdrawn_ones_are_not() {
    on_both_with(FEW, |app| {
        let case = app.received();
        let first = attached(app, &case, &Form::with("document", "a", &text(1_000)));
        attached(app, &case, &Form::with("document", "b", &text(1_000)));
        let form = Form::with("document", "c", &text(600));
        desk(app)
            .upload(&case.sub("attachments"), &form)
            .refused(422, "attachments_size");
        let reason = serde_json::json!({ "reason": "Allegato per errore." });
        desk(app)
            .post(&format!("{}/withdrawal", path(&case, &first)), &reason)
            .expect(201);
        for _ in 0..3 {
            attached(app, &case, &Form::with("document", "d", &text(10)));
        }
        desk(app)
            .upload(&case.sub("attachments"), &Form::with("document", "e", &text(10)))
            .refused(422, "attachments_number");
        assert_eq!(files(app.attachments()).len(), 4);
    });
}

#[test]
fn uploads_at_the_same_time_share_the_limits_of_their_case() {
    on_both_with(FEW, |app| {
        let case = app.received();
        let statuses: Vec<u16> = thread::scope(|scope| {
            let uploads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        let form = Form::with("document", "a", &text(300));
                        desk(app).upload(&case.sub("attachments"), &form).status
                    })
                })
                .collect();
            uploads.into_iter().map(|upload| upload.join().unwrap()).collect()
        });
        let attached = statuses.iter().filter(|status| **status == 201).count();
        let refused = statuses.iter().filter(|status| **status == 422).count();
        assert_eq!((attached, refused), (4, 4), "{statuses:?}");
        let events = desk(app).get(&case.sub("events")).expect(200);
        let added = events
            .list("/items")
            .iter()
            .filter(|event| event["kind"] == "attachment_added");
        assert_eq!(added.count(), 4);
        assert_eq!(files(app.attachments()).len(), 4);
    });
}
