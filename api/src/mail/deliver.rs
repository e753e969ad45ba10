//! A round of the post: messages are taken in hand, written, handed to the server.

use std::time::Duration;

use cartaviva_persistence::messages::{self, Leased};
use cartaviva_persistence::{Db, StoreError};
use time::OffsetDateTime;
use tracing::{info, warn};

use super::compose::compose;
use super::letter::Letter;
use super::server::{MailServer, NotTaken};
use super::told::{Ready, read};
use crate::problem::ApiError;
use crate::state::AppState;

/// How many messages are taken in hand at a time.
const BATCH: i64 = 20;

/// How long they stay in hand: longer than a server may take for all of them.
const LEASE: Duration = Duration::from_secs(600);

/// How often a message is tried before it is given up: over some four days.
const MOST_ATTEMPTS: u32 = 16;

/// How long after the first attempt the second comes; each next waits twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(60);

/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(8 * 3_600);

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Messages taken in hand.
    pub leased: usize,
    /// Messages that the server took.
    pub sent: usize,
    /// Messages that wait for another attempt.
    pub put_off: usize,
    /// Messages that were given up.
    pub dead: usize,
    /// Messages without an address.
    pub no_address: usize,
    /// Whether the server could not be reached.
    pub server_away: bool,
}

impl Delivered {
    /// Whether more messages may wait.
    #[must_use]
    pub fn may_be_more(&self) -> bool {
        !self.server_away && i64::try_from(self.leased).unwrap_or(i64::MAX) >= BATCH
    }
}

/// What became of one message.
enum Fate {
    Sent,
    NoAddress,
    Later(String),
    Dead(String),
    Away(String),
}

/// Sends what is to be sent now, some messages at most. `goes_on` is asked before each: what is left when it says no
/// waits for the next round. A server that is away costs no message an attempt.
///
/// # Errors
/// [`StoreError`] when the database fails; what was handed over before stays so.
pub fn deliver(
    state: &AppState,
    server: &MailServer,
    goes_on: impl Fn() -> bool,
) -> Result<Delivered, StoreError> {
    let db = state.db();
    let now = state.clock().now();
    let batch = db.write(|conn| messages::lease(conn, now, now + LEASE, BATCH))?;
    let mut done = Delivered {
        leased: batch.len(),
        ..Delivered::default()
    };
    for message in &batch {
        let fate = if done.server_away || !goes_on() {
            Fate::Away("it waits for the next round".to_owned())
        } else {
            send(state, server, message)
        };
        settle(state, db, message, fate, &mut done)?;
    }
    if done.sent > 0 || done.dead > 0 {
        info!(sent = done.sent, dead = done.dead, put_off = done.put_off, "mail");
    }
    Ok(done)
}

/// Writes one message and hands it over.
fn send(state: &AppState, server: &MailServer, message: &Leased) -> Fate {
    let links = state.links().clone();
    let ready = match state.db().read(|conn| read(conn, message, &links)) {
        Ok(Ready::Letter(ready)) => ready,
        Ok(Ready::NoAddress) => return Fate::NoAddress,
        Ok(Ready::Overtaken(why)) => return Fate::Dead(why.to_owned()),
        Err(error) => return unread(message, &error),
    };
    let letter = match Letter::write(&ready.told, message.language) {
        Ok(letter) => letter,
        Err(error) => return Fate::Dead(format!("it cannot be written: {error}")),
    };
    let mail = match compose(
        server.sender(),
        &ready.to,
        message.id,
        &letter,
        state.clock().now(),
    ) {
        Ok(mail) => mail,
        Err(error) => return Fate::Dead(error.to_string()),
    };
    match server.send(&mail) {
        Ok(()) => Fate::Sent,
        Err(NotTaken::Away(why)) => Fate::Away(why),
        Err(NotTaken::ForNow(why)) => Fate::Later(why),
        Err(NotTaken::Refused(why)) => Fate::Dead(why),
    }
}

/// What it tells cannot be read; the cause goes to the log alone.
fn unread(message: &Leased, error: &ApiError) -> Fate {
    warn!(message = %message.id.0, ?error, "a message cannot be written");
    Fate::Later("what it tells cannot be read".to_owned())
}

/// Keeps what became of a message.
fn settle(
    state: &AppState,
    db: &Db,
    message: &Leased,
    fate: Fate,
    done: &mut Delivered,
) -> Result<(), StoreError> {
    let now = state.clock().now();
    let attempts = message.attempts.saturating_add(1);
    match fate {
        Fate::Sent => {
            done.sent += 1;
            db.write(|conn| messages::sent(conn, message, now))
        }
        Fate::NoAddress => {
            done.no_address += 1;
            db.write(|conn| messages::deliver_otherwise(conn, message))
        }
        Fate::Later(why) if attempts < MOST_ATTEMPTS => {
            done.put_off += 1;
            let until = now + shaken(state, wait(attempts));
            db.write(|conn| messages::put_off(conn, message, attempts, until, &why))
        }
        Fate::Later(why) | Fate::Dead(why) => {
            done.dead += 1;
            db.write(|conn| messages::abandon(conn, message, attempts, &why))
        }
        Fate::Away(why) => {
            done.put_off += 1;
            done.server_away = true;
            let until: OffsetDateTime = now + shaken(state, FIRST_WAIT);
            db.write(|conn| messages::put_off(conn, message, message.attempts, until, &why))
        }
    }
}

/// How long to wait after so many attempts in vain.
fn wait(attempts: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
    FIRST_WAIT.saturating_mul(doubled).min(LONGEST_WAIT)
}

/// A wait between three quarters and five quarters of its length, so that what failed together does not come back
/// together.
fn shaken(state: &AppState, wait: Duration) -> Duration {
    let [byte] = state.randomness().bytes::<1>();
    let share = 192_u32.saturating_add(u32::from(byte) / 2);
    wait.saturating_mul(share) / 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_up_to_eight_hours() {
        assert_eq!(wait(1), Duration::from_secs(60));
        assert_eq!(wait(2), Duration::from_secs(120));
        assert_eq!(wait(9), Duration::from_secs(15_360));
        assert_eq!(wait(10), LONGEST_WAIT);
        assert_eq!(wait(u32::MAX), LONGEST_WAIT);
    }

    #[test]
    fn a_message_is_tried_over_some_days_before_it_is_given_up() {
        let total: Duration = (1..MOST_ATTEMPTS).map(wait).sum();
        assert!(total > Duration::from_secs(2 * 86_400), "{total:?}");
        assert!(total < Duration::from_secs(5 * 86_400), "{total:?}");
    }
}
