//! Searching the register: what is looked for stands in the body, as a correspondent is somebody's name.

use actix_web::{HttpRequest, post, web};
use cartaviva_domain::codes::CaseId;
use cartaviva_domain::protocol::ProtocolNumber;
use cartaviva_persistence::protocol::{self, Filter};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use validator::Validate;

use super::book::{Book, own_office};
use super::view::RegisterEntry;
use crate::administrations::AdministrationPath;
use crate::auth::{May, ReadProtocol};
use crate::bounded::{Day, Id, Int, Line, ProtocolDirectionWord};
use crate::extract::{Json, Path, parsed};
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::ApiError;
use crate::state::AppState;

/// Which entries are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ProtocolEntrySearch, example = json!({ "correspondent": "Prefettura", "direction": "incoming", "from": "2026-11-01" }))]
pub struct EntrySearch {
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// Of this year.
    #[validate(nested)]
    pub year: Option<Int<2000, 2199>>,
    /// With this number within its year.
    #[validate(nested)]
    pub number: Option<Int<1, 9_007_199_254_740_991>>,
    /// Registered on this day or later.
    pub from: Option<Day>,
    /// Registered on this day or earlier.
    pub to: Option<Day>,
    /// That went this way.
    #[validate(nested)]
    pub direction: Option<ProtocolDirectionWord>,
    /// Whose subject has these words in it; capitals do not matter.
    #[validate(nested)]
    pub subject: Option<Line<2, 100>>,
    /// Whose correspondent has these words in it; capitals do not matter.
    #[validate(nested)]
    pub correspondent: Option<Line<2, 100>>,
    /// Of this case.
    #[validate(nested)]
    pub case: Option<Id>,
}

/// The key by which the list is ordered.
#[derive(Serialize, Deserialize)]
struct Key {
    year: i32,
    number: i64,
}

/// Search the protocol register
///
/// The entries that the caller's roles reach, the last registered first, by number, day, direction, subject, correspondent
/// and case. Who is confined to an office finds the entries of the cases of that office. Nothing is kept of a search. The
/// next page is the same body with `cursor`.
#[utoipa::path(
    tag = "protocol",
    operation_id = "search_protocol_entries",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"])),
    params(AdministrationPath),
    responses((status = 200, description = "A page of entries.", body = Page<RegisterEntry>))
)]
#[post("/administrations/{administration}/protocol-entry-searches")]
pub async fn search_protocol_entries(
    state: web::Data<AppState>,
    who: May<ReadProtocol>,
    Path(path): Path<AdministrationPath>,
    Json(body): Json<EntrySearch>,
    request: HttpRequest,
) -> Result<web::Json<Page<RegisterEntry>>, ApiError> {
    let this = state.links().this(&request);
    let page = page(&state, who, path, body, this.as_str()).await?;
    Ok(web::Json(page.of_search()))
}

/// A page of the entries that are wanted, reached at an address.
pub(super) async fn page(
    state: &AppState,
    who: May<ReadProtocol>,
    path: AdministrationPath,
    query: EntrySearch,
    this: &str,
) -> Result<Page<RegisterEntry>, ApiError> {
    let page = PageRequest::<Key>::read(query.limit, query.cursor.as_ref())?;
    let limit = page.limit;
    let after = page
        .after
        .map(|Key { year, number }| ProtocolNumber { year, number });
    let (book, entries, annulled) = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let own = &book.administration.code;
            let filter = Filter {
                office: own_office(&who)?,
                ..filter(&book, &query)?
            };
            let entries = protocol::search(db, own, &filter, after, i64::from(limit) + 1)?;
            let mut numbers: BTreeMap<i32, Vec<i64>> = BTreeMap::new();
            for entry in &entries {
                numbers
                    .entry(entry.number.year)
                    .or_default()
                    .push(entry.number.number);
            }
            let mut annulled = HashMap::new();
            for (year, numbers) in numbers {
                let found = protocol::annulments_of(db, own, year, &numbers)?;
                annulled.extend(found.into_iter().map(|found| (found.0.entry, found)));
            }
            Ok((book, entries, annulled))
        })
        .await?;
    let links = state.links();
    let key = |entry: &cartaviva_domain::protocol::Entry| Key {
        year: entry.number.year,
        number: entry.number.number,
    };
    Page::of(entries, limit, this, key, |entry| {
        let annulment = annulled.get(&entry.number);
        RegisterEntry::of(&book, &entry, annulment, links)
    })
}

/// What is asked for; the days are those of the administration's zone.
fn filter(book: &Book, query: &EntrySearch) -> Result<Filter, ApiError> {
    let case = query
        .case
        .as_ref()
        .map(|case| parsed("/case", case.as_str().parse()).map(CaseId))
        .transpose()?;
    Ok(Filter {
        office: None,
        year: query.year.and_then(|year| i32::try_from(year.get()).ok()),
        number: query.number.map(Int::get),
        from: query.from.map(|day| book.calendar.midnight(day.0)),
        until: query.to.map(|day| book.calendar.end_of_day(day.0)),
        direction: query.direction.map(|word| word.0),
        subject: query.subject.as_ref().map(|words| words.as_str().to_owned()),
        correspondent: query
            .correspondent
            .as_ref()
            .map(|words| words.as_str().to_owned()),
        case,
    })
}
