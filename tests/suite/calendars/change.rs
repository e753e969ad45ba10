//! A changed calendar moves the deadlines that still run, and each move is told.

use std::fs;
use std::thread;

use cartaviva_api::import;
use cartaviva_api::randomness::Randomness;
use cartaviva_api::scheduler;
use cartaviva_persistence::{Db, Limits};
use cartaviva_tests::{Filed, on_both};
use serde_json::{Value, json};
use time::macros::datetime;

use super::{LECCE, OFFICE, complaint, decide, due_on, having_seen, holiday, recomputed};

#[test]
fn a_dry_run_lists_what_would_move_and_keeps_nothing() {
    on_both(|app| {
        let case = complaint(app);
        let body = holiday("2026-12-01");
        let seen = having_seen(app, LECCE);
        let foreseen = seen.put(&format!("{LECCE}?dry_run=true"), &body).expect(200);
        assert_eq!(foreseen.at("/dry_run"), true);
        assert_eq!(foreseen.at("/total"), 1);
        let moved = foreseen.item("/changes", "case", &case.id);
        assert_eq!(moved["term"], "response");
        assert_eq!(
            (&moved["old_due_on"], &moved["new_due_on"]),
            (&json!("2026-12-21"), &json!("2026-12-22"))
        );
        assert_eq!(
            (due_on(app, &case).as_str(), recomputed(app, &case)),
            ("2026-12-21", 0)
        );
        assert_eq!(
            app.anonymous()
                .get(&format!("{LECCE}/versions"))
                .expect(200)
                .list("/items")
                .len(),
            1
        );
        let done = seen.put(LECCE, &body).expect(200);
        assert_eq!(done.at("/dry_run"), false);
        assert_eq!(done.at("/changes"), foreseen.at("/changes"));
    });
}

#[test]
fn a_change_moves_what_runs_and_tells_it_in_the_events_of_the_case() {
    on_both(|app| {
        let case = complaint(app);
        app.set_clock("2026-11-25T09:00:00+01:00");
        having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-01"))
            .expect(200);
        assert_eq!(
            (due_on(app, &case).as_str(), recomputed(app, &case)),
            ("2026-12-22", 1)
        );
        let events = app.operator("c_e506").get(&case.sub("events")).expect(200);
        let told = events.item("/items", "kind", "deadline_recomputed");
        assert_eq!((&told["sequence"], &told["role"]), (&json!(3), &json!("editor")));
        let moved = &told["recomputed"];
        assert_eq!(
            (&moved["old_due_on"], &moved["new_due_on"]),
            (&json!("2026-12-21"), &json!("2026-12-22"))
        );
        assert_eq!(
            (&moved["term"], &moved["reason"]),
            (&json!("response"), &holiday("2026-12-01")["reason"])
        );
        let deadlines = app.operator("c_e506").get(&case.sub("deadlines")).expect(200);
        assert_eq!(
            deadlines.item("/items/0/steps", "rule", "last_day_moved")["on"],
            "2026-12-22"
        );
        assert_eq!(
            deadlines.at("/items/0/deadline").get("original_due_on"),
            None,
            "nothing was extended"
        );
        let cites = app
            .citizen()
            .with("Tracking-Code", &case.tracking_code)
            .get("/tracking")
            .expect(200);
        assert!(cites.text.contains("2026-12-22"), "{}", cites.text);
    });
}

#[test]
fn what_has_ended_or_is_due_before_the_day_stays() {
    on_both(|app| {
        let (decided, withdrawn, running) = (complaint(app), complaint(app), complaint(app));
        decide(app, &decided).expect(201);
        app.operator("c_e506")
            .post(&withdrawn.sub("withdrawal"), &json!({}))
            .expect(201);
        let too_late = having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-22"))
            .expect(200);
        assert_eq!(too_late.at("/total"), 0);
        assert_eq!(due_on(app, &running), "2026-12-21");
        let in_time = having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-21"))
            .expect(200);
        assert_eq!(in_time.at("/total"), 1);
        for (case, due, times) in [
            (&decided, "2026-12-21", 0),
            (&withdrawn, "2026-12-21", 0),
            (&running, "2026-12-22", 1),
        ] {
            assert_eq!((due_on(app, case).as_str(), recomputed(app, case)), (due, times));
        }
    });
}

#[test]
fn an_extension_keeps_its_meaning_when_the_calendar_changes() {
    on_both(|app| {
        let case = complaint(app);
        let extension = json!({ "amount": 1, "unit": "calendar_days", "reason": "Serve un parere." });
        let extended = app
            .officer("c_e506", "ict-and-business")
            .post(&case.sub("extensions"), &extension);
        assert_eq!(extended.expect(201).str("/deadlines/0/due_on"), "2026-12-21");
        having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-01"))
            .expect(200);
        assert_eq!(due_on(app, &case), "2026-12-22");
    });
}

