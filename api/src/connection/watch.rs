//! A time that must not pass while somebody is waited for.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::rt::time::{Instant, Sleep, sleep_until};

/// Watches how long something is waited for. It is set anew with nearly every request: its timer is left as it is, and only
/// looked at again when it rings.
#[derive(Debug)]
pub(super) struct Watch {
    longest: Duration,
    /// When it is over; none while nothing is waited for.
    over: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Watch {
    /// A watch that says when so long was waited.
    pub(super) fn of(longest: Duration) -> Self {
        Self {
            longest,
            over: None,
            timer: None,
        }
    }

    /// What was waited for has come.
    pub(super) fn stop(&mut self) {
        self.over = None;
    }

    /// Whether it was waited too long, from the first question after the watch was stopped. Whoever asks is woken when that is
    /// to be asked again.
    pub(super) fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        let over = *self.over.get_or_insert_with(|| Instant::now() + self.longest);
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(over)));
        while timer.as_mut().poll(context) == Poll::Ready(()) {
            if Instant::now() >= over {
                return true;
            }
            timer.as_mut().reset(over);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use actix_web::rt::time::{sleep, timeout};

    use super::*;

    const LONGEST: Duration = Duration::from_millis(80);

    async fn rings(watch: &mut Watch) {
        poll_fn(|context| {
            if watch.is_over(context) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }

    #[actix_web::test]
    async fn it_rings_when_nothing_comes_for_so_long() {
        let began = Instant::now();
        rings(&mut Watch::of(LONGEST)).await;
        assert!(began.elapsed() >= LONGEST);
    }

    #[actix_web::test]
    async fn what_comes_in_time_gives_it_the_whole_time_again() {
        let mut watch = Watch::of(LONGEST);
        for _ in 0..4 {
            assert!(timeout(LONGEST / 2, rings(&mut watch)).await.is_err());
            watch.stop();
        }
        // Nothing is waited for: that takes as long as it likes.
        sleep(LONGEST * 2).await;
        let began = Instant::now();
        rings(&mut watch).await;
        assert!(began.elapsed() >= LONGEST);
    }
}
