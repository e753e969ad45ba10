//! What the contract says of the forms by which something is attached is what is enforced.

use std::collections::BTreeSet;

use cartaviva_tests::{Bounds, Operation, on_both};
use serde_json::{Map, Value, json};

use super::*;

/// Somebody who attaches, and where.
type Door<'a> = (Person<'a>, String);

/// Every door at which the contract takes a form, with the form that it describes.
fn doors<'a>(app: &'a App, case: &Filed, document: &Value) -> Vec<(Door<'a>, Value)> {
    let forms = Operation::all(document).into_iter().filter_map(|operation| {
        let content = operation.described.pointer("/requestBody/content")?;
        let schema = content.get("multipart/form-data")?.get("schema")?.clone();
        let door = match operation.id.as_str() {
            "add_attachment" => (desk(app), case.sub("attachments")),
            "add_own_attachment" => (holder(app, case), operation.path.clone()),
            other => panic!("{other} takes a form: say who sends it"),
        };
        Some((door, schema))
    });
    let doors: Vec<_> = forms.collect();
    assert_eq!(doors.len(), 2);
    doors
}

/// The form that a schema describes without its file, which is no text, and which of its fields must be there.
fn described(document: &Value, schema: &Value) -> (Value, BTreeSet<String>) {
    let target = schema["$ref"].as_str().unwrap().trim_start_matches('#');
    let mut form = document.pointer(target).unwrap().clone();
    let file = form["properties"]
        .as_object_mut()
        .unwrap()
        .remove("file")
        .unwrap();
    assert_eq!(
        (&file["format"], &file["minLength"]),
        (&json!("binary"), &json!(1))
    );
    let required = form["required"].as_array().unwrap();
    let required = required
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    form.as_object_mut().unwrap().remove("examples");
    form["required"] = json!(["kind"]);
    (form, required)
}

/// Fields as a form writes them, and a file.
fn written(fields: &Map<String, Value>) -> Form {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let form = fields.iter().fold(Form::default(), |form, (name, value)| {
        form.field(name, &text(value))
    });
    form.file("a.pdf", PDF)
}

#[test]
fn a_field_of_a_form_just_beyond_any_bound_is_refused_by_its_name() {
    let document = cartaviva_api::contract::document().unwrap();
    on_both(|app| {
        let case = app.received();
        let mut tried = BTreeSet::new();
        for ((who, path), schema) in doors(app, &case, &document) {
            let (form, _) = described(&document, &schema);
            for beyond in Bounds::of(&document).beyond(&form) {
                // A form writes every value as a text: of another type is what no text of the type is.
                let of_text = beyond.why == "no text" && beyond.pointer != "/kind";
                let Some(fields) = beyond.body.as_object().filter(|_| !of_text) else {
                    continue;
                };
                let answer = who.upload(&path, &written(fields));
                let (status, code) = match answer.status {
                    422 => (422, "validation_failed"),
                    _ => (400, "invalid_body"),
                };
                answer.field(status, code, &beyond.pointer);
                tried.insert((beyond.pointer, beyond.why));
            }
        }
        let tried: Vec<_> = tried
            .iter()
            .map(|(pointer, why)| format!("{pointer} {why}"))
            .collect();
        let expected = [
            "/description of another form",
            "/description too long",
            "/description too short",
            "/kind no text",
            "/kind not listed",
            "/no_such_member no member",
            "/shown no boolean",
        ];
        assert_eq!(tried, expected);
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn a_part_that_is_missing_or_there_twice_is_refused_by_its_name() {
    let document = cartaviva_api::contract::document().unwrap();
    on_both(|app| {
        let case = app.received();
        for ((who, path), schema) in doors(app, &case, &document) {
            let (_, required) = described(&document, &schema);
            assert_eq!(required, BTreeSet::from(["file".to_owned(), "kind".to_owned()]));
            who.upload(&path, &Form::default().file("a.pdf", PDF))
                .field(400, "invalid_body", "/kind");
            who.upload(&path, &Form::default().field("kind", "document"))
                .field(400, "invalid_body", "/file");
            for (name, value) in [("kind", "document"), ("description", "Foto"), ("shown", "true")] {
                let form = Form::default()
                    .file("a.pdf", PDF)
                    .field(name, value)
                    .field(name, value);
                who.upload(&path, &form)
                    .field(400, "invalid_body", &format!("/{name}"));
            }
            who.upload(&path, &Form::with("document", "a.pdf", PDF).file("b.pdf", PDF))
                .field(400, "invalid_body", "/file");
        }
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn a_part_that_is_no_text_or_far_too_long_or_an_empty_file_is_refused_by_its_name() {
    on_both(|app| {
        let case = app.received();
        let (who, path) = (desk(app), case.sub("attachments"));
        for name in ["kind", "description", "shown"] {
            let form = Form::default().bytes_of(name, b"\xff\xfe").file("a.pdf", PDF);
            who.upload(&path, &form)
                .field(400, "invalid_body", &format!("/{name}"));
            let form = Form::default().field(name, &"a".repeat(5_000)).file("a.pdf", PDF);
            who.upload(&path, &form)
                .field(422, "validation_failed", &format!("/{name}"));
        }
        who.upload(&path, &Form::with("document", "a.pdf", b""))
            .field(422, "rule_refused", "/file");
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn a_file_name_is_cut_to_what_the_contract_says_of_it() {
    let document = cartaviva_api::contract::document().unwrap();
    let most = document
        .pointer("/components/schemas/AttachmentView/properties/file_name/maxLength")
        .and_then(Value::as_u64);
    let most = usize::try_from(most.unwrap()).unwrap();
    on_both(|app| {
        let case = app.received();
        for long in [most - 4, most, most + 1, 2_000] {
            let called = format!("{}.pdf", "à".repeat(long));
            let named = attached(app, &case, &Form::with("document", &called, PDF));
            let named = named.str("/file_name").to_owned();
            assert!(
                named.chars().count() <= most && named.ends_with("à.pdf"),
                "{named}"
            );
        }
    });
}
