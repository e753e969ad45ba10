use cartaviva_persistence::{Limits, Target};
use serde_json::{Value, json};
use time::macros::datetime;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);

/// A small body with a charter, one standard and a procedure.
fn body() -> Value {
    json!({
        "administration": { "code": "c_x000", "name": "Comune di Prova", "kind": "municipality", "calendar": {} },
        "offices": [{ "code": "urp", "name": "URP", "public_relations": true }],
        "charters": [{
            "code": "urp", "kind": "specific", "title": "Carta dell'URP",
            "editions": [{ "code": "2025", "in_force_from": "2025-02-01", "standards": [{
                "code": "response", "scope": "general", "dimension": "timeliness", "sub_dimension": "answers",
                "indicator": "Time to answer", "formula": "days from receipt",
                "comparator": "within", "target": "30", "unit": "calendar_days",
                "measured_by": { "source": "cases", "measure": "worst_elapsed", "procedures": ["complaint"], "term": "response" },
            }] }],
        }],
        "procedures": [{
            "code": "complaint", "kind": "complaint", "name": "Reclamo", "office": "urp", "legal_basis": "Carta dell'URP",
            "channels": [{ "channel": "web" }], "channels_source": "Carta dell'URP",
            "terms": [{ "code": "response", "name": "Risposta", "starts": "received", "ends": "decided",
                "term": { "amount": 30, "unit": "calendar_days" }, "source": "Carta dell'URP" }],
            "silence": "no_effect", "decided_by": "manager",
        }],
    })
}

/// The body with the value at a pointer replaced.
fn with(pointer: &str, value: Value) -> Value {
    let mut body = body();
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

fn faults(body: &Value) -> Vec<Fault> {
    let schema = Schema::embedded().unwrap();
    match read::catalogue(&schema, Path::new("body.json"), &body.to_string()) {
        Ok(_) => Vec::new(),
        Err(refused) => refused.faults().to_vec(),
    }
}

fn pointers(body: &Value) -> Vec<String> {
    faults(body).into_iter().map(|fault| fault.pointer).collect()
}

fn empty_store() -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&Target::Sqlite(folder.path().join("test.db")), Limits::default()).unwrap();
    (folder, db)
}

#[test]
fn a_sound_file_has_no_faults() {
    assert_eq!(faults(&body()), []);
}

#[test]
fn every_fault_of_the_schema_is_named_by_its_own_path() {
    let mut body = body();
    body["administration"]["kind"] = "village".into();
    body["administration"]["mayor"] = "nobody".into();
    body["offices"][0]["code"] = "U R P".into();
    body["procedures"][0].as_object_mut().unwrap().remove("terms");
    let mut found = pointers(&body);
    found.sort();
    assert_eq!(
        found,
        [
            "/administration/kind",
            "/administration/mayor",
            "/offices/0/code",
            "/procedures/0/terms"
        ]
    );
}

#[test]
fn a_fault_does_not_repeat_the_value() {
    let found = faults(&with("/administration/code", "un segreto!".into()));
    assert!(
        found.iter().all(|fault| !fault.what.contains("segreto")),
        "{found:?}"
    );
    assert_eq!(found.len(), 1);
}

#[test]
fn of_several_forms_the_closest_one_says_what_is_wrong() {
    let at = "/charters/0/editions/0/standards/0/measured_by";
    let term_missing = json!({ "source": "cases", "measure": "worst_elapsed", "procedures": ["complaint"] });
    assert_eq!(pointers(&with(at, term_missing)), [format!("{at}/term")]);
    assert_eq!(pointers(&with(at, json!({ "source": "rumours" }))), [at]);
}

#[test]
fn a_day_that_no_month_has_is_a_fault() {
    let at = "/charters/0/editions/0/in_force_from";
    assert_eq!(pointers(&with(at, "2025-02-30".into())), [at]);
}

#[test]
fn a_comparator_that_does_not_suit_its_unit_is_a_fault() {
    let at = "/charters/0/editions/0/standards/0/comparator";
    assert_eq!(pointers(&with(at, ">=".into())), [at]);
}

#[test]
fn a_reference_to_what_is_not_there_is_a_fault() {
    assert_eq!(
        pointers(&with("/procedures/0/office", "roads".into())),
        ["/procedures/0/office"]
    );
}

#[test]
fn a_calendar_that_cannot_be_is_a_fault_at_its_own_member() {
    let calendar = json!({ "opening_hours": { "monday": [["13:00", "09:00"]] } });
    let found = pointers(&with("/administration/calendar", calendar));
    assert_eq!(found, ["/administration/calendar/opening_hours/monday/0"]);
}

#[test]
fn what_is_not_json_says_where_reading_stops() {
    let refused = read::catalogue(&Schema::embedded().unwrap(), Path::new("b.json"), "{\n nope").unwrap_err();
    let ImportFault::NotJson { source, .. } = refused else {
        panic!("not refused as JSON")
    };
    assert_eq!(source.line(), 2);
}

