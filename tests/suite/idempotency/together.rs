//! The same request several times at once.

use std::thread;

use cartaviva_tests::{App, on_both};

use super::{CASES, keyed, same, told};

/// How many send at once.
const CROWD: usize = 6;

#[test]
fn of_many_who_send_the_same_at_once_one_does_it_and_all_get_its_answer() {
    on_both(|app: &App| {
        let answers: Vec<_> = thread::scope(|scope| {
            let sent: Vec<_> = (0..CROWD)
                .map(|_| scope.spawn(|| keyed(&app.citizen()).post(CASES, &app.report())))
                .collect();
            sent.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for answer in &answers {
            assert_eq!(answer.status, 201, "{}", answer.text);
            same(&answers[0], answer);
        }
        assert_eq!(told(app), 2);
    });
}
