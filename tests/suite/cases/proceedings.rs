//! What is missing, who is in charge, notices, corrections: what each does, in the words of who does it.

use cartaviva_tests::{Answer, App, Filed, Person, on_both};
use serde_json::{Value, json};

use super::standing::{permit, with_permits};
use super::{deadline, seen};

fn officer(app: &App) -> Person<'_> {
    app.who("officer", "c_e625")
}

fn desk(app: &App) -> Person<'_> {
    app.operator("c_e625")
}

pub(super) fn tracked(app: &App, case: &Filed) -> Answer {
    app.citizen()
        .with("Tracking-Code", &case.tracking_code)
        .get("/tracking")
        .expect(200)
}

fn upheld() -> Value {
    json!({ "outcome": "upheld", "answer": "Accolta.", "pertinent": true })
}

/// The directions of the entries of a case in the protocol register.
pub(super) fn directions(answer: &Answer) -> Vec<&str> {
    let entries = answer.list("/protocol").iter();
    entries
        .map(|entry| entry["direction"].as_str().unwrap())
        .collect()
}

#[test]
fn what_is_missing_is_asked_for_in_writing_and_registered_when_it_comes() {
    on_both(|app| {
        with_permits(app);
        let case = permit(app);
        let missing = json!({ "missing": "Manca la planimetria." });
        let asked = desk(app)
            .post(&case.sub("completion-requests"), &missing)
            .expect(201);
        assert_eq!(
            (asked.str("/status"), asked.str("/waiting_for")),
            ("suspended", "citizen")
        );
        assert_eq!(asked.str("/proceedings/missing"), "Manca la planimetria.");
        assert_eq!(deadline(&asked, "conclusion")["due_on"], Value::Null);
        assert_eq!(asked.json.get("next_due_at"), None);
        app.set_clock("2026-11-30T11:30:00+01:00");
        let body = json!({ "text": "Allego la planimetria." });
        let complete = desk(app).post(&case.sub("completions"), &body).expect(201);
        assert_eq!(
            (complete.str("/status"), complete.json.get("waiting_for")),
            ("registered", None)
        );
        assert_eq!(deadline(&complete, "conclusion")["due_on"], "2026-12-30");
        assert_eq!(complete.str("/next_due_at"), "2026-12-30T23:59:59+01:00");
        assert_eq!(complete.str("/proceedings/received/0/kind"), "completion");
        assert_eq!(directions(&complete), ["incoming", "outgoing", "incoming"]);
    });
}

#[test]
fn access_to_documents_starts_again_and_says_so() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("document-access");
        body["fields"] =
            json!({ "document": "Verbale della seduta", "reason": "Sono parte del procedimento." });
        let case = app.filed("c_e625", &body);
        let moved = json!({ "office": "competent-office" });
        desk(app).post(&case.sub("forwardings"), &moved).expect(201);
        let missing = json!({ "missing": "Manca la delega." });
        officer(app)
            .post(&case.sub("completion-requests"), &missing)
            .expect(201);
        app.set_clock("2026-12-10T11:30:00+01:00");
        officer(app)
            .post(&case.sub("completion-requests"), &missing)
            .refused(409, "not_from_this_status");
        let complete = officer(app)
            .post(&case.sub("completions"), &json!({}))
            .expect(201);
        let response = deadline(&complete, "response");
        assert_eq!(
            (
                &response["starts_from"],
                &response["starts_on"],
                &response["due_on"]
            ),
            (&json!("completed"), &json!("2026-12-10"), &json!("2027-01-09"))
        );
        officer(app)
            .post(&case.sub("completion-requests"), &missing)
            .refused(422, "completion_asked_too_late");
    });
}

#[test]
fn an_application_is_rejected_after_its_notice_alone() {
    on_both(|app| {
        with_permits(app);
        let case = permit(app);
        let rejection = json!({ "outcome": "rejected", "answer": "Manca il requisito.", "pertinent": true });
        let reject = || officer(app).post(&case.sub("decision"), &rejection);
        reject().refused(422, "notice_needed");
        let grounds = json!({ "grounds": "Manca il requisito di residenza." });
        let told = officer(app)
            .post(&case.sub("notices-before-refusal"), &grounds)
            .expect(201);
        assert_eq!(told.str("/proceedings/stopped_by"), "notice");
        assert_eq!(
            told.str("/proceedings/notice/runs_again_at"),
            "2026-11-30T11:30:00+01:00"
        );
        assert_eq!(deadline(&told, "conclusion")["due_on"], "2026-12-30");
        reject().refused(422, "notice_still_open");
        app.set_clock("2026-11-25T11:30:00+01:00");
        let observed = desk(app)
            .post(
                &case.sub("observations"),
                &json!({ "text": "Risiedo qui dal 2020." }),
            )
            .expect(201);
        assert_eq!(
            observed.str("/proceedings/notice/runs_again_at"),
            "2026-12-05T11:30:00+01:00"
        );
        assert_eq!(deadline(&observed, "conclusion")["due_on"], "2027-01-04");
        let rejected = reject().expect(201);
        assert_eq!(
            directions(&rejected),
            ["incoming", "outgoing", "incoming", "outgoing"]
        );
    });
}

