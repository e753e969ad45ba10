//! How documents are numbered, as staff see it.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::ProtocolSystem;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Id, Link};
use crate::links::Links;
use crate::words::SystemKindWord;

/// Which register numbers the documents of an administration.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ProtocolSystem)]
pub struct SystemView {
    /// This program's own register, or that of another system, whose numbers an integrator tells.
    pub system: SystemKindWord,
    /// The emergency that is open, while the register cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Id>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: SystemLinks,
}

/// The links of a protocol system.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ProtocolSystemLinks)]
pub struct SystemLinks {
    /// This setting.
    #[serde(rename = "self")]
    pub this: Link,
    /// The documents that wait for their number.
    pub waiting_documents: Link,
    /// The emergencies.
    pub emergency_periods: Link,
}

impl SystemView {
    /// The setting of an administration.
    pub(super) fn of(administration: &AdministrationCode, system: &ProtocolSystem, links: &Links) -> Self {
        let to = |part: &str| links.to(&format!("/administrations/{administration}/{part}"));
        Self {
            system: system.kind.into(),
            emergency: system.emergency.map(|id| id.to_string().into()),
            links: SystemLinks {
                this: to("protocol-system"),
                waiting_documents: to("waiting-documents"),
                emergency_periods: to("emergency-periods"),
            },
        }
    }
}