#[test]
fn a_refused_file_names_itself_its_faults_and_the_first_of_them() {
    let schema = Schema::embedded().unwrap();
    let mut body = with("/offices/0/code", "U R P".into());
    body["offices"][0]["name"] = "".into();
    let said = read::catalogue(&schema, Path::new("b.json"), &body.to_string())
        .unwrap_err()
        .to_string();
    assert!(said.starts_with("b.json is refused: "), "{said}");
    assert!(said.contains("faults, the first at /offices/0/"), "{said}");
}

#[test]
fn a_file_is_loaded_once_and_known_the_second_time() {
    let (folder, db) = empty_store();
    let path = folder.path().join("body.json");
    std::fs::write(&path, body().to_string()).unwrap();
    let first = file(&db, &path, NOW, &Randomness::System).unwrap();
    assert_eq!(
        first.to_string(),
        "c_x000: 6 entries added, 0 changed, 0 the same"
    );
    let again = file(&db, &path, NOW, &Randomness::System).unwrap();
    assert_eq!(
        again.entries,
        Imported {
            added: 0,
            changed: 0,
            same: 6
        }
    );
    std::fs::write(
        &path,
        with("/offices/0/name", "Ufficio relazioni".into()).to_string(),
    )
    .unwrap();
    let changed = file(&db, &path, NOW, &Randomness::System).unwrap();
    assert_eq!(
        changed.entries,
        Imported {
            added: 0,
            changed: 1,
            same: 5
        }
    );
}

/// The body with the promise of its only standard changed.
fn promising(days: &str) -> Value {
    with("/charters/0/editions/0/standards/0/target", days.into())
}

#[test]
fn a_file_that_lowers_a_standard_of_an_edition_already_known_is_refused_by_its_path() {
    let (folder, db) = empty_store();
    let path = folder.path().join("body.json");
    std::fs::write(&path, body().to_string()).unwrap();
    file(&db, &path, NOW, &Randomness::System).unwrap();
    std::fs::write(&path, promising("31").to_string()).unwrap();
    let refused = file(&db, &path, NOW, &Randomness::System).unwrap_err();
    let found = refused.faults().first().unwrap();
    assert_eq!(found.pointer, "/charters/0/editions/0/standards/0/target");
    assert!(
        found
            .what
            .contains("from within 30 calendar_days to within 31 calendar_days"),
        "{}",
        found.what
    );
    std::fs::write(&path, promising("29").to_string()).unwrap();
    assert_eq!(
        file(&db, &path, NOW, &Randomness::System)
            .unwrap()
            .entries
            .changed,
        1
    );
}

#[test]
fn a_file_whose_next_edition_lowers_a_standard_is_refused_by_its_path() {
    let next = |days: &str| {
        let mut body = body();
        let mut edition = body["charters"][0]["editions"][0].clone();
        edition["code"] = "2027".into();
        edition["in_force_from"] = "2027-01-01".into();
        edition["standards"][0]["target"] = days.into();
        body["charters"][0]["editions"]
            .as_array_mut()
            .unwrap()
            .push(edition);
        body
    };
    assert_eq!(
        pointers(&next("31")),
        ["/charters/0/editions/1/standards/0/target"]
    );
    assert_eq!(pointers(&next("30")), Vec::<String>::new());
}

#[test]
fn nothing_of_a_refused_file_is_loaded() {
    let (folder, db) = empty_store();
    let path = folder.path().join("body.json");
    std::fs::write(&path, with("/procedures/0/office", "roads".into()).to_string()).unwrap();
    assert_eq!(
        file(&db, &path, NOW, &Randomness::System)
            .unwrap_err()
            .faults()
            .len(),
        1
    );
    assert_eq!(known(&db), Vec::<String>::new());
}

#[test]
fn the_examples_are_loaded_into_an_empty_store_only() {
    let (_folder, db) = empty_store();
    examples(&db, NOW, &Randomness::System).unwrap();
    assert_eq!(known(&db).len(), EXAMPLES.len());

    let (folder, other) = empty_store();
    let path = folder.path().join("body.json");
    std::fs::write(&path, body().to_string()).unwrap();
    file(&other, &path, NOW, &Randomness::System).unwrap();
    examples(&other, NOW, &Randomness::System).unwrap();
    assert_eq!(known(&other), ["c_x000"]);
}

fn known(db: &Db) -> Vec<String> {
    let found = db.read(|conn| administrations::list(conn, None, 100)).unwrap();
    found
        .into_iter()
        .map(|found| found.value.code.to_string())
        .collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn no_file_of_charters_makes_the_reader_panic(
        pointer in proptest::sample::select(vec![
            "/administration/code", "/administration/calendar", "/offices", "/offices/0/code",
            "/charters/0/editions", "/charters/0/editions/0/in_force_from",
            "/charters/0/editions/0/standards/0/target", "/charters/0/editions/0/standards/0/measured_by",
            "/procedures/0/channels", "/procedures/0/terms/0/term", "/procedures/0/terms/0/term/amount",
        ]),
        text in "\\PC{0,20}|[0-9.,-]{1,30}",
        number: i64,
    ) {
        for value in [json!(text), json!(number), json!(null), json!([text]), json!({ text.clone(): number })] {
            let _named = faults(&with(pointer, value));
        }
    }
}
