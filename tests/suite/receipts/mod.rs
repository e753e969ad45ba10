//! The receipt (L. 241/1990 art. 18-bis): as data and as a page, for the desk and for whoever presented the case.

use cartaviva_tests::{Answer, App, Filed, on_both};
use data_encoding::BASE64;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::cases::complaint;
use crate::procedures::{civic_request, request};

/// The receipt as whoever presented the case opens it.
fn tracked(app: &App, case: &Filed, accept: &str, language: &str) -> Answer {
    app.citizen()
        .with("Tracking-Code", &case.tracking_code)
        .with("Accept", accept)
        .with("Accept-Language", language)
        .get("/tracking/receipt")
        .expect(200)
}

#[test]
fn the_receipt_tells_number_time_office_terms_and_what_silence_means() {
    on_both(|app| {
        let case = app.received();
        let receipt = tracked(app, &case, "application/json", "en");
        assert_eq!(receipt.str("/protocol/number"), "0000001");
        assert_eq!(
            receipt.str("/protocol/registered_at"),
            "2026-11-20T11:30:00+01:00"
        );
        assert_eq!(receipt.str("/received_at"), "2026-11-20T11:30:00+01:00");
        assert_eq!(receipt.str("/administration_title"), "Comune di Livorno");
        assert_eq!(receipt.str("/office/code"), "urp");
        assert!(!receipt.str("/office/title").is_empty());
        assert_eq!(receipt.list("/deadlines").len(), 2);
        assert_eq!(receipt.str("/silence/effect"), "no_effect");
        assert!(
            receipt
                .str("/silence/meaning")
                .starts_with("Silence has no effect")
        );
        assert!(receipt.str("/_links/tracking").ends_with("/v1/tracking"));
        let italian = tracked(app, &case, "application/json", "it");
        assert!(
            italian
                .str("/silence/meaning")
                .starts_with("Il silenzio non ha effetti")
        );
    });
}

/// Each thing that a notice of start must state, and whether the receipt states it.
fn stated(receipt: &Answer) -> Vec<(&str, bool)> {
    let rules = receipt.list("/start_notice/rules").iter();
    rules
        .map(|rule| (rule["rule"].as_str().unwrap(), rule["satisfied"] == true))
        .collect()
}

#[test]
fn the_receipt_of_a_request_for_documents_states_the_remedies_and_counts_as_the_notice_of_start() {
    on_both(|app| {
        let case = app.filed("c_e625", &request());
        let receipt = tracked(app, &case, "application/json", "en");
        assert_eq!(receipt.str("/silence/effect"), "refusal");
        let remedies: Vec<_> = receipt
            .list("/remedies")
            .iter()
            .map(|remedy| remedy["code"].as_str().unwrap())
            .collect();
        assert_eq!(remedies, ["court", "ombudsman"]);
        assert_eq!(receipt.str("/remedies/1/to/en"), "Ombudsman");
        assert_eq!(receipt.at("/remedies/0/asked_within/amount"), 30);
        assert!(receipt.json.get("substitute_power").is_none());
        assert!(
            receipt
                .str("/office/responsible_role")
                .starts_with("Responsabile del procedimento")
        );
        assert_eq!(receipt.at("/start_notice/counts"), true);
        assert_eq!(
            stated(&receipt),
            [
                ("proceeding", true),
                ("administration", true),
                ("subject", true),
                ("responsible", true),
                ("conclusion_date", true),
                ("remedies_for_inertia", true),
                ("presentation_date", true),
                ("online_access", true),
                ("office_for_documents", true),
            ]
        );
        let page = tracked(app, &case, "text/html", "en");
        for said in [
            "Where one may turn",
            "<dt>Ombudsman</dt>",
            "To be asked within 30 days",
            "counts as the notice that the proceeding has begun",
        ] {
            assert!(page.text.contains(said), "{said}");
        }
        let page = tracked(app, &case, "text/html", "it");
        for said in [
            "Dove rivolgersi",
            "Si chiede entro 30 giorni",
            "vale come comunicazione di avvio",
        ] {
            assert!(page.text.contains(said), "{said}");
        }
    });
}

#[test]
fn the_receipt_names_who_holds_the_substitute_power_and_where_it_is_asked_for() {
    on_both(|app| {
        let mut body = civic_request();
        body["procedure"] = json!("simple-civic-access");
        let case = app.filed("c_e625", &body);
        let receipt = tracked(app, &case, "application/json", "it");
        assert!(
            receipt
                .str("/substitute_power/holder")
                .starts_with("Dirigente generale")
        );
        assert_eq!(receipt.str("/substitute_power/title"), "Comune di Livorno");
        assert!(
            receipt
                .at("/substitute_power/contacts/certified_email")
                .is_string()
        );
        assert_eq!(receipt.at("/substitute_power/within/amount"), 15);
        let page = tracked(app, &case, "text/html", "it");
        for said in [
            "Potere sostitutivo",
            "Decide entro 15 giorni",
            "Comune di Livorno, ",
        ] {
            assert!(page.text.contains(said), "{said}");
        }
    });
}

