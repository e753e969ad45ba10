//! The receipt (L. 241/1990 art. 18-bis): as data and as a page, for the desk and for whoever presented the case.

use cartaviva_tests::{Answer, App, Filed, on_both};
use data_encoding::BASE64;
use serde_json::json;
use sha2::{Digest, Sha256};

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
