//! Withdrawing an attachment.

use super::{Attachment, Noted, Refusal};
use crate::cases::{Case, Happening, Reason};

/// Withdraws an attachment, always with a reason. What was rightly received into a file may only be discarded by the rules on
/// archives (D.Lgs. 42/2004 art. 21 c. 1 (d)); a withdrawal is for what should never have been there: somebody else's
/// document, more data than needed (Regulation (EU) 2016/679 art. 5 c. 1 (c), art. 17 c. 1 (d)), a harmful file.
///
/// # Errors
/// [`Refusal::AlreadyWithdrawn`].
pub fn withdraw(case: &Case, attachment: &Attachment, reason: Reason) -> Result<Noted, Refusal> {
    if attachment.withdrawal.is_some() {
        return Err(Refusal::AlreadyWithdrawn);
    }
    Ok(Noted::on(
        case,
        Happening::AttachmentWithdrawn {
            attachment: attachment.id,
            reason,
        },
    ))
}
