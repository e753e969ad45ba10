//! Many servers on one database: what one has in hand the others pass by.

use std::thread;

use cartaviva_api::scheduler::{self, Rung};
use cartaviva_api::state::AppState;
use cartaviva_tests::{App, Filed, on_both};

/// How many servers there are.
const SERVERS: u64 = 3;
/// How many cases are late.
const CASES: usize = 20;

/// Everything that a server finds to do, until nothing is left.
fn until_nothing_is_left(state: &AppState) -> Vec<Rung> {
    let mut rungs = Vec::new();
    loop {
        let rung = scheduler::ring(state).unwrap();
        rungs.push(rung);
        if rung.seen == 0 {
            return rungs;
        }
    }
}

fn missed(app: &App, case: &Filed) -> usize {
    let events = app.operator("c_e625").get(&case.sub("events")).expect(200);
    let items = events.at("/items").as_array().unwrap();
    items
        .iter()
        .filter(|event| event["kind"] == "deadline_missed")
        .count()
}

#[test]
fn each_alarm_goes_off_once_whatever_the_number_of_servers() {
    on_both(|app| {
        let cases: Vec<Filed> = (0..CASES).map(|_| app.forwarded()).collect();
        app.set_clock("2027-02-01T10:00:00+01:00");
        let servers: Vec<AppState> = (1..=SERVERS).map(|seed| app.beside(seed)).collect();
        let rungs: Vec<Rung> = thread::scope(|scope| {
            let working: Vec<_> = servers
                .iter()
                .map(|state| scope.spawn(|| until_nothing_is_left(state)))
                .collect();
            working
                .into_iter()
                .flat_map(|rung| rung.join().unwrap())
                .collect()
        });
        assert_eq!(
            rungs.iter().map(|rung| rung.failed).sum::<usize>(),
            0,
            "{rungs:?}"
        );
        assert_eq!(rungs.iter().map(|rung| rung.fired).sum::<usize>(), CASES);
        assert_eq!(rungs.iter().map(|rung| rung.skipped).sum::<usize>(), CASES * 3);
        for case in &cases {
            assert_eq!(missed(app, case), 1);
        }
    });
}
