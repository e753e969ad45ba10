//! The rule: what happened, and who is told of it.

use super::{Audience, Notice, NoticeKind};
use crate::cases::{Case, Happening};
use crate::procedures::Procedure;

/// Who is told of something that happened to a case, which now stands as it is given.
#[must_use]
pub fn notices(happening: &Happening, after: &Case, procedure: &Procedure) -> Vec<Notice> {
    use Audience::{Citizen, Office, Urp};
    let (kind, audiences): (NoticeKind, &[Audience]) = match happening {
        Happening::Registered { .. } => (NoticeKind::Receipt, &[Citizen]),
        Happening::Forwarded { .. } if after.own_office => (NoticeKind::Forwarded, &[Citizen]),
        Happening::Forwarded { .. } => (NoticeKind::Forwarded, &[Citizen, Office]),
        Happening::CompletionAsked { .. } => (NoticeKind::CompletionAsked, &[Citizen]),
        Happening::Suspended { .. } => (NoticeKind::Suspended, &[Citizen]),
        Happening::NoticeGiven { .. } => (NoticeKind::NoticeGiven, &[Citizen]),
        Happening::Extended { .. } => (NoticeKind::Extended, &[Citizen, Urp]),
        Happening::Decided { .. }
        | Happening::DeclaredInadmissible { .. }
        | Happening::AnsweredTogether { .. } => (NoticeKind::Answered, &[Citizen, Urp]),
        Happening::Corrected { .. } => (NoticeKind::Corrected, &[Citizen, Urp]),
        Happening::Reopened { .. } => (NoticeKind::Reopened, &[Citizen]),
        Happening::DeadlineApproaching { .. } => (NoticeKind::DeadlineApproaching, &[Office]),
        Happening::DeadlineMissed { .. } => (NoticeKind::DeadlineMissed, missed(procedure)),
        Happening::SuspensionOver => (NoticeKind::SuspensionOver, &[Office]),
        Happening::ClaimWindowClosing => (NoticeKind::ClaimWindowClosing, &[Citizen]),
        Happening::RistoroClaimed => (NoticeKind::RistoroClaimed, &[Office]),
        Happening::RistoroGranted { .. } => (NoticeKind::RistoroGranted, &[Citizen]),
        Happening::RistoroRefused { .. } => (NoticeKind::RistoroRefused, &[Citizen]),
        Happening::VoucherExpiring => (NoticeKind::VoucherExpiring, &[Citizen]),
        Happening::VoucherExpired => (NoticeKind::VoucherExpired, &[Office]),
        Happening::Received { .. }
        | Happening::Completed { .. }
        | Happening::TakenInCharge { .. }
        | Happening::Released
        | Happening::Noted { .. }
        | Happening::Observed { .. }
        | Happening::Resumed
        | Happening::Closed { .. }
        | Happening::Withdrawn { .. }
        | Happening::Merged { .. }
        | Happening::Absorbed { .. }
        | Happening::LetGo { .. }
        | Happening::Related { .. }
        | Happening::DeadlineRecomputed { .. }
        | Happening::PersonalDataRemoved { .. }
        | Happening::AttachmentAdded { .. }
        | Happening::AttachmentWithdrawn { .. }
        | Happening::RistoroDelivered { .. }
        | Happening::RistoroReturned { .. } => return Vec::new(),
    };
    audiences
        .iter()
        .map(|audience| Notice {
            audience: *audience,
            kind,
        })
        .collect()
}

/// A missed term is told to the office and to the public relations office; where the procedure names who decides instead,
/// to them too (L. 241/1990 art. 2 c. 9-bis).
fn missed(procedure: &Procedure) -> &'static [Audience] {
    let substitute = procedure.substitute_power.as_ref();
    if substitute.is_some_and(|power| power.office.is_some()) {
        &[Audience::Office, Audience::Urp, Audience::Substitute]
    } else {
        &[Audience::Office, Audience::Urp]
    }
}

/// Who is told that a charter is to be reviewed.
#[must_use]
pub fn review_notices() -> [Notice; 1] {
    [Notice {
        audience: Audience::Office,
        kind: NoticeKind::ReviewDue,
    }]
}
