//! Which command is allowed from where: the table of the state machine.

use super::{Case, Command, Status, Stop};

/// Whether a command is allowed where a case stands.
///
/// | command | from |
/// |---|---|
/// | register | received |
/// | declare inadmissible | registered, forwarded, in progress, reopened, suspended |
/// | ask completion, forward, suspend, extend, give notice, merge | registered, forwarded, in progress, reopened |
/// | complete | suspended by a request for completion |
/// | resume | suspended |
/// | observe | suspended by a notice before refusal |
/// | take charge | registered, forwarded, in progress, reopened, suspended |
/// | release | in progress, suspended |
/// | decide | registered, forwarded, in progress, reopened, suspended by a notice before refusal |
/// | correct | decided, closed |
/// | close | decided, inadmissible |
/// | withdraw, absorb | every status that is open (absorb: not received) |
/// | reopen | decided, closed, inadmissible, withdrawn, merged |
/// | claim, refuse, grant the redress | decided, closed |
/// | note, relate, let go; deliver, return the redress | everywhere |
///
/// A redress that was granted is handed out or returned wherever the case stands: it was promised.
#[must_use]
pub(super) fn is_allowed(command: &Command, case: &Case) -> bool {
    let status = case.status;
    let stopped_by = |stop| status == Status::Suspended && case.proceedings.stop == Some(stop);
    match command {
        Command::Register => status == Status::Received,
        Command::AskCompletion { .. }
        | Command::Forward { .. }
        | Command::Suspend { .. }
        | Command::Extend { .. }
        | Command::GiveNotice { .. }
        | Command::Merge(_) => status.is_worked_on(),
        Command::DeclareInadmissible { .. } | Command::TakeCharge { .. } | Command::Absorb { .. } => {
            status.is_worked_on() || status == Status::Suspended
        }
        Command::Complete { .. } => stopped_by(Stop::Completion),
        Command::Observe { .. } => stopped_by(Stop::Notice),
        Command::Resume => status == Status::Suspended,
        Command::Release => matches!(status, Status::InProgress | Status::Suspended),
        Command::Decide(_) => status.is_worked_on() || stopped_by(Stop::Notice),
        Command::Correct { .. }
        | Command::ClaimRistoro { .. }
        | Command::RefuseRistoro { .. }
        | Command::GrantRistoro(_) => matches!(status, Status::Decided | Status::Closed),
        Command::Close { .. } => matches!(status, Status::Decided | Status::Inadmissible),
        Command::Withdraw { .. } => status.is_open(),
        Command::Reopen { .. } => !status.is_open(),
        Command::Note { .. }
        | Command::Relate { .. }
        | Command::LetGo { .. }
        | Command::DeliverRistoro { .. }
        | Command::ReturnRistoro { .. } => true,
    }
}
