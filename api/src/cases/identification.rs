//! How it is established who presents a case.

use cartaviva_domain::people::{AssuranceLevel, Identification, LevelFault};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::bounded::Int;
use crate::extract::parsed;
use crate::language::Bilingual;
use crate::problem::ApiError;
use crate::words::IdentificationMethodWord;

/// How it was established who presents a case.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = Identification, example = json!({ "method": "digital_identity", "level": 2 }))]
pub struct IdentificationBody {
    /// How. `declared`: they say so. `document_copy`: a copy of an identity document came with it. `in_person`: an
    /// identity document was seen. `digital_identity`: SPID, CIE or CNS.
    #[validate(nested)]
    pub method: IdentificationMethodWord,
    /// The level of assurance of a digital identity, as SPID counts: 1 low, 2 substantial, 3 high.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub level: Option<Int<1, 3>>,
}

impl IdentificationBody {
    /// What staff say of it.
    ///
    /// # Errors
    /// 422 when a digital identity has no level, or anything else has one.
    pub(super) fn read(self) -> Result<Identification, ApiError> {
        let at = "/identification/level";
        let level = self
            .level
            .map(|level| parsed(at, u8::try_from(level.get())))
            .transpose()?
            .map(|level| parsed(at, AssuranceLevel::try_from(level)))
            .transpose()?;
        Identification::new(self.method.0, level).map_err(|fault| refused(at, fault))
    }

    /// What is known of it.
    pub(super) fn of(identification: Identification) -> Self {
        Self {
            method: identification.method().into(),
            level: identification
                .level()
                .map(|level| i64::from(u8::from(level)).into()),
        }
    }
}

fn refused(pointer: &str, fault: LevelFault) -> ApiError {
    match fault {
        LevelFault::Missing => ApiError::field(
            pointer,
            "missing",
            Bilingual::new(
                "Di un'identità digitale va indicato il livello.",
                "The level of a digital identity is needed.",
            ),
        ),
        LevelFault::NotDigital => ApiError::field(
            pointer,
            "not_allowed",
            Bilingual::new(
                "Solo un'identità digitale ha un livello.",
                "Only a digital identity has a level.",
            ),
        ),
    }
}
