//! How it is established who presents a case.

use cartaviva_tests::{Filed, on_both};
use serde_json::{Value, json};

use super::{CUTROFIANO, LIVORNO, QUARTO};

const SPID_2: &str = "https://www.spid.gov.it/SpidL2";

/// An application to Cutrofiano on a channel.
fn application(channel: &str) -> Value {
    json!({
        "procedure": "online-application", "channel": channel,
        "subject": "Occupazione di suolo pubblico", "description": "Chiedo di occupare il suolo per un trasloco.",
        "reporter": { "given_name": "Elena", "family_name": "Gallo", "email": "elena.gallo@example.it" },
    })
}

#[test]
fn an_application_on_the_web_needs_a_digital_identity() {
    on_both(|app| {
        let body = application("web");
        app.citizen()
            .post(CUTROFIANO, &body)
            .refused(422, "identity_not_proved");
        let unsure = app.who("citizen", "c_d237").claiming("acr", json!("1"));
        unsure.post(CUTROFIANO, &body).refused(422, "identity_not_proved");
        let sure = app.who("citizen", "c_d237").claiming("acr", json!(SPID_2));
        let receipt = sure.post(CUTROFIANO, &body).expect(201);
        let case = Filed::of("c_d237", &receipt);
        let seen = app.operator("c_d237").get(&case.path).expect(200);
        assert_eq!(
            seen.at("/details/identification"),
            &json!({ "method": "digital_identity", "level": 2 })
        );
        assert!(seen.list("/details/missing").is_empty());
    });
}

#[test]
fn who_presents_a_case_by_a_digital_identity_is_known_by_its_tax_code_and_by_no_other() {
    on_both(|app| {
        let sure = app
            .who("citizen", "c_d237")
            .claiming("acr", json!(SPID_2))
            .claiming("fiscal_number", json!("TINIT-RSSMRA80A01H501U"));
        let mut body = application("web");
        let kept = |body: &Value| {
            let case = Filed::of("c_d237", &sure.post(CUTROFIANO, body).expect(201));
            let desk = app.operator("c_d237").reading_for("verification");
            let seen = desk.get(&case.sub("reporter")).expect(200);
            seen.str("/identity/reporter/tax_code").to_owned()
        };
        assert_eq!(kept(&body), "RSSMRA80A01H501U", "it is filled in");
        body["reporter"]["tax_code"] = json!("rssmra80a01h501u");
        assert_eq!(kept(&body), "RSSMRA80A01H501U");
        body["reporter"]["tax_code"] = json!("RSSNNA80A41E625Z");
        sure.post(CUTROFIANO, &body)
            .field(422, "validation_failed", "/reporter/tax_code");
    });
}

#[test]
fn who_gives_nothing_of_themselves_stays_unnamed_whatever_their_token_proves() {
    on_both(|app| {
        let praise = json!({
            "procedure": "appreciation", "channel": "web", "subject": "Grazie", "description": "Servizio cortese.",
        });
        let sure = app
            .who("citizen", "c_e625")
            .claiming("fiscal_number", json!("TINIT-RSSMRA80A01H501U"));
        let case = Filed::of("c_e625", &sure.post(LIVORNO, &praise).expect(201));
        let seen = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(seen.at("/reporter/anonymous"), true);
    });
}

#[test]
fn the_citizen_need_not_belong_to_an_administration() {
    on_both(|app| {
        let citizen = app
            .who("citizen", "c_d237")
            .claiming("administration", Value::Null)
            .claiming("acr", json!("http://eidas.europa.eu/LoA/high"));
        citizen.post(CUTROFIANO, &application("app")).expect(201);
    });
}

#[test]
fn staff_record_how_they_know_who_wrote_and_what_proof_is_still_missing() {
    on_both(|app| {
        let desk = app.operator("c_d237");
        let missing = |identification: Value| {
            let mut body = application("post");
            if !identification.is_null() {
                body["identification"] = identification;
            }
            let case = Filed::of("c_d237", &desk.post(CUTROFIANO, &body).expect(201));
            desk.get(&case.path).expect(200).at("/details/missing").clone()
        };
        assert_eq!(missing(Value::Null), json!(["identity"]));
        assert_eq!(missing(json!({ "method": "declared" })), json!(["identity"]));
        for method in ["document_copy", "in_person"] {
            assert_eq!(missing(json!({ "method": method })), json!([]), "{method}");
        }
    });
}

#[test]
fn a_level_goes_with_a_digital_identity_alone() {
    on_both(|app| {
        let desk = app.operator("c_d237");
        let mut body = application("desk");
        for identification in [
            json!({ "method": "in_person", "level": 2 }),
            json!({ "method": "digital_identity" }),
            json!({ "method": "digital_identity", "level": 4 }),
        ] {
            body["identification"] = identification;
            desk.post(CUTROFIANO, &body)
                .field(422, "validation_failed", "/identification/level");
        }
    });
}

#[test]
fn who_presents_a_case_by_themselves_does_not_say_how_they_were_identified() {
    on_both(|app| {
        let mut body = app.report();
        body["identification"] = json!({ "method": "in_person" });
        app.citizen().post(LIVORNO, &body).problem(401, "token_missing");
        let sure = app.who("citizen", "c_e625").claiming("acr", json!(SPID_2));
        sure.post(LIVORNO, &body).problem(403, "role_not_allowed");
    });
}

#[test]
fn who_does_not_say_who_they_are_is_not_identified() {
    on_both(|app| {
        let praise = json!({
            "procedure": "appreciation", "channel": "web", "subject": "Grazie", "description": "Servizio cortese.",
        });
        let case = app.filed("c_e625", &praise);
        let seen = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(
            seen.at("/details"),
            &json!({ "fields": {}, "missing": [] }),
            "nothing is known of who wrote"
        );
    });
}

#[test]
fn an_office_that_a_form_names_is_one_of_the_administration() {
    on_both(|app| {
        let mut body = json!({
            "procedure": "help-desk", "channel": "web", "subject": "Stampante guasta", "description": "Non stampa.",
            "reporter": { "given_name": "Carla", "family_name": "Greco", "email": "carla.greco@example.it" },
            "fields": { "office": "no-such-office" },
        });
        app.citizen()
            .post(QUARTO, &body)
            .field(422, "validation_failed", "/fields/office");
        body["fields"]["office"] = json!("taxes");
        app.citizen().post(QUARTO, &body).expect(201);
    });
}
