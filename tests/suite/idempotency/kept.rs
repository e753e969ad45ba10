//! What is kept of a request that may be repeated, and for how long.

use cartaviva_api::idempotency::clear;
use cartaviva_tests::on_both;

use super::{CASES, KEY, keyed, same};
use crate::people::beside_the_register;

#[test]
fn neither_the_key_nor_the_answer_can_be_read_from_the_database() {
    on_both(|app| {
        let receipt = keyed(&app.citizen()).post(CASES, &app.report()).expect(201);
        let stored = beside_the_register(app);
        assert!(!stored.contains(KEY), "the key is stored");
        assert!(
            !stored.contains(receipt.str("/tracking_code")),
            "the tracking code is stored"
        );
        assert!(stored.contains(receipt.str("/tracking_code").split_once('.').unwrap().0));
    });
}

#[test]
fn an_answer_is_kept_for_a_day_and_then_cleared_away() {
    on_both(|app| {
        let first = keyed(&app.citizen()).post(CASES, &app.report()).expect(201);
        app.pass(86_400);
        assert_eq!(clear(app.state()).unwrap(), 0);
        same(&first, &keyed(&app.citizen()).post(CASES, &app.report()));
        app.pass(1);
        assert_eq!(clear(app.state()).unwrap(), 1);
        let second = keyed(&app.citizen()).post(CASES, &app.report()).expect(201);
        assert_ne!(first.str("/id"), second.str("/id"));
    });
}
