//! What holds now, what held and will hold.

use cartaviva_tests::on_both;
use serde_json::json;

use super::{LECCE, OFFICE, complaint, due_on, having_seen, holiday, recomputed};

#[test]
fn the_first_calendar_holds_since_ever_and_an_office_without_one_works_by_it() {
    on_both(|app| {
        let own = app.anonymous().get(LECCE).expect(200);
        assert_eq!(own.at("/version/number"), 1);
        assert_eq!(own.str("/version/valid_from"), "1978-01-01");
        assert_eq!(own.str("/version/settings/patron_saint_day"), "08-26");
        assert_eq!(own.at("/own_calendar"), true);
        assert_eq!(own.header("cache-control"), "public, max-age=60");
        let office = app.anonymous().get(OFFICE).expect(200);
        assert_eq!(office.at("/own_calendar"), false);
        assert_eq!(office.at("/version/settings"), own.at("/version/settings"));
        let known = app.anonymous().with("If-None-Match", own.header("etag"));
        known.get(LECCE).expect(304);
        let urp = app
            .anonymous()
            .get("/administrations/c_e625/offices/urp/calendar")
            .expect(200);
        assert_eq!(urp.at("/own_calendar"), true);
        app.anonymous()
            .get("/administrations/c_a000/calendar")
            .problem(404, "administration_not_found");
        let nowhere = app
            .anonymous()
            .get("/administrations/c_e506/offices/none/calendar");
        nowhere.problem(404, "office_not_found");
    });
}

#[test]
fn a_new_case_is_counted_by_the_calendar_that_holds_when_it_is_due() {
    on_both(|app| {
        having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-01"))
            .expect(200);
        let case = complaint(app);
        assert_eq!(
            (due_on(app, &case).as_str(), recomputed(app, &case)),
            ("2026-12-22", 0)
        );
        let asked = json!({
            "administration": "c_e506", "term": { "amount": 30, "unit": "calendar_days" },
            "starts_at": "2026-11-20T11:30:00+01:00",
        });
        let calculated = app.anonymous().post("/deadline-calculations", &asked).expect(200);
        assert_eq!(calculated.str("/due_on"), "2026-12-22");
    });
}

#[test]
fn a_version_holds_from_its_day_on_and_every_one_is_listed() {
    on_both(|app| {
        having_seen(app, LECCE)
            .put(LECCE, &holiday("2026-12-01"))
            .expect(200);
        let holds = |on: &str| {
            let held = app.anonymous().get(&format!("{LECCE}?on={on}")).expect(200);
            held.at("/version/number").clone()
        };
        assert_eq!((holds("2026-11-30"), holds("2026-12-01")), (json!(1), json!(2)));
        let today = app.anonymous().get(LECCE).expect(200);
        assert_eq!(
            (today.at("/version/number"), today.at("/last_version")),
            (&json!(1), &json!(2))
        );
        let shown = |path: &str| {
            app.anonymous()
                .get(path)
                .expect(200)
                .at("/calendar/holidays")
                .clone()
        };
        let office = "/administrations/c_e506/offices/ict-and-business";
        assert_eq!(
            (shown("/administrations/c_e506"), shown(office)),
            (json!([]), json!([]))
        );
        app.set_clock("2026-12-01T00:30:00+01:00");
        assert_eq!(app.anonymous().get(LECCE).expect(200).at("/version/number"), 2);
        let there = json!(["2026-12-21"]);
        assert_eq!(
            (shown("/administrations/c_e506"), shown(office)),
            (there.clone(), there)
        );
        let versions = app.anonymous().get(&format!("{OFFICE}/versions")).expect(200);
        let numbers: Vec<_> = versions
            .list("/items")
            .iter()
            .map(|version| &version["number"])
            .collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!(versions.str("/items/0/reason"), holiday("2026-12-01")["reason"]);
    });
}