#[test]
fn a_receipt_that_leaves_something_out_says_that_it_is_no_notice_of_start() {
    on_both(|app| {
        let report = app.received();
        let receipt = tracked(app, &report, "application/json", "en");
        assert_eq!(receipt.at("/start_notice/counts"), false);
        assert_eq!(stated(&receipt)[0], ("proceeding", false));
        assert!(receipt.list("/remedies").is_empty());
        let mut body = complaint();
        body["procedure"] = json!("business-activities");
        let application = app.filed("c_e506", &body);
        let receipt = tracked(app, &application, "application/json", "en");
        assert_eq!(receipt.at("/start_notice/counts"), false);
        let missing = stated(&receipt).into_iter().filter(|(_, stated)| !stated);
        assert_eq!(missing.collect::<Vec<_>>(), [("responsible", false)]);
        let page = tracked(app, &application, "text/html", "it");
        for said in [
            "non vale come comunicazione di avvio del procedimento",
            "il responsabile del procedimento non è indicato.</li>",
        ] {
            assert!(page.text.contains(said), "{said}");
        }
    });
}

#[test]
fn the_desk_and_whoever_presented_the_case_read_the_same_receipt() {
    on_both(|app| {
        let case = app.received();
        let desk = app.operator("c_e625").get(&case.sub("receipt")).expect(200);
        assert_eq!(desk.json, tracked(app, &case, "*/*", "en").json);
        app.citizen()
            .get(&case.sub("receipt"))
            .problem(401, "token_missing");
        app.officer("c_e625", "competent-office")
            .get(&case.sub("receipt"))
            .problem(404, "case_not_found");
        app.citizen()
            .with("Tracking-Code", "c_e625.aaaaaaaaaaaaaaaaaaaaaaaaaa")
            .get("/tracking/receipt")
            .problem(404, "tracking_code_unknown");
    });
}

#[test]
fn the_receipt_never_repeats_the_tracking_code() {
    on_both(|app| {
        let case = app.received();
        for accept in ["application/json", "text/html"] {
            let receipt = tracked(app, &case, accept, "it");
            assert!(!receipt.text.contains(&case.tracking_code));
            assert_eq!(receipt.header("cache-control"), "no-store");
            assert_eq!(receipt.header("vary"), "Accept, Accept-Language");
        }
    });
}

#[test]
fn the_page_reads_as_it_was_approved_in_both_languages() {
    let approved = [
        ("it", include_str!("page.it.html")),
        ("en", include_str!("page.en.html")),
    ];
    on_both(|app| {
        let case = app.received();
        for (language, page) in approved {
            let receipt = tracked(app, &case, "text/html", language);
            assert_eq!(receipt.header("content-language"), language);
            let (base, _) = case.receipt["_links"]["tracking"]
                .as_str()
                .unwrap()
                .split_once("/v1")
                .unwrap();
            let shown = receipt.text.replace(base, "https://carta.example.it");
            assert!(
                shown == page,
                "the page in {language} is not the approved one:\n{shown}"
            );
        }
    });
}

#[test]
fn the_page_may_show_its_own_style_and_do_nothing_else() {
    on_both(|app| {
        let case = app.received();
        let page = tracked(app, &case, "text/html", "it");
        let (_, rest) = page.text.split_once("<style>").unwrap();
        let (style, _) = rest.split_once("</style>").unwrap();
        let hash = BASE64.encode(&Sha256::digest(style.as_bytes()));
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.contains(&format!("style-src 'sha256-{hash}'")), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        for word in ["<script", "onload", "javascript:", "<img", "<form"] {
            assert!(!page.text.contains(word), "{word}");
        }
    });
}

#[test]
fn what_people_write_is_text_on_the_page() {
    on_both(|app| {
        let mut body = app.report();
        body["subject"] = json!("<script>alert('ciao')</script> & \"co\"");
        let case = app.filed("c_e625", &body);
        let page = tracked(app, &case, "text/html", "it");
        assert!(!page.text.contains("<script"));
        assert!(page.text.contains("&#60;script&#62;"), "{}", page.text);
    });
}

#[test]
fn a_receipt_of_an_annulled_entry_says_so() {
    on_both(|app| {
        let case = app.received();
        let act = json!({ "reference": "Disposizione 12/2026", "reason": "Registrata due volte" });
        app.who("manager", "c_e625")
            .post("/administrations/c_e625/protocol-entries/2026/1/annulment", &act)
            .expect(201);
        let receipt = tracked(app, &case, "application/json", "it");
        assert_eq!(receipt.at("/protocol/annulled"), true);
        let page = tracked(app, &case, "text/html", "it");
        assert!(page.text.contains("è stata annullata"));
        let shown = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(shown.at("/protocol/0/annulled"), true);
        assert_eq!(shown.at("/protocol/1/annulled"), false);
    });
}
