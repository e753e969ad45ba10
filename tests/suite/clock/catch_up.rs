//! A server that was down for a while catches up without a storm.

use cartaviva_tests::on_both;

#[test]
fn of_the_reminders_that_were_missed_only_the_last_is_given() {
    on_both(|app| {
        app.forwarded();
        let rung = app.ring_at("2026-12-17T10:00:00+01:00");
        assert_eq!((rung.fired, rung.skipped), (1, 1), "{rung:?}");
    });
}

#[test]
fn nobody_is_reminded_of_a_term_that_was_missed_meanwhile() {
    on_both(|app| {
        app.forwarded();
        let rung = app.ring_at("2027-02-01T10:00:00+01:00");
        assert_eq!((rung.fired, rung.skipped), (1, 3), "{rung:?}");
    });
}

#[test]
fn a_round_looks_at_some_alarms_and_the_next_at_the_others() {
    on_both(|app| {
        for _ in 0..14 {
            app.forwarded();
        }
        let first = app.ring_at("2027-02-01T10:00:00+01:00");
        assert_eq!(first.seen, 50);
        assert!(first.may_be_more());
        let second = app.ring_at("2027-02-01T10:00:00+01:00");
        assert_eq!(second.seen, 6);
        assert!(!second.may_be_more());
        assert_eq!(first.fired + second.fired, 14);
    });
}
