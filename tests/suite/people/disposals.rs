//! Disposals: only by an authorised act, only of what is due, and the figures stay.

use cartaviva_domain::codes::{AdministrationCode, Code, DisposalId};
use cartaviva_domain::retention::Disposal;
use cartaviva_domain::text::Source;
use cartaviva_persistence::{Db, Limits, StoreError, retention};
use cartaviva_tests::{App, Filed, on_both};
use serde_json::{Value, json};
use time::macros::{date, datetime};
use uuid::Uuid;

use super::stored::beside_the_register;
use super::{DISPOSALS, LATER, five_years, order, planned, read, standing};

/// A word that stands in everything that somebody writes about this case.
const MARK: &str = "Quondamatteo";

/// A case with the mark in every text that people can write, decided, claimed, granted, returned, reopened and decided.
fn marked(app: &App) -> Filed {
    let said = |what: &str| format!("{what} {MARK}");
    let mut body = app.report();
    body["subject"] = json!(said("Lampione spento davanti a casa"));
    body["description"] = json!(said("Lo dice il signor"));
    body["reporter"] = json!({
        "given_name": "Zoraide", "family_name": MARK, "email": "zoraide@quondamatteo.example",
        "certified_email": "zoraide@pec.quondamatteo.example", "phone": "0586999777",
        "tax_code": "RSSMRA80A01H501U", "address": said("Via"),
    });
    let case = app.filed("c_e625", &body);
    let (desk, officer) = (app.operator("c_e625"), app.officer("c_e625", "competent-office"));
    desk.post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
        .expect(201);
    let mut decision = app.upholding();
    decision["answer"] = json!(said("Gentile"));
    officer.post(&case.sub("decision"), &decision).expect(201);
    let grant = json!({ "item": "harbour-stories", "quantity": 1 });
    app.manager("c_e625", "competent-office")
        .post(&case.sub("ristoro-grant"), &grant)
        .expect(201);
    let reason = json!({ "reason": said("Lo rende") });
    officer.post(&case.sub("ristoro-return"), &reason).expect(201);
    desk.post(
        &case.sub("reopening"),
        &json!({ "reason": said("Nuovi elementi da") }),
    )
    .expect(201);
    desk.post(
        &case.sub("forwardings"),
        &json!({ "office": "urp", "reason": said("Lo chiede") }),
    )
    .expect(201);
    app.officer("c_e625", "urp")
        .post(&case.sub("decision"), &decision)
        .expect(201);
    let correction = json!({ "reporter": { "family_name": said("Altra"), "phone": "0586999778" }, "reason": said("Lo chiede") });
    desk.post(&case.sub("reporter/corrections"), &correction)
        .expect(201);
    read(desk.clone(), &case, "contact").expect(200);
    case
}

#[test]
fn nothing_a_person_wrote_or_was_called_stays_but_in_the_register() {
    on_both(|app| {
        five_years(app);
        let case = marked(app);
        let before = beside_the_register(app);
        assert!(before.contains(MARK) && before.contains("RSSMRA80A01H501U"));
        app.set_clock(LATER);
        let done = app
            .who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        assert_eq!(done.at("/disposed"), 1);
        assert!(done.json.get("due").is_none() && done.json.get("finished_at").is_some());
        let after = beside_the_register(app).to_lowercase();
        for mark in [
            "quondamatteo",
            "zoraide",
            "0586999777",
            "0586999778",
            "rssmra80a01h501u",
        ] {
            let place = after.find(mark).map(|at| &after[at.saturating_sub(200)..at]);
            assert!(place.is_none(), "{mark} after {}", place.unwrap_or_default());
        }
        assert_eq!(standing(app, &case), "disposed");
    });
}

#[test]
fn what_stays_of_a_case_is_what_it_was_and_when_and_its_entries_in_the_register() {
    on_both(|app| {
        five_years(app);
        let case = marked(app);
        let desk = app.operator("c_e625");
        let before = desk.get(&case.path).expect(200);
        app.set_clock(LATER);
        app.who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        let after = desk.get(&case.path).expect(200);
        assert_eq!(after.str("/subject"), "[rimosso]");
        assert_eq!(after.str("/description"), "[rimosso]");
        assert_eq!(after.str("/decision/answer"), "[rimosso]");
        for kept in [
            "/procedure",
            "/channel",
            "/status",
            "/office",
            "/received_at",
            "/deadlines",
            "/decision/outcome",
            "/decision/breached_standards",
            "/protocol",
        ] {
            assert_eq!(after.at(kept), before.at(kept), "{kept}");
        }
        let events = desk.get(&case.sub("events")).expect(200);
        let last = events.list("/items").last().unwrap();
        assert_eq!(
            (&last["kind"], &last["role"]),
            (&json!("personal_data_removed"), &json!("admin"))
        );
        let kept = app
            .who("auditor", "c_e625")
            .get(&case.sub("retention"))
            .expect(200);
        assert_eq!(kept.str("/disposed/digest").len(), 64);
        assert_eq!(kept.str("/kept_until"), "2031-11-20");
    });
}

