//! The entries of the register.

use actix_web::{HttpRequest, get, web};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::search::{EntrySearch, page};
use super::view::RegisterEntry;
use crate::administrations::AdministrationPath;
use crate::auth::{May, ReadProtocol};
use crate::bounded::{Day, Id, Int, Line, ProtocolDirectionWord};
use crate::extract::{Path, Query};
use crate::page::{Cursor, Limit, Page};
use crate::problem::ApiError;
use crate::state::AppState;

/// Which entries are wanted.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntriesQuery {
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
    #[param(example = 123)]
    pub number: Option<Int<1, 9_007_199_254_740_991>>,
    /// Registered on this day or later.
    pub from: Option<Day>,
    /// Registered on this day or earlier.
    pub to: Option<Day>,
    /// That went this way.
    #[validate(nested)]
    pub direction: Option<ProtocolDirectionWord>,
    /// Whose subject has these words in it; capitals do not matter. No name of a person: that is looked for by
    /// `search_protocol_entries`.
    #[validate(nested)]
    #[param(inline)]
    pub subject: Option<Line<2, 100>>,
    /// Of this case.
    #[validate(nested)]
    pub case: Option<Id>,
}

/// List the entries of the protocol register
///
/// The entries that the caller's roles reach, the last registered first, by number, day, direction, subject and case. Who
/// is confined to an office finds the entries of the cases of that office. By who sent or received a document one searches
/// with `search_protocol_entries`: a name is no part of an address.
#[utoipa::path(
    tag = "protocol",
    operation_id = "list_protocol_entries",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"])),
    params(AdministrationPath, EntriesQuery),
    responses((status = 200, description = "A page of entries.", body = Page<RegisterEntry>))
)]
#[get("/administrations/{administration}/protocol-entries")]
pub async fn list_protocol_entries(
    state: web::Data<AppState>,
    who: May<ReadProtocol>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<EntriesQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<RegisterEntry>>, ApiError> {
    let this = state.links().this(&request);
    page(&state, who, path, query.into(), this.as_str())
        .await
        .map(web::Json)
}

impl From<EntriesQuery> for EntrySearch {
    fn from(query: EntriesQuery) -> Self {
        Self {
            limit: query.limit,
            cursor: query.cursor,
            year: query.year,
            number: query.number,
            from: query.from,
            to: query.to,
            direction: query.direction,
            subject: query.subject,
            correspondent: None,
            case: query.case,
        }
    }
}
