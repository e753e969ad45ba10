//! Who is told what, when something happens to a case.
//!
//! Who presented a case gets every extension and every answer, always, and so does the public relations office (Lecce,
//! ICT charter, §9; Livorno, URP charter, §7). A notice says only to whom and about what: where it goes and what it says
//! is looked up when it is sent.

mod rule;

pub use rule::{notices, review_notices};

use crate::codes::{EventId, MessageId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Builder;

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Who presented the case.
    Citizen,
    /// The office that has the case, or that answers for the charter.
    Office,
    /// The public relations office.
    Urp,
    /// The office where the substitute power is asked for (L. 241/1990 art. 2 c. 9-bis).
    Substitute,
}

/// What somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// The submission arrived and has its number (L. 241/1990 art. 18-bis).
    Receipt,
    /// The case went to an office.
    Forwarded,
    /// Something is missing.
    CompletionAsked,
    /// The terms are suspended.
    Suspended,
    /// The application will be rejected unless observations come (L. 241/1990 art. 10-bis).
    NoticeGiven,
    /// The term was extended by a reasoned act.
    Extended,
    /// The case was answered.
    Answered,
    /// The answer was corrected.
    Corrected,
    /// The case was taken up again.
    Reopened,
    /// A term is about to end.
    DeadlineApproaching,
    /// A term was missed.
    DeadlineMissed,
    /// The longest time for which the law lets the terms be suspended is over.
    SuspensionOver,
    /// The time for asking for the redress is about to end.
    ClaimWindowClosing,
    /// The redress was asked for.
    RistoroClaimed,
    /// The redress was granted.
    RistoroGranted,
    /// The redress was refused.
    RistoroRefused,
    /// A voucher is about to expire.
    VoucherExpiring,
    /// A voucher has expired.
    VoucherExpired,
    /// A charter is to be reviewed.
    ReviewDue,
}

impl NoticeKind {
    /// Whether an answer is owed in writing: where no mail reaches its receiver, it goes another way.
    #[must_use]
    pub fn is_owed_in_writing(self) -> bool {
        matches!(
            self,
            Self::CompletionAsked
                | Self::Suspended
                | Self::NoticeGiven
                | Self::Extended
                | Self::Answered
                | Self::Corrected
                | Self::RistoroGranted
                | Self::RistoroRefused
        )
    }
}

/// How a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// It waits to be sent.
    Pending,
    /// The mail server has taken it.
    Sent,
    /// It was refused, or failed too often: nothing is tried any more until somebody asks for it.
    Dead,
    /// No email address is known: what is owed in writing goes by post or by certified email.
    NoAddress,
}

/// Something that somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Notice {
    /// Who is told.
    pub audience: Audience,
    /// What.
    pub kind: NoticeKind,
}

impl Notice {
    /// The id of the message that tells it: it follows from the event, so that one event is told once to one audience. It
    /// begins as the event's id does, and sorts with it.
    #[must_use]
    pub fn message(self, event: EventId) -> MessageId {
        let mut hash = Sha256::new();
        hash.update(event.0.as_bytes());
        hash.update(format!("{:?}/{:?}", self.audience, self.kind));
        let digest = hash.finalize();
        let (moment, rest) = (event.0.as_bytes().iter().take(6), digest.iter());
        let mut bytes = [0; 16];
        for (byte, from) in bytes.iter_mut().zip(moment.chain(rest)) {
            *byte = *from;
        }
        MessageId(Builder::from_custom_bytes(bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn one_event_is_told_once_to_one_audience() {
        let event = EventId(Uuid::from_u128(0x0192_a3b4_c5d6_7000_8000_0000_0000_0001));
        let notice = |audience| Notice {
            audience,
            kind: NoticeKind::Answered,
        };
        let citizen = notice(Audience::Citizen).message(event);
        assert_eq!(citizen, notice(Audience::Citizen).message(event));
        assert_ne!(citizen, notice(Audience::Urp).message(event));
        assert_eq!(citizen.0.as_bytes()[..6], event.0.as_bytes()[..6]);
        assert_eq!(citizen.0.get_version_num(), 8);
    }
}
