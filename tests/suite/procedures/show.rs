//! What a procedure says of itself.

use cartaviva_tests::{App, on_both};
use serde_json::{Value, json};

#[track_caller]
fn shown(app: &App, administration: &str, procedure: &str) -> cartaviva_tests::Answer {
    let path = format!("/administrations/{administration}/procedures/{procedure}");
    app.anonymous().get(&path).expect(200)
}

#[test]
fn access_to_documents_says_what_it_asks_how_long_it_takes_and_that_silence_is_a_refusal() {
    on_both(|app| {
        let access = shown(app, "c_e625", "document-access");
        let codes: Vec<&Value> = access.list("/terms").iter().map(|term| &term["code"]).collect();
        assert_eq!(codes, ["response", "statutory"]);
        assert_eq!(
            (access.str("/silence"), access.str("/silence_after")),
            ("refusal", "statutory")
        );
        assert_eq!(access.str("/silence_meaning/source"), "L. 241/1990 art. 25 c. 4");
        assert!(access.str("/silence_meaning/it").contains("respinta"));
        assert!(access.str("/silence_meaning/en").contains("refused"));
        for field in ["document", "reason"] {
            assert_eq!(access.item("/fields", "code", field)["required"], true);
        }
        assert_eq!(access.item("/fields", "code", "powers")["identifying"], true);
        assert_eq!(
            access.item("/fields", "code", "copies")["options"][0]["code"],
            "yes"
        );
        assert_eq!(
            access.at("/completion/asked_within"),
            &json!({ "amount": 10, "unit": "calendar_days" })
        );
        assert_eq!(
            access.item("/remedies", "code", "court")["asked_within"]["amount"],
            30
        );
    });
}

#[test]
fn every_body_offers_civic_access_with_the_terms_of_the_law() {
    on_both(|app| {
        for body in ["c_e625", "c_e506", "cciaa_lu", "c_d237", "c_h114"] {
            let generalised = shown(app, body, "generalised-civic-access");
            let term = generalised.item("/terms", "code", "statutory");
            assert_eq!(
                (
                    &term["amount"],
                    &term["unit"],
                    &term["starts"],
                    &term["suspension"]
                ),
                (
                    &json!(30),
                    &json!("calendar_days"),
                    &json!("received"),
                    &json!({ "times": 1, "days": 10 })
                ),
                "{body}"
            );
            assert_eq!(generalised.str("/silence"), "breach");
            assert_eq!(generalised.at("/counter_interested/suspends"), true);
            assert_eq!(generalised.at("/counter_interested/objection_within/amount"), 10);
            assert_eq!(generalised.at("/counter_interested/disclosed_after/amount"), 15);
            assert_eq!(
                generalised.item("/remedies", "code", "review")["answered_within"]["amount"],
                20
            );
            let reason = generalised
                .list("/fields")
                .iter()
                .find(|field| field["code"] == "reason");
            assert_eq!(
                reason, None,
                "no reason is asked for (D.Lgs. 33/2013 art. 5 c. 3)"
            );
            let simple = shown(app, body, "simple-civic-access");
            assert_eq!(simple.item("/terms", "code", "statutory")["amount"], 30);
            assert_eq!(
                simple.at("/substitute_power/within"),
                &json!({ "amount": 15, "unit": "calendar_days" })
            );
            assert_eq!(shown(app, body, "document-access").str("/silence"), "refusal");
        }
    });
}

#[test]
fn information_is_given_in_order_of_arrival_and_asks_for_no_name() {
    on_both(|app| {
        let information = shown(app, "c_e625", "information-request");
        assert_eq!(information.at("/in_order_of_arrival"), true);
        assert_eq!(information.at("/reminders"), &json!([1, 0]));
        assert_eq!(
            information.item("/channels", "channel", "whatsapp")["anonymous"],
            true
        );
        let report = shown(app, "c_e625", "disservice-report");
        assert_eq!(report.at("/in_order_of_arrival"), false);
        assert_eq!(report.at("/reminders"), &json!([10, 3, 0]), "the usual ones");
        let post = report.item("/channels", "channel", "post");
        assert_eq!(post["anonymous"], false);
        assert_eq!(
            post["identity"],
            json!({ "proofs": ["document_copy"], "unproved": "asked_for" })
        );
        assert_eq!(report.str("/classification/code"), "I/8");
    });
}

#[test]
fn where_no_document_promises_a_term_none_is_shown() {
    on_both(|app| {
        for (body, procedure) in [
            ("c_e625", "appreciation"),
            ("cciaa_lu", "suggestion"),
            ("c_d237", "fault-report"),
            ("c_h114", "complaint"),
        ] {
            let shown = shown(app, body, procedure);
            assert!(shown.list("/terms").is_empty(), "{body} {procedure}");
            assert_eq!(shown.str("/silence"), "no_effect");
            assert_eq!(shown.json.pointer("/silence_after"), None);
        }
        let suggestion = shown(app, "c_e625", "suggestion");
        assert_eq!(suggestion.item("/terms", "code", "response")["amount"], 30);
    });
}

#[test]
fn outcomes_are_those_that_a_decision_may_have() {
    on_both(|app| {
        assert_eq!(
            shown(app, "c_e625", "appreciation").at("/outcomes"),
            &json!(["upheld", "not_competent"])
        );
        assert_eq!(shown(app, "c_e625", "complaint").list("/outcomes").len(), 5);
    });
}
