//! Rectification: beside what was written first, and what goes by it from then on.

use cartaviva_domain::codes::{AdministrationCode, CaseId, CorrectionId};
use cartaviva_domain::people::{Correction, Reporter};
use cartaviva_domain::text::Text;
use cartaviva_persistence::{Db, Limits, StoreError, reporters};
use cartaviva_tests::{MailServer, on_both};
use serde_json::{Value, json};
use time::macros::datetime;
use uuid::Uuid;

use super::read;

fn correction(fields: &Value) -> Value {
    json!({ "reporter": fields, "reason": "Richiesta allo sportello, documento esibito." })
}

#[test]
fn a_correction_stands_beside_what_was_written_first() {
    on_both(|app| {
        let (case, desk) = (app.received(), app.operator("c_e625"));
        let post = |fields: Value| desk.post(&case.sub("reporter/corrections"), &correction(&fields));
        let first = post(json!({ "family_name": "Russo" })).expect(201);
        assert!(first.header("location").ends_with(&case.sub("reporter")));
        app.set_clock("2026-11-21T09:00:00+01:00");
        let last = post(json!({ "family_name": "Rosso", "phone": "0586820111" })).expect(201);
        assert_eq!(last.str("/recorded_at"), "2026-11-21T09:00:00+01:00");
        let seen = read(desk.clone(), &case, "handling").expect(200);
        assert_eq!(seen.str("/identity/reporter/family_name"), "Rosso");
        assert_eq!(seen.str("/identity/reporter/phone"), "0586820111");
        assert_eq!(seen.str("/identity/reporter/given_name"), "Anna");
        assert_eq!(seen.str("/identity/first/family_name"), "Rossi");
        assert!(seen.json.pointer("/identity/first/phone").is_none());
        let names: Vec<&str> = seen
            .list("/identity/corrections")
            .iter()
            .map(|one| one["reporter"]["family_name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["Russo", "Rosso"]);
        post(json!({ "family_name": "Rosso" })).refused(422, "nothing_corrected");
        post(json!({})).refused(422, "nothing_corrected");
        post(json!({ "tax_code": "RSSMRA80A01H501X" })).field(422, "validation_failed", "/reporter/tax_code");
    });
}

#[test]
fn the_desk_corrects_and_nobody_else() {
    on_both(|app| {
        let case = app.forwarded();
        let body = correction(&json!({ "family_name": "Russo" }));
        for role in ["officer", "manager", "auditor", "integrator"] {
            app.who(role, "c_e625")
                .post(&case.sub("reporter/corrections"), &body)
                .problem(403, "role_not_allowed");
        }
        app.operator("c_e506")
            .post(&case.sub("reporter/corrections"), &body)
            .problem(404, "not_found");
    });
}

#[test]
fn a_correction_gives_its_reason_and_corrects_somebody() {
    on_both(|app| {
        let (case, desk) = (app.received(), app.operator("c_e625"));
        let unreasoned = json!({ "reporter": { "family_name": "Russo" }, "reason": " " });
        desk.post(&case.sub("reporter/corrections"), &unreasoned)
            .field(422, "validation_failed", "/reason");
        let praise = json!({
            "procedure": "appreciation", "channel": "web", "subject": "Grazie", "description": "Servizio cortese.",
        });
        let nobody = app.filed("c_e625", &praise);
        let body = correction(&json!({ "family_name": "Russo" }));
        desk.post(&nobody.sub("reporter/corrections"), &body)
            .refused(422, "anonymous_case");
    });
}

#[test]
fn mail_and_the_register_go_by_what_was_corrected() {
    on_both(|app| {
        let case = app.forwarded();
        let body = correction(&json!({ "family_name": "Russo", "email": "anna.russo@example.it" }));
        let desk = app.operator("c_e625");
        desk.post(&case.sub("reporter/corrections"), &body).expect(201);
        app.officer("c_e625", "competent-office")
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        let number = desk.get(&case.path).expect(200);
        let answer = number.str("/protocol/1/number").to_owned();
        let entry = desk
            .get(&format!("/administrations/c_e625/protocol-entries/2026/{answer}"))
            .expect(200);
        assert_eq!(entry.str("/correspondent"), "Anna Russo");
        let server = MailServer::start();
        app.set_clock("2026-11-23T09:00:00+01:00");
        app.deliver_to(&format!("smtp://{}", server.address()));
        let told: Vec<String> = server.mails().into_iter().map(|mail| mail.to).collect();
        assert!(told.iter().any(|to| to == "anna.russo@example.it"), "{told:?}");
        assert!(!told.iter().any(|to| to == "anna.rossi@example.it"), "{told:?}");
    });
}

#[test]
fn of_two_corrections_at_once_one_is_kept_and_the_other_is_told() {
    on_both(|app| {
        let case = CaseId(app.received().id.parse().unwrap());
        let administration = AdministrationCode::parse("c_e625").unwrap();
        let db = Db::open(&app.database().target, Limits::default()).unwrap();
        let known = db
            .read::<_, StoreError>(|conn| reporters::identity(conn, &administration, case))
            .unwrap();
        let correct = |id: u128, given_name: &str| {
            let correction = Correction {
                id: CorrectionId(Uuid::from_u128(id)),
                reporter: Reporter {
                    given_name: Text::parse(given_name).ok(),
                    ..Reporter::default()
                },
                reason: Text::parse("Documento esibito.").unwrap(),
                recorded_at: datetime!(2026-11-20 10:30 UTC),
                recorded_by: "desk".to_owned(),
                role: "operator".to_owned(),
            };
            db.write::<_, StoreError>(|conn| {
                reporters::correct(conn, &administration, case, &known, &correction)
            })
        };
        correct(1, "Anita").unwrap();
        assert!(matches!(correct(2, "Annalisa"), Err(StoreError::Conflict)));
        let now = db.read::<_, StoreError>(|conn| reporters::find(conn, &administration, case));
        assert_eq!(now.unwrap().given_name, Text::parse("Anita").ok());
    });
}
