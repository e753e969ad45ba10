//! An event as it is posted: its body and what signs it.

use serde::Serialize;

use super::secret::Secret;
use crate::problem::ApiError;

/// The media type of one event in the JSON form of CloudEvents.
pub(super) const MEDIA_TYPE: &str = "application/cloudevents+json; charset=utf-8";

/// An event, signed for one attempt.
pub(super) struct Message {
    /// The event's id.
    pub(super) id: String,
    /// The time of the attempt, in seconds since 1970.
    pub(super) seconds: i64,
    /// The event.
    pub(super) body: Vec<u8>,
    /// The signatures, one of each secret that is good, with blanks between.
    pub(super) signatures: String,
}

impl Message {
    /// An event, signed with every secret that is good at the time of the attempt.
    ///
    /// # Errors
    /// 500 when the event cannot be written.
    pub(super) fn of(
        id: &str,
        event: &impl Serialize,
        seconds: i64,
        secrets: &[Secret],
    ) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(event).map_err(ApiError::internal)?;
        let signatures: Result<Vec<String>, ApiError> = secrets
            .iter()
            .map(|secret| secret.sign(id, seconds, &body))
            .collect();
        Ok(Self {
            id: id.to_owned(),
            seconds,
            signatures: signatures?.join(" "),
            body,
        })
    }
}
