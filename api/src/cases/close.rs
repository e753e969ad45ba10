//! Closing a case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Delivery, DeliveryReference};
use cartaviva_persistence::reporters;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{ChannelWord, Line, Moment};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// The closing of a case.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseClosing, example = json!({ "delivery": { "channel": "post", "reference": "RR 15012345678-9" } }))]
pub struct Closing {
    /// How the answer was delivered; needed where whoever presented the case left no contact.
    #[validate(nested)]
    pub delivery: Option<DeliveryBody>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Close a case
///
/// Nothing more is to be done: the case was answered in writing, to the contact that whoever presented it left, or as the record
/// of the delivery says. An answer that came after its due date has said why, in the decision or in its correction.
#[utoipa::path(
    tag = "cases",
    operation_id = "close_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/closure")]
pub async fn close_case(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Closing>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let delivery = body.delivery.map(DeliveryBody::parse).transpose()?;
    perform(&state, act, path, move |db, case| {
        let reporter = reporters::find(db, &case.administration, case.id)?;
        let contact = reporter.has_contact();
        Ok(Command::Close { contact, delivery })
    })
    .await
}

/// How an answer was delivered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "channel": "post", "reference": "RR 15012345678-9" }))]
pub struct DeliveryBody {
    /// By which channel.
    #[validate(nested)]
    pub channel: ChannelWord,
    /// The number of the letter or of the receipt.
    #[validate(nested)]
    pub reference: Option<Line<1, 200>>,
}

impl DeliveryBody {
    fn parse(self) -> Result<Delivery, ApiError> {
        Ok(Delivery {
            channel: self.channel.0,
            reference: self
                .reference
                .map(|reference| {
                    parsed(
                        "/delivery/reference",
                        DeliveryReference::parse(reference.as_str()),
                    )
                })
                .transpose()?,
        })
    }
}