#[test]
fn the_tracking_code_of_a_case_that_was_disposed_of_opens_nothing_and_nobody_acts_on_it() {
    on_both(|app| {
        five_years(app);
        let case = marked(app);
        app.set_clock(LATER);
        let admin = app.who("admin", "c_e625");
        admin.post(DISPOSALS, &order(false)).expect(201);
        app.citizen()
            .with("Tracking-Code", &case.tracking_code)
            .get("/tracking")
            .problem(404, "tracking_code_unknown");
        let reason = json!({ "reason": "Nuovi elementi." });
        admin
            .post(&case.sub("reopening"), &reason)
            .problem(409, "conflict");
        let hold = json!({ "reason": "Ricorso.", "act": "Nota 1" });
        admin
            .post(&case.sub("legal-hold"), &hold)
            .problem(409, "conflict");
        let correction = json!({ "reporter": { "family_name": "Russo" }, "reason": "Richiesta." });
        admin
            .post(&case.sub("reporter/corrections"), &correction)
            .problem(409, "conflict");
        let gone = read(app.operator("c_e625"), &case, "contact").expect(200);
        assert_eq!(gone.at("/identity/anonymous"), true);
        assert!(gone.list("/identity/corrections").is_empty());
    });
}

#[test]
fn no_figure_changes() {
    on_both(|app| {
        five_years(app);
        marked(app);
        let late = app.forwarded();
        app.set_clock("2026-12-29T09:00:00+01:00");
        let mut decision = app.upholding();
        decision["late_reasons"] = json!("Il fascicolo era incompleto.");
        app.officer("c_e625", "competent-office")
            .post(&late.sub("decision"), &decision)
            .expect(201);
        app.set_clock(LATER);
        let scorecard = || {
            let path = "/administrations/c_e625/charters/urp/scorecard?period=2026";
            app.anonymous().get(path).expect(200).at("/standards").clone()
        };
        let before = scorecard();
        let counted = before
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line["state"] != "not_measurable" && line["denominator"] == 2);
        assert!(counted, "{before}");
        let done = app
            .who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        assert_eq!(done.at("/disposed"), 2);
        assert_eq!(scorecard(), before);
    });
}

#[test]
fn trying_a_disposal_names_the_cases_and_changes_nothing() {
    on_both(|app| {
        five_years(app);
        let case = marked(app);
        app.set_clock(LATER);
        let stored = beside_the_register(app);
        let tried = app
            .who("admin", "c_e625")
            .post(DISPOSALS, &order(true))
            .expect(200);
        assert_eq!(tried.at("/dry_run"), true);
        let due = tried.item("/items", "id", &case.id);
        assert_eq!(
            (&due["ended_on"], &due["kept_until"]),
            (&json!("2026-11-20"), &json!("2031-11-20"))
        );
        assert_eq!(beside_the_register(app), stored);
    });
}

#[test]
fn only_what_has_ended_and_was_kept_long_enough_is_taken() {
    on_both(|app| {
        five_years(app);
        let (open, early) = (app.forwarded(), app.upheld());
        app.set_clock("2027-01-01T00:00:00+01:00");
        let late = app.upheld();
        assert_eq!(standing(app, &open), "open");
        assert_eq!(standing(app, &early), "kept");
        app.set_clock("2032-01-01T00:00:00+01:00");
        let done = app
            .who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        assert_eq!(done.at("/disposed"), 1);
        assert_eq!(standing(app, &early), "disposed");
        assert_eq!(standing(app, &late), "kept");
        assert_eq!(standing(app, &open), "open");
    });
}

#[test]
fn a_case_without_a_class_and_one_kept_for_ever_are_not_disposed_of() {
    on_both(|app| {
        let case = app.upheld();
        app.set_clock(LATER);
        let admin = app.who("admin", "c_e625");
        assert_eq!(standing(app, &case), "no_class");
        admin
            .post(DISPOSALS, &order(true))
            .refused(422, "no_retention_class");
        planned(app, "keep_for_ever");
        assert_eq!(standing(app, &case), "kept_for_ever");
        admin.post(DISPOSALS, &order(false)).refused(422, "kept_for_ever");
        let mut unknown = order(false);
        unknown["procedure"] = json!("teleport");
        admin
            .post(DISPOSALS, &unknown)
            .field(422, "validation_failed", "/procedure");
    });
}

