//! A thread that does one thing again and again until it is told to stop.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a worker rests when it has not come to the end of its work: others use the database too.
const BREATH: Duration = Duration::from_millis(250);

/// How a worker goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// There is more to do: after a breath.
    Breathe,
    /// There is nothing to do: after its usual rest.
    Rest,
}

/// Whether to stop, and somebody to wake.
#[derive(Debug, Default)]
struct Signal {
    stops: AtomicBool,
    lock: Mutex<()>,
    bell: Condvar,
}

impl Signal {
    fn goes_on(&self) -> bool {
        !self.stops.load(Ordering::SeqCst)
    }

    fn stop(&self) {
        let _held = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.stops.store(true, Ordering::SeqCst);
        self.bell.notify_all();
    }

    /// Rests so long, or until it is told to stop.
    fn rest(&self, long: Duration) {
        let held = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.bell.wait_timeout_while(held, long, |()| self.goes_on()));
    }
}

/// A thread that works until it is told to stop.
#[derive(Debug)]
pub(super) struct Worker {
    signal: Arc<Signal>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Begins. `work` does a little and says how it goes on; it can ask whether it is still wanted.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub(super) fn start(
        name: &str,
        every: Duration,
        mut work: impl FnMut(&dyn Fn() -> bool) -> Pace + Send + 'static,
    ) -> io::Result<Self> {
        let signal = Arc::new(Signal::default());
        let heard = signal.clone();
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || {
            while heard.goes_on() {
                let rest = match work(&|| heard.goes_on()) {
                    Pace::Breathe => BREATH.min(every),
                    Pace::Rest => every,
                };
                heard.rest(rest);
            }
        })?;
        Ok(Self {
            signal,
            thread: Some(thread),
        })
    }

    /// Tells it to stop once what it has in hand is done.
    pub(super) fn stop(&self) {
        self.signal.stop();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has nothing left to finish.
            let _ended = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_worker_works_again_after_its_rest_and_ends_when_it_is_dropped() {
        let (tell, told) = mpsc::channel();
        let worker = Worker::start("counting", Duration::from_millis(1), move |_| {
            tell.send(()).map_or(Pace::Rest, |()| Pace::Breathe)
        })
        .unwrap();
        told.recv().unwrap();
        told.recv().unwrap();
        drop(worker);
        assert_eq!(told.iter().count(), told.iter().count(), "nobody sends any more");
    }

    #[test]
    fn a_worker_that_rests_for_an_hour_stops_at_once() {
        let (tell, told) = mpsc::channel();
        let worker = Worker::start("resting", Duration::from_secs(3_600), move |goes_on| {
            tell.send(goes_on()).map_or(Pace::Rest, |()| Pace::Rest)
        })
        .unwrap();
        assert_eq!(told.recv(), Ok(true));
        drop(worker);
        assert!(told.recv().is_err());
    }
}