#[test]
fn an_office_with_a_calendar_of_its_own_follows_its_administration_no_more() {
    on_both(|app| {
        let case = complaint(app);
        let mut own = holiday("2026-12-01");
        own["settings"]["holidays"] = json!(["2026-12-21", "2026-12-22"]);
        having_seen(app, OFFICE).put(OFFICE, &own).expect(200);
        assert_eq!(due_on(app, &case), "2026-12-23");
        assert_eq!(app.anonymous().get(OFFICE).expect(200).at("/own_calendar"), true);
        let changed = having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-01"))
            .expect(200);
        assert_eq!(changed.at("/total"), 0);
        assert_eq!(
            (due_on(app, &case).as_str(), recomputed(app, &case)),
            ("2026-12-23", 1)
        );
    });
}

#[test]
fn a_calendar_that_changes_in_the_imported_file_moves_what_runs_too() {
    on_both(|app| {
        let case = complaint(app);
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/lecce.json");
        let mut catalogue: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        catalogue["administration"]["calendar"]["holidays"] = json!(["2026-12-21"]);
        let folder = tempfile::tempdir().unwrap();
        let changed = folder.path().join("lecce.json");
        fs::write(&changed, catalogue.to_string()).unwrap();
        let db = Db::open(&app.database().target, Limits::default()).unwrap();
        let load = || {
            import::file(
                &db,
                &changed,
                datetime!(2026-11-24 09:00 +1),
                &Randomness::seeded(7),
            )
            .unwrap()
        };
        load();
        load();
        assert_eq!(
            (due_on(app, &case).as_str(), recomputed(app, &case)),
            ("2026-12-22", 1)
        );
        let calendar = app
            .anonymous()
            .get(&format!("{OFFICE}?on=2026-11-24"))
            .expect(200);
        assert_eq!(calendar.str("/version/valid_from"), "2026-11-24");
        assert_eq!(
            calendar.at("/last_version"),
            2,
            "loading the file again changes nothing"
        );
    });
}

#[test]
fn what_is_decided_while_the_calendar_changes_stays_decided() {
    on_both(|app| {
        let cases: Vec<Filed> = (0..8).map(|_| complaint(app)).collect();
        let seen = having_seen(app, LECCE);
        thread::scope(|both| {
            both.spawn(|| {
                cases
                    .iter()
                    .for_each(|case| while decide(app, case).status == 409 {})
            });
            both.spawn(|| seen.put(LECCE, &holiday("2026-12-01")).expect(200));
        });
        for case in &cases {
            let decided = app.operator("c_e506").get(&case.path).expect(200);
            assert_eq!(
                (decided.str("/status"), decided.str("/deadlines/0/state")),
                ("decided", "met")
            );
            let events = app.operator("c_e506").get(&case.sub("events")).expect(200);
            let sequence: Vec<_> = events
                .list("/items")
                .iter()
                .map(|event| event["sequence"].as_u64())
                .collect();
            assert_eq!(sequence, (1..).map(Some).take(sequence.len()).collect::<Vec<_>>());
            assert_eq!(
                decided.str("/deadlines/0/due_on") == "2026-12-22",
                recomputed(app, case) == 1
            );
        }
    });
}

#[test]
fn a_case_that_slipped_past_a_change_is_counted_once_more_a_minute_later() {
    on_both(|app| {
        let case = complaint(app);
        app.database()
            .execute("CREATE TABLE before AS SELECT * FROM deadlines");
        having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-01"))
            .expect(200);
        assert_eq!(due_on(app, &case), "2026-12-22");
        // What a registration leaves that had read the calendar before and was kept after the change.
        app.database().execute(
            "UPDATE deadlines SET (due, due_at, calendar_version) = (SELECT due, due_at, calendar_version FROM before \
             WHERE before.case_id = deadlines.case_id AND before.term = deadlines.term)",
        );
        assert_eq!(due_on(app, &case), "2026-12-21");

        app.pass(30);
        assert_eq!(
            scheduler::recount(app.state()).unwrap(),
            0,
            "requests may be under way"
        );
        app.pass(40);
        assert!(scheduler::recount(app.state()).unwrap() > 0);
        assert_eq!(
            (due_on(app, &case).as_str(), recomputed(app, &case)),
            ("2026-12-22", 2)
        );
        let events = app.operator("c_e506").get(&case.sub("events")).expect(200);
        let told = events.list("/items").last().unwrap();
        assert_eq!(
            (&told["role"], &told["recomputed"]["reason"]),
            (&json!("system"), &holiday("2026-12-01")["reason"])
        );
        assert_eq!(scheduler::recount(app.state()).unwrap(), 0, "once is enough");
    });
}