#[test]
fn the_day_until_which_cases_are_taken_must_have_passed() {
    on_both(|app| {
        five_years(app);
        app.set_clock("2031-12-31T23:59:59+01:00");
        let admin = app.who("admin", "c_e625");
        admin
            .post(DISPOSALS, &order(false))
            .refused(422, "until_not_passed");
        app.set_clock("2032-01-01T00:00:00+01:00");
        admin.post(DISPOSALS, &order(false)).expect(201);
    });
}

#[test]
fn a_disposal_names_its_act_and_its_authorisation_and_an_admin_alone_orders_it() {
    on_both(|app| {
        five_years(app);
        app.set_clock(LATER);
        let admin = app.who("admin", "c_e625");
        for needed in ["act", "authorisation"] {
            let mut nameless = order(false);
            nameless[needed] = json!(" ");
            let pointer = format!("/{needed}");
            admin
                .post(DISPOSALS, &nameless)
                .field(422, "validation_failed", &pointer);
        }
        for role in ["operator", "officer", "manager", "auditor", "integrator"] {
            let other = app.who(role, "c_e625");
            other
                .post(DISPOSALS, &order(true))
                .problem(403, "role_not_allowed");
        }
        app.who("admin", "c_e506")
            .post(DISPOSALS, &order(true))
            .problem(404, "not_found");
    });
}

#[test]
fn an_auditor_reads_every_disposal_and_what_stays_of_its_cases() {
    on_both(|app| {
        five_years(app);
        let cases = [app.upheld(), app.upheld(), app.upheld()];
        app.set_clock(LATER);
        let done = app
            .who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        let (_, own) = done.header("location").split_once("/v1").unwrap();
        let auditor = app.who("auditor", "c_e625");
        let listed = auditor.get(DISPOSALS).expect(200);
        assert_eq!(
            listed.item("/items", "id", done.str("/id"))["act"],
            order(false)["act"]
        );
        let shown = auditor.get(own).expect(200);
        assert_eq!(shown.at("/disposed"), 3);
        let first = auditor.get(&format!("{own}/cases?limit=2")).expect(200);
        let cursor = first.str("/next_cursor");
        let rest = auditor
            .get(&format!("{own}/cases?limit=2&cursor={cursor}"))
            .expect(200);
        let seen: Vec<&Value> = first
            .list("/items")
            .iter()
            .chain(rest.list("/items"))
            .map(|one| &one["id"])
            .collect();
        let mut filed: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        filed.sort_unstable();
        assert_eq!(seen, filed);
        app.manager("c_e625", "urp")
            .get(own)
            .problem(403, "role_not_allowed");
        auditor
            .get(&format!("{DISPOSALS}/019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11"))
            .problem(404, "not_found");
    });
}

#[test]
fn more_cases_than_one_transaction_takes_are_all_taken() {
    on_both(|app| {
        five_years(app);
        let desk = app.operator("c_e625");
        for _ in 0..53 {
            let case = app.received();
            desk.post(&case.sub("withdrawal"), &json!({})).expect(201);
        }
        app.set_clock(LATER);
        let done = app
            .who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        assert_eq!(done.at("/disposed"), 53);
    });
}

#[test]
fn a_disposal_that_stopped_goes_on_where_it_stopped() {
    on_both(|app| {
        five_years(app);
        let case = app.upheld();
        app.set_clock(LATER);
        let id = stopped(app);
        let (admin, own) = (app.who("admin", "c_e625"), format!("{DISPOSALS}/{id}"));
        let waiting = admin.get(&own).expect(200);
        assert_eq!(waiting.at("/due"), 1);
        let (_, next) = waiting.str("/_links/continuation").split_once("/v1").unwrap();
        let done = admin.post_nothing(next).expect(201);
        assert_eq!(done.at("/disposed"), 1);
        assert_eq!(standing(app, &case), "disposed");
        let again = admin.post_nothing(next).expect(201);
        assert_eq!(again.json, done.json, "nothing is left to do");
    });
}

/// A disposal that was ordered and took nothing yet, as a program that ended in the middle leaves it.
pub(crate) fn stopped(app: &App) -> Uuid {
    let id = Uuid::from_u128(7);
    let disposal = Disposal {
        id: DisposalId(id),
        act: Source::parse("Determinazione 1").unwrap(),
        authorisation: Source::parse("Soprintendenza 1").unwrap(),
        procedure: Code::parse("disservice-report").unwrap(),
        until: date!(2031 - 12 - 31),
        ordered_at: datetime!(2032-02-10 08:00 UTC),
        ordered_by: "admin".to_owned(),
        finished_at: None,
    };
    let administration = AdministrationCode::parse("c_e625").unwrap();
    let db = Db::open(&app.database().target, Limits::default()).unwrap();
    db.write::<_, StoreError>(|db| retention::add(db, &administration, &disposal))
        .unwrap();
    id
}
