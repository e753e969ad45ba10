//! How staff act on a case: one transaction that opens its file, carries out a command and shows the case as it stands.

use cartaviva_domain::cases::{Actor, Case, Command, Moment, Signal};
use cartaviva_domain::codes::EventId;
use cartaviva_persistence::Conn;
use time::OffsetDateTime;

use super::file::CaseFile;
use super::path::CasePath;
use super::refuse::refused;
use super::view::CaseView;
use crate::answer::{Answer, Written};
use crate::auth::{May, Permission, Principal, Role};
use crate::bounded;
use crate::etag::ETag;
use crate::problem::ApiError;
use crate::randomness::Randomness;
use crate::state::AppState;

/// What an act needs beside its command.
pub(crate) struct Act {
    who: Principal,
    role: Role,
    moment: Moment,
    event: EventId,
    randomness: Randomness,
    now: OffsetDateTime,
}

impl Act {
    /// An act of `who` at the moment they say.
    ///
    /// # Errors
    /// 422 when that moment lies in the future.
    pub(crate) fn of<P: Permission>(
        state: &AppState,
        who: May<P>,
        occurred_at: Option<bounded::Moment>,
    ) -> Result<Self, ApiError> {
        let now = state.clock().now();
        let moment = Moment::said(occurred_at.map(|at| at.0), now).map_err(refused)?;
        Ok(Self {
            role: who.role(),
            who: who.into_principal(),
            moment,
            event: EventId(state.randomness().id(now)),
            randomness: state.randomness().clone(),
            now,
        })
    }

    /// Opens the file on a case.
    pub(crate) fn open(&self, db: &mut Conn, path: &CasePath) -> Result<CaseFile, ApiError> {
        let (administration, case) = path.parse()?;
        CaseFile::open(db, &self.who, &administration, case)
    }

    /// Carries out a command on a file.
    pub(crate) fn carry_out(
        &self,
        db: &mut Conn,
        file: &mut CaseFile,
        command: Command,
    ) -> Result<(), ApiError> {
        file.act(db, command, self.moment, self.actor(), self.event)
            .map(drop)
    }

    /// Carries out, beside the act itself, what it does to another case.
    pub(super) fn carry_out_beside(
        &self,
        db: &mut Conn,
        other: &mut CaseFile,
        command: Command,
    ) -> Result<(), ApiError> {
        let event = EventId(self.randomness.id(self.now));
        other
            .act(db, command, Moment::now(self.now), self.actor(), event)
            .map(drop)
    }

    /// Records on another case what the act brought about there.
    pub(super) fn record_beside(
        &self,
        db: &mut Conn,
        other: &mut CaseFile,
        signal: Signal,
    ) -> Result<(), ApiError> {
        let event = EventId(self.randomness.id(self.now));
        other.record(db, signal, Moment::now(self.now), self.actor(), event)
    }

    fn actor(&self) -> Actor {
        Actor {
            subject: Some(self.who.subject.clone()),
            role: self.role.name().to_owned(),
        }
    }

    /// The role in which they act.
    pub(crate) fn role(&self) -> Role {
        self.role
    }

    /// Who acts.
    pub(crate) fn who(&self) -> &Principal {
        &self.who
    }

    /// When it is recorded.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.now
    }
}

/// Opens the file on a case, carries out one command and answers with the case as it stands.
pub(crate) async fn perform(
    state: &AppState,
    act: Act,
    path: CasePath,
    command: impl FnOnce(&mut Conn, &Case) -> Result<Command, ApiError> + Send + 'static,
) -> Result<Written, ApiError> {
    perform_all(state, act, path, |act, db, file| {
        let command = command(db, &file.case)?;
        act.carry_out(db, file, command)
    })
    .await
}

/// Opens the file on a case, does what is to be done and answers with the case as it stands.
pub(crate) async fn perform_all(
    state: &AppState,
    act: Act,
    path: CasePath,
    work: impl FnOnce(&Act, &mut Conn, &mut CaseFile) -> Result<(), ApiError> + Send + 'static,
) -> Result<Written, ApiError> {
    let links = state.links().clone();
    state
        .answer(move |db| {
            let mut file = act.open(db, &path)?;
            work(&act, db, &mut file)?;
            let view = CaseView::of(db, &file, act.now(), &links)?;
            let tag = ETag::of_content(&view)?;
            Ok(Answer::created(view.own_link(), &view)?.tagged(&tag))
        })
        .await
}
