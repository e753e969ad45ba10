//! Adding an attachment.

use super::{Attachment, AttachmentKind, Held, Limits, Noted, Refusal};
use crate::cases::{Case, Happening};

/// Who adds an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// Who presented the case.
    Citizen,
    /// The administration's staff.
    Staff,
}

/// Whether something may be attached to a case as it stands: by who presented it while the case is open (L. 241/1990 art. 10
/// c. 1 (b)), by staff always, for a file is kept complete after its end too.
///
/// # Errors
/// [`Refusal::CaseEnded`].
pub fn admit(case: &Case, giver: Giver) -> Result<(), Refusal> {
    if giver == Giver::Citizen && !case.status.is_open() {
        return Err(Refusal::CaseEnded { status: case.status });
    }
    Ok(())
}

/// Attaches a file that was received to a case.
///
/// # Errors
/// The rule that refuses it.
pub fn attach(
    case: &Case,
    attachment: &Attachment,
    giver: Giver,
    limits: Limits,
    held: Held,
) -> Result<Noted, Refusal> {
    admit(case, giver)?;
    if giver == Giver::Citizen && attachment.kind == AttachmentKind::Answer {
        return Err(Refusal::NotTheirs);
    }
    if attachment.content.size == 0 {
        return Err(Refusal::Empty);
    }
    limits.room_for(attachment.content.size, held)?;
    Ok(Noted::on(
        case,
        Happening::AttachmentAdded {
            attachment: attachment.id,
            document: attachment.kind,
            shown: attachment.shown,
        },
    ))
}
