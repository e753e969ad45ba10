//! A service card as anybody sees it.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::services::Service;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{ChannelWord, Code, Link, List, Paragraph, Word};
use crate::links::Links;
use crate::words::IdentityWord;

/// A service card: what is offered, to whom, how, with what, in what time, at what cost.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Service)]
pub struct ServiceView {
    /// Its code within the administration.
    pub code: Code,
    /// Its name.
    pub title: Paragraph<1, 300>,
    /// The office that offers it.
    pub office: Code,
    /// The charter that describes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// What it is.
    pub description: Paragraph<1, 5000>,
    /// Who may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Paragraph<1, 5000>>,
    /// How to ask for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<Paragraph<1, 5000>>,
    /// What must be brought or declared.
    pub requirements: List<Paragraph<1, 5000>, 20>,
    /// In what time it is given, as the charter says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Paragraph<1, 5000>>,
    /// What it costs, as the charter says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<Paragraph<1, 5000>>,
    /// Through which channels it is given.
    pub channels: List<ChannelWord, 10>,
    /// The identities it accepts, weakest first.
    pub identities: List<IdentityWord, 5>,
    /// Where its own page is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Paragraph<1, 300>>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ServiceLinks,
}

/// The links of a service.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ServiceLinks {
    /// The service itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// Its administration.
    pub administration: Link,
    /// The office that offers it.
    pub office: Link,
    /// The charter that describes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Link>,
}

impl ServiceView {
    /// A service of an administration.
    pub(crate) fn of(administration: &AdministrationCode, service: &Service, links: &Links) -> Self {
        let body = format!("/administrations/{administration}");
        Self {
            code: service.code.as_str().into(),
            title: service.name.as_str().into(),
            office: service.office.as_str().into(),
            charter: service.charter.as_ref().map(|code| code.as_str().into()),
            description: service.description.as_str().into(),
            recipients: service.recipients.as_ref().map(|text| text.as_str().into()),
            how: service.how.as_ref().map(|text| text.as_str().into()),
            requirements: service
                .requirements
                .iter()
                .map(|text| text.as_str().into())
                .collect(),
            time: service.time.as_ref().map(|text| text.as_str().into()),
            cost: service.cost.as_ref().map(|text| text.as_str().into()),
            channels: service.channels.iter().copied().map(Word).collect(),
            identities: service.identities.iter().copied().map(Word).collect(),
            website: service.website.as_ref().map(|text| text.as_str().into()),
            links: ServiceLinks {
                this: links.to(&format!("{body}/services/{}", service.code)),
                administration: links.to(&body),
                office: links.to(&format!("{body}/offices/{}", service.office)),
                charter: service
                    .charter
                    .as_ref()
                    .map(|code| links.to(&format!("{body}/charters/{code}"))),
            },
        }
    }
}