#[test]
fn a_report_is_answered_by_whoever_took_charge_and_the_citizen_is_not_told_their_name() {
    on_both(|app| {
        let case = app.forwarded();
        let taken = officer(app)
            .post(&case.sub("assignments"), &json!({}))
            .expect(201);
        assert_eq!(
            (taken.str("/status"), taken.str("/assignee")),
            ("in_progress", "officer of c_e625")
        );
        officer(app)
            .post(&case.sub("assignments"), &json!({}))
            .refused(422, "same_assignee");
        let released = officer(app).post(&case.sub("releases"), &json!({})).expect(201);
        assert_eq!(
            (released.str("/status"), released.json.get("assignee")),
            ("forwarded", None)
        );
        let told = tracked(app, &case);
        assert_eq!(
            told.item("/events", "kind", "taken_in_charge")["text"],
            "Somebody took charge of the case."
        );
        assert!(!told.text.contains("officer of"), "{}", told.text);
    });
}

#[test]
fn the_citizen_reads_what_concerns_them_and_staff_read_who_did_what_and_what_it_changed() {
    on_both(|app| {
        let case = app.forwarded();
        let note = |text: &str, visibility: &str| {
            let note = json!({ "text": text, "visibility": visibility });
            officer(app).post(&case.sub("notes"), &note).expect(201);
        };
        note("Riservato: da sentire il collega.", "internal");
        note("Il sopralluogo è martedì.", "public");
        let moved = json!({ "office": "urp", "reason": "La materia è dell'URP." });
        desk(app).post(&case.sub("forwardings"), &moved).expect(201);
        let told = tracked(app, &case);
        assert!(!told.text.contains("Riservato"));
        let texts: Vec<&str> = told
            .list("/events")
            .iter()
            .map(|event| event["text"].as_str().unwrap())
            .collect();
        assert!(texts.contains(&"Il sopralluogo è martedì."), "{texts:?}");
        let office = app
            .anonymous()
            .get("/administrations/c_e625/offices/urp")
            .expect(200);
        let sentence = format!(
            "The case went to {}: La materia è dell'URP.",
            office.str("/title")
        );
        assert_eq!(texts.last(), Some(&sentence.as_str()));
        let italian = app
            .citizen()
            .with("Tracking-Code", &case.tracking_code)
            .with("Accept-Language", "it");
        assert_eq!(
            italian.get("/tracking").expect(200).str("/events/0/text"),
            "La pratica è arrivata."
        );
        let events = desk(app).get(&case.sub("events")).expect(200);
        let items = events.list("/items");
        assert_eq!(items.len(), 6);
        assert_eq!(
            (&items[3]["text"], &items[3]["is_public"]),
            (&json!("Riservato: da sentire il collega."), &json!(false))
        );
        assert_eq!(items[5]["by"], "operator of c_e625");
        let before_and_after = |before: &str, after: &str| json!({ "before": before, "after": after });
        assert_eq!(
            items[5]["changes"]["office"],
            before_and_after("competent-office", "urp")
        );
        assert_eq!(
            items[2]["changes"]["status"],
            before_and_after("registered", "forwarded")
        );
        assert_eq!(items[2]["changes"]["due_dates"][0]["due_on_after"], "2026-12-21");
        assert_eq!(items[4].get("changes"), None);
    });
}

#[test]
fn a_decision_is_corrected_for_a_reason_and_the_first_stays_on_file() {
    on_both(|app| {
        let case = app.upheld();
        app.set_clock("2027-02-01T10:00:00+01:00");
        let correction = json!({
            "reason": "La prima risposta citava un regolamento abrogato.",
            "outcome": "partially_upheld", "answer": "Accolta in parte.", "pertinent": true,
        });
        let corrected = officer(app)
            .post(&case.sub("corrections"), &correction)
            .expect(201);
        assert_eq!(corrected.str("/decision/outcome"), "partially_upheld");
        assert_eq!(corrected.str("/decision/decided_at"), "2026-11-20T11:30:00+01:00");
        assert_eq!(
            corrected.str("/proceedings/superseded_decisions/0/outcome"),
            "upheld"
        );
        assert_eq!(deadline(&corrected, "response")["state"], "met");
        assert_eq!(directions(&corrected), ["incoming", "outgoing", "outgoing"]);
    });
}

