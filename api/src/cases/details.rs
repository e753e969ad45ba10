//! What a case keeps of its submission beside the words.

use cartaviva_domain::cases::Details;
use serde::Serialize;
use utoipa::ToSchema;

use super::identification::IdentificationBody;
use crate::bounded::{Code, FormFields, List};

/// What a case keeps of its submission beside the words.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CaseDetails, example = json!({
    "identification": { "method": "document_copy" }, "fields": { "document": "Permesso di costruire 12/2026" }, "missing": ["reason"]
}))]
pub struct DetailsView {
    /// How it was established who presents it; absent for who did not say who they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identification: Option<IdentificationBody>,
    /// What was written in the fields of the procedure's form, but for those that may say who somebody is: they are read with
    /// who presented the case.
    pub fields: FormFields,
    /// What was missing when it arrived and has not come since: fields by their code, and `identity` for the proof of identity.
    pub missing: List<Code, 51>,
}

impl DetailsView {
    /// The details of a case.
    pub(crate) fn of(details: &Details) -> Self {
        let fields = details.fields.iter();
        Self {
            identification: details.identification.map(IdentificationBody::of),
            fields: fields
                .map(|(code, text)| (code.as_str(), text.as_str()))
                .collect(),
            missing: details.missing.iter().map(|code| code.as_str().into()).collect(),
        }
    }
}
