//! A charter and its editions as anybody sees them.

use cartaviva_domain::charters::{Act, Charter, Edition, edition_in_force};
use cartaviva_domain::codes::AdministrationCode;
use serde::Serialize;
use time::Date;
use utoipa::ToSchema;

use crate::bounded::{Code, Day, Int, Link, List, Paragraph};
use crate::links::Links;
use crate::words::CharterKindWord;

/// A charter with one of its editions.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Charter)]
pub struct CharterView {
    /// Its code within the administration.
    pub code: Code,
    /// Whether it holds for the whole body or for one of its services.
    pub kind: CharterKindWord,
    /// Its title.
    pub title: Paragraph<1, 300>,
    /// The office that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// How often it promises to be reviewed, as it says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Paragraph<1, 300>>,
    /// The edition in force today, or the one that was asked for; absent in a list where none is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionView>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CharterLinks,
}

/// One edition of a charter.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Edition)]
pub struct EditionView {
    /// Its code within the charter.
    pub code: Code,
    /// Whether it is the edition in force today.
    pub in_force: bool,
    /// The act that approved it; absent where the document does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<ActView>,
    /// The first day on which it holds; absent where the document does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<Day>,
    /// The last day on which it holds; absent while nothing supersedes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<Day>,
    /// By when it is to be reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_due: Option<Day>,
    /// The principles it rests on.
    pub principles: List<Paragraph<1, 300>, 50>,
    /// The rights and remedies of who is not served as promised (D.Lgs. 222/2023 art. 7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedies: Option<Paragraph<1, 5000>>,
    /// How many standards it promises.
    pub standard_count: Int<0, 500>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: EditionLinks,
}

/// The act by which an edition was approved.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Act, example = json!({ "kind": "Delibera di Giunta", "number": "12", "date": "2025-01-31" }))]
pub struct ActView {
    /// What kind of act, as the document names it.
    pub kind: Paragraph<1, 300>,
    /// Its number, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Paragraph<1, 300>>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// The links of a charter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CharterLinks {
    /// The charter itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// Its administration.
    pub administration: Link,
    /// All its editions.
    pub editions: Link,
    /// The standards of the edition in force.
    pub standards: Link,
    /// What was reached of them this year.
    pub scorecard: Link,
    /// The office that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Link>,
}

/// The links of an edition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditionLinks {
    /// The charter in this edition.
    #[serde(rename = "self")]
    pub this: Link,
    /// The standards of this edition.
    pub standards: Link,
    /// What was reached of them this year.
    pub scorecard: Link,
}

impl CharterView {
    /// A charter with one of its editions, as it is on a day.
    pub(crate) fn of(
        administration: &AdministrationCode,
        charter: &Charter,
        edition: Option<&Edition>,
        today: Date,
        links: &Links,
    ) -> Self {
        let body = format!("/administrations/{administration}");
        let own = format!("{body}/charters/{}", charter.code);
        let to = |part: &str| links.to(&format!("{own}/{part}"));
        Self {
            code: charter.code.as_str().into(),
            kind: charter.kind.into(),
            title: charter.title.as_str().into(),
            office: charter.office.as_ref().map(|code| code.as_str().into()),
            review: charter.review.as_ref().map(|text| text.as_str().into()),
            edition: edition.map(|edition| EditionView::of(administration, charter, edition, today, links)),
            links: CharterLinks {
                this: links.to(&own),
                administration: links.to(&body),
                editions: to("editions"),
                standards: to("standards"),
                scorecard: to("scorecard"),
                office: charter
                    .office
                    .as_ref()
                    .map(|code| links.to(&format!("{body}/offices/{code}"))),
            },
        }
    }
}

impl EditionView {
    /// An edition of a charter, as it is on a day.
    pub(crate) fn of(
        administration: &AdministrationCode,
        charter: &Charter,
        edition: &Edition,
        today: Date,
        links: &Links,
    ) -> Self {
        let in_force = edition_in_force(&charter.editions, today);
        let to = |part: &str| {
            let (charter, edition) = (&charter.code, &edition.code);
            links.to(&format!(
                "/administrations/{administration}/charters/{charter}{part}?edition={edition}"
            ))
        };
        Self {
            code: edition.code.as_str().into(),
            in_force: in_force.is_some_and(|holds| holds.code == edition.code),
            approval: edition.approval.as_ref().map(ActView::of),
            in_force_from: edition.in_force_from.map(Day),
            in_force_until: edition.in_force_until.map(Day),
            review_due: edition.review_due.map(Day),
            principles: edition
                .principles
                .iter()
                .map(|text| text.as_str().into())
                .collect(),
            remedies: edition.remedies.as_ref().map(|text| text.as_str().into()),
            standard_count: i64::try_from(edition.standards.len()).unwrap_or(i64::MAX).into(),
            links: EditionLinks {
                this: to(""),
                standards: to("/standards"),
                scorecard: to("/scorecard"),
            },
        }
    }
}

impl ActView {
    fn of(act: &Act) -> Self {
        Self {
            kind: act.kind.as_str().into(),
            number: act.number.as_ref().map(|text| text.as_str().into()),
            date: act.date.map(Day),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::date;

    use super::*;

    fn shown(asked: usize, today: Date) -> Value {
        let charter: Charter = serde_json::from_value(json!({
            "code": "urp", "kind": "specific", "title": "Carta dei servizi dell'URP",
            "editions": [
                { "code": "2020", "in_force_until": "2025-01-31" },
                { "code": "2025", "in_force_from": "2025-02-01", "review_due": "2028-02-01" },
            ],
        }))
        .unwrap();
        let administration = AdministrationCode::parse("c_e625").unwrap();
        let edition = charter.editions.get(asked).unwrap();
        let links = Links::under("http://h");
        serde_json::to_value(EditionView::of(&administration, &charter, edition, today, &links)).unwrap()
    }

    #[test]
    fn only_the_edition_that_holds_today_is_in_force() {
        assert_eq!(shown(0, date!(2025 - 01 - 31))["in_force"], true);
        assert_eq!(shown(1, date!(2025 - 01 - 31))["in_force"], false);
        assert_eq!(shown(0, date!(2025 - 02 - 01))["in_force"], false);
        assert_eq!(shown(1, date!(2025 - 02 - 01))["in_force"], true);
    }

    #[test]
    fn the_links_of_an_edition_stay_with_it() {
        let links = shown(0, date!(2026 - 01 - 01))["_links"].clone();
        assert_eq!(
            links["standards"],
            "http://h/v1/administrations/c_e625/charters/urp/standards?edition=2020"
        );
    }
}