#[test]
fn a_case_is_closed_once_the_answer_could_be_given() {
    on_both(|app| {
        with_permits(app);
        let mut body = app.report();
        body["channel"] = json!("desk");
        body["reporter"] = json!({ "given_name": "Bruno", "family_name": "Bianchi" });
        body["procedure"] = json!("permit");
        let receipt = desk(app).post("/administrations/c_e625/cases", &body).expect(201);
        let case = Filed::of("c_e625", &receipt);
        officer(app).post(&case.sub("decision"), &upheld()).expect(201);
        desk(app)
            .post(&case.sub("closure"), &json!({}))
            .refused(422, "no_way_to_answer");
        let by_hand = json!({ "delivery": { "channel": "desk", "reference": "Ricevuta 12" } });
        let closed = desk(app).post(&case.sub("closure"), &by_hand).expect(201);
        assert_eq!(closed.str("/closed_at"), "2026-11-20T11:30:00+01:00");
        assert_eq!(closed.str("/proceedings/delivery/reference"), "Ricevuta 12");
        let closed = desk(app)
            .post(&app.upheld().sub("closure"), &json!({}))
            .expect(201);
        assert_eq!(closed.str("/status"), "closed");
    });
}

#[test]
fn what_is_inadmissible_is_answered_in_writing() {
    on_both(|app| {
        let case = app.received();
        let answer = json!({ "answer": "La segnalazione non riguarda un servizio del Comune." });
        let declared = desk(app).post(&case.sub("inadmissibility"), &answer).expect(201);
        assert_eq!(
            (declared.str("/status"), declared.str("/decision/outcome")),
            ("inadmissible", "inadmissible")
        );
        assert_eq!(deadline(&declared, "response")["state"], "met");
        assert_eq!(directions(&declared), ["incoming", "outgoing"]);
        let complaint = app.filed("c_e506", &super::complaint());
        app.operator("c_e506")
            .post(&complaint.sub("inadmissibility"), &answer)
            .problem(403, "role_not_allowed");
    });
}

#[test]
fn a_request_for_the_redress_on_paper_counts_from_when_it_came() {
    on_both(|app| {
        let case = app.upheld();
        app.set_clock("2026-11-27T10:00:00+01:00");
        desk(app).post(&case.sub("closure"), &json!({})).expect(201);
        let paper = |at: &str| desk(app).post(&case.sub("ristoro-claim"), &json!({ "occurred_at": at }));
        paper("2026-11-27T10:00:01+01:00").refused(422, "occurred_in_future");
        paper("2026-11-20T11:29:59+01:00").refused(422, "occurred_before_previous");
        paper("2026-11-24T09:00:00+01:00").expect(201);
        assert_eq!(
            seen(app, &case).str("/ristoro_claimed_at"),
            "2026-11-24T09:00:00+01:00"
        );
    });
}

/// Leaves the cases as they were stored before anything was known of who is in charge, of proceedings and of changes.
fn as_of_old(app: &App) {
    let forget = "UPDATE cases SET assignee = NULL, closed_at = NULL, next_due_at = NULL, waiting_for = NULL, \
                  proceedings = NULL; UPDATE case_events SET changes = NULL;";
    app.database().execute(forget);
}

#[test]
fn a_case_that_was_stored_before_all_this_reads_well_and_goes_on() {
    on_both(|app| {
        let case = app.forwarded();
        as_of_old(app);
        let old = seen(app, &case);
        assert_eq!(
            (old.str("/status"), old.at("/proceedings/merged")),
            ("forwarded", &json!([]))
        );
        assert_eq!(old.str("/next_due_at"), "2026-12-21T23:59:59+01:00");
        let events = desk(app).get(&case.sub("events")).expect(200);
        assert!(
            events
                .list("/items")
                .iter()
                .all(|event| event.get("changes").is_none())
        );
        officer(app)
            .post(&case.sub("assignments"), &json!({}))
            .expect(201);
        officer(app).post(&case.sub("decision"), &upheld()).expect(201);
    });
}
