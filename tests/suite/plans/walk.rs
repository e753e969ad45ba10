//! Every operation of the contract, done by who may, and done well.

use cartaviva_tests::{Answer, App, Filed, Form, Person};
use serde_json::{Value, json};

use super::systems;
use crate::cases::standing::taking_permits;
use crate::people;
use crate::ristoro_policies::livorno_with;

/// Livorno.
pub const LIVORNO: &str = "/administrations/c_e625";

/// Where an answer says that what it made is.
pub fn made(answer: &Answer) -> String {
    answer.header("location").split_once("/v1").unwrap().1.to_owned()
}

/// Who saw what is at a path and may change it.
pub fn informed<'a>(who: Person<'a>, path: &str) -> Person<'a> {
    let seen = who.get(path).expect(200);
    who.with("If-Match", seen.header("etag"))
}

/// Somebody of Livorno.
pub fn who<'a>(app: &'a App, role: &str) -> Person<'a> {
    app.who(role, "c_e625")
}

/// Does something to a case.
fn done(app: &App, case: &Filed, role: &str, part: &str, body: &Value) -> Answer {
    who(app, role).post(&case.sub(part), body).expect(201)
}

/// Asks for every operation but those of disposals, which are years later.
pub fn every_operation(app: &App) {
    livorno_with(app, |file| {
        taking_permits(file);
        people::keeping_reports(file, "pseudonymise");
    });
    catalogue(app);
    editors(app);
    let (case, other) = (with_files(app), app.forwarded());
    reads_of(app, &case);
    life(app, &case, &other);
    ends(app, &other);
    redress(app);
    systems::register(app);
    systems::hooks(app);
    outbox(app);
    own_cases(app);
}

/// What anybody reads.
fn catalogue(app: &App) {
    let anybody = app.anonymous();
    anybody.get("/administrations").expect(200);
    anybody.get("/status").expect(200);
    anybody.get("/openapi.json").expect(200);
    for path in [
        "",
        "/calendar",
        "/calendar/versions",
        "/offices",
        "/offices/urp",
        "/offices/urp/calendar",
        "/offices/urp/calendar/versions",
        "/services",
        "/services/information",
        "/procedures",
        "/procedures/complaint",
        "/charters",
        "/charters/urp",
        "/charters/urp/editions",
        "/charters/urp/standards",
        "/charters/urp/standards/pertinence",
        "/charters/urp/standards/pertinence/exceptions",
        "/charters/urp/standards/pertinence/measurements/2026",
        "/charters/urp/scorecard?period=2026",
    ] {
        anybody.get(&format!("{LIVORNO}{path}")).expect(200);
    }
    let question = json!({
        "administration": "c_e625", "office": "urp", "starts_at": "2026-11-20T11:30:00+01:00",
        "term": { "amount": 30, "unit": "calendar_days" },
    });
    anybody.post("/deadline-calculations", &question).expect(200);
}

/// What editors do.
fn editors(app: &App) {
    let edition = crate::editions::added(app);
    let lucca = "/administrations/cciaa_lu/charters/complaints";
    app.anonymous()
        .get(&format!("{lucca}/editions/{edition}/changes"))
        .expect(200);
    let exception =
        json!({ "target": "10", "from": "2026-12-01", "until": "2027-01-31", "reason": "Personale in più" });
    let exceptions = format!("{lucca}/standards/complaint-response/exceptions");
    let editor = app.who("editor", "cciaa_lu");
    let excepted = editor.post(&exceptions, &exception).expect(201);
    app.anonymous().get(&made(&excepted)).expect(200);
    let trial = json!({ "target": "2", "unit": "working_days", "period": "2026" });
    let standards = format!("{LIVORNO}/charters/urp/standards");
    who(app, "editor")
        .post(&format!("{standards}/disservice-intake/simulations"), &trial)
        .expect(200);
    let measured = format!("{standards}/desk-opening-days/measurements/2026");
    informed(who(app, "editor"), &measured)
        .put(&measured, &json!({ "numerator": 241, "denominator": 250 }))
        .expect(200);
    for path in [
        format!("{LIVORNO}/calendar"),
        format!("{LIVORNO}/offices/urp/calendar"),
    ] {
        let change = json!({
            "settings": { "patron_saint_day": "05-22", "holidays": ["2026-12-23"] },
            "valid_from": "2026-12-01", "reason": "Chiusura straordinaria, ordinanza 41.",
        });
        informed(who(app, "editor"), &path)
            .put(&path, &change)
            .expect(200);
    }
}

