//! Who deals with the attachments of a case: its staff by their token, who presented it by the tracking code.

use cartaviva_domain::attachments::{Attachment, Giver};
use cartaviva_domain::cases::Actor;
use cartaviva_domain::codes::{AttachmentId, EventId};
use cartaviva_persistence::{Conn, attachments};

use super::refuse::not_found;
use crate::auth::{May, Permission, Principal, Role};
use crate::cases::{CaseFile, CasePath};
use crate::links::Links;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::tracking::{self, TrackingCode};

/// Who deals with the attachments of a case.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// Somebody of the staff, in a role, with the case that the path names.
    Staff {
        /// Who.
        who: Box<Principal>,
        /// The role in which they act.
        role: Role,
        /// The case.
        case: CasePath,
    },
    /// Who holds the tracking code of the case.
    Holder(TrackingCode),
}

impl Caller {
    /// Somebody of the staff.
    pub(crate) fn staff<P: Permission>(who: May<P>, case: CasePath) -> Self {
        Self::Staff {
            role: who.role(),
            who: Box::new(who.into_principal()),
            case,
        }
    }

    /// Opens the file on the case.
    ///
    /// # Errors
    /// 404 when there is no such case, or none that the caller may know of.
    pub(crate) fn open(&self, db: &mut Conn) -> Result<CaseFile, ApiError> {
        match self {
            Self::Staff { who, case, .. } => {
                let (administration, case) = case.parse()?;
                CaseFile::open(db, who, &administration, case)
            }
            Self::Holder(code) => tracking::open(db, code),
        }
    }

    /// Finds one attachment of the case; who holds the code finds those that are shown to them.
    ///
    /// # Errors
    /// 404 when there is no such attachment, or none that the caller may know of.
    pub(crate) fn find(
        &self,
        db: &mut Conn,
        file: &CaseFile,
        id: AttachmentId,
    ) -> Result<Attachment, ApiError> {
        let found = attachments::find(db, &file.case.administration, file.case.id, id)?;
        found
            .filter(|attachment| attachment.shown || !self.is_holder())
            .ok_or_else(not_found)
    }

    /// Whether the caller may read the content. The copy of an identity document is for who handles the case, and for who
    /// recorded it at the desk (Regulation (EU) 2016/679 art. 5 c. 1 (f)); a tracking code proves too little to open it.
    pub(crate) fn may_read(&self, file: &CaseFile, attachment: &Attachment) -> bool {
        if !attachment.kind.is_reserved() {
            return true;
        }
        match self {
            Self::Holder(_) => false,
            Self::Staff { who, .. } => {
                let recorded = who.is(Role::Operator)
                    && attachment.added_by.subject.as_ref() == Some(&who.subject)
                    && attachment.added_by.role == Role::Operator.name();
                recorded || who.handles(file.case.office.as_str())
            }
        }
    }

    /// Whether it is who holds the tracking code.
    pub(crate) fn is_holder(&self) -> bool {
        matches!(self, Self::Holder(_))
    }

    /// On which side of the counter they stand.
    pub(crate) fn giver(&self) -> Giver {
        if self.is_holder() {
            Giver::Citizen
        } else {
            Giver::Staff
        }
    }

    /// The caller as who did something.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            Self::Holder(_) => Actor::citizen(),
            Self::Staff { who, role, .. } => Actor {
                subject: Some(who.subject.clone()),
                role: role.name().to_owned(),
            },
        }
    }

    /// The path of the attachments in the contract.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Holder(_) => "/tracking/attachments".to_owned(),
            Self::Staff { case, .. } => format!(
                "/administrations/{}/cases/{}/attachments",
                case.administration, case.case
            ),
        }
    }

    /// The address of the case.
    pub(crate) fn case_link(&self, links: &Links) -> crate::bounded::Link {
        let path = self.path();
        links.to(path.trim_end_matches("/attachments"))
    }
}

/// The id of an event that is about to happen.
pub(crate) fn event_id(state: &AppState) -> EventId {
    EventId(state.randomness().id(state.clock().now()))
}
