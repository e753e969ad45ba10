//! A redress that was granted, as people see it.

use cartaviva_domain::ristoro::Granted;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::bounded::{Code, Day, Int, Line, Moment, Paragraph, RistoroKindWord, RistoroStateWord};
use crate::cases::{CaseFile, moment};
use crate::problem::ApiError;

/// A redress that was granted.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RistoroGrant)]
pub struct GrantView {
    /// The code by which it is handed out.
    pub voucher: Line<16, 16>,
    /// How it stands: granted, delivered, expired before it was delivered, or returned.
    pub state: RistoroStateWord,
    /// What is given.
    pub kind: RistoroKindWord,
    /// Which item.
    pub item: Code,
    /// How many.
    pub quantity: Int<1, 1000>,
    /// When it was granted.
    pub granted_at: Moment,
    /// The last day on which it is handed out; absent where it does not expire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// When it was handed out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Moment>,
    /// When it was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<Moment>,
    /// Why it was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned_reason: Option<Paragraph<3, 2000>>,
}

impl GrantView {
    /// A grant as it stands at a moment, on the clock of the administration.
    pub(super) fn of(granted: &Granted, file: &CaseFile, now: OffsetDateTime) -> Self {
        let returned = granted.returned.as_ref();
        Self {
            voucher: granted.voucher.as_str().into(),
            state: granted.state(file.calendar().date_of(now)).into(),
            kind: granted.kind.into(),
            item: granted.item.as_str().into(),
            quantity: i64::from(granted.quantity).into(),
            granted_at: moment(file, granted.granted_at),
            expires_on: granted.expires_on.map(Day),
            delivered_at: granted.delivered_at.map(|at| moment(file, at)),
            returned_at: returned.map(|back| moment(file, back.returned_at)),
            returned_reason: returned.map(|back| back.reason.as_str().into()),
        }
    }

    /// The grant of a case for which something was granted.
    pub(super) fn of_case(file: &CaseFile, now: OffsetDateTime) -> Result<Self, ApiError> {
        let granted = file.case.grant.as_ref();
        granted
            .map(|granted| Self::of(granted, file, now))
            .ok_or_else(|| ApiError::internal("a grant that the case does not have"))
    }
}