/// A case with an attachment of the desk's and one of the citizen's.
fn with_files(app: &App) -> Filed {
    let case = app.received();
    let form = Form::with(
        "document",
        "pianta.pdf",
        b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n",
    );
    let citizen = app.citizen().with("Tracking-Code", &case.tracking_code);
    let sent = citizen.upload("/tracking/attachments", &form).expect(201);
    let own = format!("/tracking/attachments/{}", sent.str("/id"));
    citizen.get("/tracking/attachments").expect(200);
    citizen.get(&own).expect(200);
    citizen.get(&format!("{own}/content")).expect(200);
    citizen.get("/tracking").expect(200);
    citizen.get("/tracking/receipt").expect(200);
    citizen.get("/tracking/readings").expect(200);
    let added = who(app, "operator")
        .upload(&case.sub("attachments"), &form)
        .expect(201);
    let kept = case.sub(&format!("attachments/{}", added.str("/id")));
    for path in [case.sub("attachments"), kept.clone(), format!("{kept}/content")] {
        who(app, "operator").get(&path).expect(200);
    }
    let reason = json!({ "reason": "Allegato per errore." });
    who(app, "operator")
        .post(&format!("{kept}/withdrawal"), &reason)
        .expect(201);
    case
}

/// What staff read of cases.
fn reads_of(app: &App, case: &Filed) {
    let desk = who(app, "operator");
    for part in [
        "deadlines",
        "events",
        "receipt",
        "retention",
        "ristoro-eligibility",
    ] {
        desk.get(&case.sub(part)).expect(200);
    }
    desk.get(&case.path).expect(200);
    desk.get(&format!("{LIVORNO}/cases")).expect(200);
    desk.get(&format!("{LIVORNO}/work-lists")).expect(200);
    desk.post(&format!("{LIVORNO}/case-searches"), &json!({ "q": "sportello" }))
        .expect(200);
    let reader = desk.clone().reading_for("handling");
    reader.get(&case.sub("reporter")).expect(200);
    let fixed = json!({ "reporter": { "family_name": "Russo" }, "reason": "Lo chiede allo sportello." });
    desk.post(&case.sub("reporter/corrections"), &fixed).expect(201);
    let auditor = who(app, "auditor");
    for path in [
        "data-readings",
        "audit-entries",
        "events",
        "messages",
        "disposals",
    ] {
        auditor.get(&format!("{LIVORNO}/{path}")).expect(200);
    }
    let subject = json!({ "email": "anna.rossi@example.it", "reason": "data_subject_request" });
    who(app, "admin")
        .post(&format!("{LIVORNO}/data-subject-exports"), &subject)
        .expect(200);
}

/// What is done to a case until it is decided and after.
fn life(app: &App, case: &Filed, other: &Filed) {
    let reason = json!({ "reason": "Serve un sopralluogo." });
    done(
        app,
        case,
        "officer",
        "assignments",
        &json!({ "assignee": "giulia" }),
    );
    done(app, case, "officer", "releases", &json!({}));
    done(
        app,
        case,
        "officer",
        "notes",
        &json!({ "text": "Sentito l'ufficio.", "visibility": "internal" }),
    );
    done(
        app,
        case,
        "operator",
        "related-cases",
        &json!({ "case": other.id }),
    );
    done(
        app,
        case,
        "operator",
        "forwardings",
        &json!({ "office": "competent-office" }),
    );
    let permit = permit(app);
    done(app, &permit, "officer", "suspensions", &reason);
    done(app, &permit, "officer", "resumptions", &json!({}));
    let longer = json!({ "amount": 10, "unit": "calendar_days", "reason": "Serve un sopralluogo." });
    done(app, &permit, "officer", "extensions", &longer);
    done(
        app,
        &permit,
        "officer",
        "notices-before-refusal",
        &json!({ "grounds": "Manca un requisito." }),
    );
    done(app, &permit, "operator", "observations", &json!({}));
    let incomplete = self::permit(app);
    let missing = json!({ "missing": "La planimetria." });
    done(app, &incomplete, "officer", "completion-requests", &missing);
    done(app, &incomplete, "operator", "completions", &json!({}));
    done(app, case, "officer", "decision", &app.upholding());
    let mut corrected = app.upholding();
    corrected["reason"] = json!("Errore di stampa.");
    done(app, case, "officer", "corrections", &corrected);
    done(app, case, "operator", "closure", &json!({}));
    done(app, case, "operator", "reopening", &reason);
}

