//! What happens to the service: somebody holds a lock and does not give it back, the clock is put back.

use std::thread;
use std::time::{Duration, Instant};

use cartaviva_tests::{Holder, on_both};
use serde_json::json;

/// How many ask at once: more than there are threads and connections.
const CLIENTS: usize = 24;

/// How long somebody may be kept waiting, also on a machine that is busy.
const BOUND: Duration = Duration::from_secs(20);

#[test]
fn who_waits_for_a_lock_is_told_within_seconds_to_come_back_and_nothing_stays_of_it() {
    on_both(|app| {
        let (citizen, report) = (app.citizen(), app.report());
        app.received();
        let mut holder = Holder::of(&app.database().target, "c_e625");
        let began = Instant::now();
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| {
                    let answer = app.citizen().post("/administrations/c_e625/cases", &report);
                    answer.problem(503, "unavailable");
                    assert!(answer.header("retry-after").parse::<u32>().is_ok());
                });
            }
        });
        assert!(began.elapsed() < BOUND, "{:?}", began.elapsed());
        holder.lets_go();
        let next = citizen.post("/administrations/c_e625/cases", &report).expect(201);
        assert_eq!(next.str("/protocol/number"), "0000002");
    });
}

#[test]
fn a_clock_that_is_put_back_refuses_nobody_and_nothing_is_registered_before_what_came_before() {
    on_both(|app| {
        let case = app.forwarded();
        app.set_clock("2026-11-20T10:30:00+01:00");
        let officer = app.officer("c_e625", "competent-office");
        let assignment = json!({ "assignee": "geometra" });
        officer.post(&case.sub("assignments"), &assignment).expect(201);
        let events = officer.get(&case.sub("events")).expect(200);
        let times: Vec<&str> = events
            .list("/items")
            .iter()
            .filter_map(|event| event["occurred_at"].as_str())
            .collect();
        assert!(
            times.len() > 3 && times.iter().all(|time| *time == times[0]),
            "{times:?}"
        );
        let next = app
            .citizen()
            .post("/administrations/c_e625/cases", &app.report())
            .expect(201);
        assert_eq!(next.str("/protocol/registered_at"), times[0]);
    });
}

#[test]
fn what_is_said_to_have_happened_before_the_last_act_is_still_refused() {
    on_both(|app| {
        let case = app.forwarded();
        let said = json!({ "assignee": "geometra", "occurred_at": "2026-11-20T10:30:00+01:00" });
        app.officer("c_e625", "competent-office")
            .post(&case.sub("assignments"), &said)
            .refused(422, "occurred_before_previous");
    });
}
