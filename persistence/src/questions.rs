//! Questions that share their statements: those that wait at the same time are answered from one reading.
//!
//! What a question costs is mostly its way: from the thread that answers requests to one that waits for the database, and from
//! there to the database and back. Nobody waits for others to come: what is there when a reading ends makes the next.

use crate::cases::{self, CaseRecord};
use crate::db::{Conn, Db};
use crate::direct;
use crate::error::StoreError;
use crate::schema::{catalogue_changes, feeds};
use crate::standings::KnownStanding;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

/// How many questions are answered from one reading at most.
const MOST: usize = 64;

/// How many readings are made at a time.
const READERS: usize = 2;

/// How far an administration has come: by this its copies in memory are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How often what it publishes has changed.
    pub changes: i64,
    /// The place of the last entry of its feed: of what happened to its cases.
    pub position: i64,
}

/// Whom an answer is told.
type Answer<T> = Box<dyn FnOnce(Result<T, StoreError>) + Send>;

/// What is asked of one administration.
#[derive(Default)]
struct Asked {
    standing: Vec<Answer<Standing>>,
    cases: Vec<(CaseId, Answer<Option<CaseRecord>>)>,
}

/// What waits for an answer.
#[derive(Default)]
struct Waiting {
    asked: BTreeMap<AdministrationCode, Asked>,
    readers: usize,
    /// How many of them wait to be called.
    idle: usize,
    closed: bool,
}

/// Where questions wait. It is closed when nobody can ask any more.
#[derive(Default)]
pub(crate) struct Questions {
    waiting: Arc<(Mutex<Waiting>, Condvar)>,
}

impl Drop for Questions {
    fn drop(&mut self) {
        let (waiting, called) = &*self.waiting;
        waiting.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        called.notify_all();
    }
}

impl std::fmt::Debug for Questions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Questions").finish_non_exhaustive()
    }
}

impl Db {
    /// Finds a case with all that is shown of it, and tells it `answer`.
    pub fn ask_case(
        &self,
        administration: &AdministrationCode,
        case: CaseId,
        answer: impl FnOnce(Result<Option<CaseRecord>, StoreError>) + Send + 'static,
    ) {
        self.ask(administration, |asked| asked.cases.push((case, Box::new(answer))));
    }

    /// Finds out how far an administration has come, and tells it `answer`.
    pub fn ask_standing(
        &self,
        administration: &AdministrationCode,
        answer: impl FnOnce(Result<Standing, StoreError>) + Send + 'static,
    ) {
        self.ask(administration, |asked| asked.standing.push(Box::new(answer)));
    }

    /// How far an administration has come, where the database has just said so.
    #[must_use]
    pub fn known_standing(&self, administration: &AdministrationCode) -> Option<KnownStanding> {
        self.standings.of(administration, Instant::now())
    }

    fn ask(&self, administration: &AdministrationCode, question: impl FnOnce(&mut Asked)) {
        let (waiting, called) = &*self.questions.waiting;
        let mut now = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        question(now.asked.entry(administration.clone()).or_default());
        if now.readers < READERS && self.begin_reader() {
            now.readers += 1;
        }
        // Nobody is called who does not wait: to call costs as much as to read a row.
        let is_awaited = now.idle > 0;
        drop(now);
        if is_awaited {
            called.notify_one();
        }
    }

    /// Begins a thread that answers questions until nobody can ask any more: whether it began.
    fn begin_reader(&self) -> bool {
        let (db, waiting) = (self.without_ways(), self.questions.waiting.clone());
        let began = thread::Builder::new()
            .name("questions".to_owned())
            .spawn(move || {
                while let Some(asked) = next(&waiting) {
                    for (administration, asked) in asked {
                        // Whoever asked what panics is told so by the answer's being dropped; others are answered on.
                        let _panicked = catch_unwind(AssertUnwindSafe(|| asked.answer(&db, &administration)));
                    }
                }
            });
        if let Err(error) = &began {
            tracing::error!(%error, "no thread for questions could be begun");
        }
        began.is_ok()
    }
}

/// What waits, as soon as something does; none when nobody can ask any more.
fn next(waiting: &(Mutex<Waiting>, Condvar)) -> Option<BTreeMap<AdministrationCode, Asked>> {
    let (waiting, called) = waiting;
    let mut now = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    while now.asked.is_empty() {
        if now.closed {
            return None;
        }
        now.idle += 1;
        now = called.wait(now).unwrap_or_else(PoisonError::into_inner);
        now.idle -= 1;
    }
    Some(std::mem::take(&mut now.asked))
}

impl Asked {
    /// Answers everybody who asked this of an administration.
    fn answer(self, db: &Db, administration: &AdministrationCode) {
        if !self.standing.is_empty() {
            let asked = db.standings.moment(Instant::now());
            let standing = db.look(|conn| standing(conn, administration));
            if let Ok(standing) = standing {
                db.standings.note(administration, asked, standing);
            }
            let told = standing.map_err(|error| error.to_string());
            for answer in self.standing {
                answer(told.clone().map_err(StoreError::Unavailable));
            }
        }
        let mut cases = self.cases;
        while !cases.is_empty() {
            let later = cases.split_off(cases.len().min(MOST));
            answer_cases(db, administration, cases);
            cases = later;
        }
    }
}

fn answer_cases(
    db: &Db,
    administration: &AdministrationCode,
    asked: Vec<(CaseId, Answer<Option<CaseRecord>>)>,
) {
    let mut askers: BTreeMap<CaseId, Vec<Answer<Option<CaseRecord>>>> = BTreeMap::new();
    for (id, answer) in asked {
        askers.entry(id).or_default().push(answer);
    }
    let ids: Vec<CaseId> = askers.keys().copied().collect();
    match db.read(|conn| cases::records(conn, administration, &ids)) {
        Ok(mut found) => {
            for (id, mut answers) in askers {
                let found = found.remove(&id).transpose();
                let found = found.map_err(|why| why.to_string());
                let last = answers.pop();
                for answer in answers {
                    answer(found.clone().map_err(StoreError::Corrupt));
                }
                if let Some(answer) = last {
                    answer(found.map_err(StoreError::Corrupt));
                }
            }
        }
        Err(why) => {
            for answer in askers.into_values().flatten() {
                answer(Err(StoreError::Unavailable(why.to_string())));
            }
        }
    }
}

/// How far an administration has come.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn standing(conn: &mut Conn, administration: &AdministrationCode) -> Result<Standing, StoreError> {
    let position = feeds::table
        .find(administration.as_str())
        .select(feeds::last_position)
        .single_value();
    let query = catalogue_changes::table
        .find(administration.as_str())
        .select((catalogue_changes::changes, position));
    let found: Option<(i64, Option<i64>)> = direct::row(conn, query)?;
    let (changes, position) = found.unwrap_or_default();
    Ok(Standing {
        changes,
        position: position.unwrap_or(0),
    })
}