/// An application that a citizen made just now.
fn permit(app: &App) -> Filed {
    let mut body = app.report();
    body["procedure"] = json!("permit");
    app.filed("c_e625", &body)
}

/// Other ends of cases, and what holds their papers.
fn ends(app: &App, other: &Filed) {
    let refused = json!({ "answer": "Non è una domanda." });
    done(app, &app.received(), "officer", "inadmissibility", &refused);
    done(app, &app.received(), "operator", "withdrawal", &json!({}));
    done(
        app,
        &app.received(),
        "operator",
        "merging",
        &json!({ "into": other.id }),
    );
    let held = json!({ "reason": "Ricorso pendente davanti al TAR.", "act": "Nota prot. 2026/0001234" });
    let manager = app.manager("c_e625", "competent-office");
    manager.post(&other.sub("legal-hold"), &held).expect(201);
    manager.ask("DELETE", &other.sub("legal-hold"), None).expect(204);
}

/// Redress asked for, refused, granted, handed out, returned.
fn redress(app: &App) {
    let book = json!({ "item": "harbour-stories", "quantity": 1 });
    let reason = json!({ "reason": "Non è stato ritirato." });
    let [refused, delivered, returned] = [app.upheld(), app.upheld(), app.upheld()];
    done(app, &refused, "operator", "ristoro-claim", &json!({}));
    done(app, &refused, "manager", "ristoro-refusal", &reason);
    app.citizen()
        .with("Tracking-Code", &delivered.tracking_code)
        .post_nothing("/tracking/ristoro-claim")
        .expect(201);
    let granted = done(app, &delivered, "manager", "ristoro-grant", &book);
    let voucher = json!({ "voucher": granted.str("/voucher") });
    done(app, &delivered, "operator", "ristoro-delivery", &voucher);
    done(app, &returned, "manager", "ristoro-grant", &book);
    done(app, &returned, "operator", "ristoro-return", &reason);
    who(app, "operator").get(&returned.sub("ristoro")).expect(200);
}

/// A message that reaches nobody, tried again.
fn outbox(app: &App) {
    let mut body = app.report();
    body["reporter"] = json!({ "given_name": "Anna", "family_name": "Rossi", "phone": "0586123456" });
    let case = app.filed("c_e625", &body);
    done(
        app,
        &case,
        "operator",
        "forwardings",
        &json!({ "office": "competent-office" }),
    );
    done(app, &case, "officer", "decision", &app.upholding());
    let desk = who(app, "operator");
    let stuck = desk
        .get(&format!("{LIVORNO}/messages?state=no_address"))
        .expect(200);
    let message = stuck.str("/items/0/id");
    desk.post_nothing(&format!("{LIVORNO}/messages/{message}/retry"))
        .expect(202);
}

/// What a citizen sees who entered with SPID.
fn own_cases(app: &App) {
    let mut body = app.report();
    body["reporter"]["tax_code"] = json!("RSSMRA80A01H501U");
    let case = app.filed("c_e625", &body);
    let citizen = app
        .who("citizen", "")
        .claiming("administration", Value::Null)
        .claiming("fiscal_number", json!("TINIT-RSSMRA80A01H501U"))
        .claiming("acr", json!("https://www.spid.gov.it/SpidL2"));
    citizen.get(&format!("{LIVORNO}/own-cases")).expect(200);
    citizen
        .get(&format!("{LIVORNO}/own-cases/{}", case.id))
        .expect(200);
    done(
        app,
        &case,
        "operator",
        "forwardings",
        &json!({ "office": "competent-office" }),
    );
    done(app, &case, "officer", "decision", &app.upholding());
    citizen
        .post_nothing(&format!("{LIVORNO}/own-cases/{}/ristoro-claim", case.id))
        .expect(201);
}

/// What was kept long enough goes.
pub fn disposals(app: &App) {
    app.set_clock(people::LATER);
    let admin = who(app, "admin");
    admin.post(people::DISPOSALS, &people::order(true)).expect(200);
    let stopped = people::stopped(app);
    let own = format!("{}/{stopped}", people::DISPOSALS);
    admin.get(&own).expect(200);
    admin.post_nothing(&format!("{own}/continuation")).expect(201);
    admin.get(&format!("{own}/cases")).expect(200);
    admin.post(people::DISPOSALS, &people::order(false)).expect(201);
}
