//! What a request leaves behind in the log, in the transaction of what it did.

use cartaviva_domain::audit::{Author, Entry};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::{Conn, audit};

use crate::answer::Answer;
use crate::auth::{Principal, Role};
use crate::context;
use crate::problem::ApiError;
use crate::state::AppState;

/// The status of a reading, which is written down before it is answered.
const READ: u16 = 200;

/// An entry that is about to be left.
pub(crate) struct Trail {
    administration: AdministrationCode,
    entry: Entry,
    base: String,
}

impl Trail {
    /// That of the request being answered; none where nobody asks, such as at an alarm.
    pub(crate) fn current(state: &AppState) -> Option<Self> {
        let context = context::current();
        let administration = context.administration?;
        let now = state.clock().now();
        Some(Self {
            entry: Entry {
                id: state.randomness().id(now),
                at: now,
                request: context.request,
                operation: context.operation,
                resource: context.path,
                status: READ,
                author: author(context.caller.as_ref(), &administration),
            },
            administration,
            base: state.links().base().to_owned(),
        })
    }

    /// Leaves the entry of what was answered so: about what the answer says that it made or changed.
    ///
    /// # Errors
    /// 503 or 500 when the database cannot be written.
    pub(crate) fn answered(&self, db: &mut Conn, answer: &Answer) -> Result<(), ApiError> {
        let mut entry = self.entry.clone();
        entry.status = answer.status();
        if let Some(told) = answer.tells_of(&self.base) {
            entry.resource = told.to_owned();
        }
        Ok(audit::add(db, &self.administration, &entry)?)
    }

    /// Leaves the entry as it is.
    ///
    /// # Errors
    /// 503 or 500 when the database cannot be written.
    fn leave(self, db: &mut Conn) -> Result<(), ApiError> {
        Ok(audit::add(db, &self.administration, &self.entry)?)
    }
}

impl AppState {
    /// Reads what is personal and writes down that it was read, as [`write`](Self::write) does; that leaves an entry in the
    /// audit log.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn read_on_record<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, ApiError> + Send + 'static,
    {
        let trail = Trail::current(self);
        self.write(move |db| {
            let read = work(db)?;
            if let Some(trail) = trail {
                trail.leave(db)?;
            }
            Ok(read)
        })
        .await
    }
}

/// Who asked, as far as the log may know: staff and machines of the administration by their subject, citizens not at all.
fn author(caller: Option<&Principal>, administration: &AdministrationCode) -> Author {
    let Some(caller) = caller else {
        return Author {
            roles: vec![Role::Citizen.name().to_owned()],
            ..Author::default()
        };
    };
    let roles = caller.roles.iter().map(|role| role.name().to_owned()).collect();
    if caller.administration.as_deref() != Some(administration.as_str()) {
        return Author {
            roles,
            ..Author::default()
        };
    }
    Author {
        subject: Some(caller.subject.clone()),
        issuer: Some(caller.issuer.clone()),
        roles,
        office: caller.office.clone(),
        consumer: caller.consumer.as_ref().map(|calls| calls.consumer.clone()),
        purpose: caller.consumer.as_ref().map(|calls| calls.purpose.clone()),
    }
}
