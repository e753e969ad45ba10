//! Searching cases: what is looked for stands in the body, where a name may be.

use actix_web::{HttpRequest, HttpResponse, post, web};
use cartaviva_persistence::search::Query;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use validator::Validate;

use super::export;
use super::list::{Asked, page, wants_csv};
use super::list_query::{CaseAssignee, CaseSort, CasesQuery, no_words};
use super::listed::ListedCase;
use super::submit::CasesPath;
use crate::auth::{May, ReadCases};
use crate::bounded::{
    ChannelWord, Code, CsvFile, Day, Line, List, OutcomeWord, ProtocolNumber, StatusWord, WaitingForWord,
};
use crate::extract::{Json, Path};
use crate::page::{Cursor, Limit, Page};
use crate::problem::ApiError;
use crate::state::AppState;

/// Which cases are wanted: every condition that is given must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "q": "sportello \"Anna Rossi\" -mensa", "status": ["registered", "forwarded"], "sort": "oldest" }))]
pub struct CaseSearch {
    /// How many at most.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins. A cursor holds for the conditions and the order with which it was given.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
    /// In what order; the newest first when it is not given.
    pub sort: Option<CaseSort>,
    /// What is looked for in subject and description: words in any form, `"words as they are"`, `begin*`, and `-` before what
    /// must not be there. Case and accents do not count.
    #[validate(nested)]
    pub q: Option<Line<1, 200>>,
    /// Of this office.
    #[validate(nested)]
    pub office: Option<Code>,
    /// Of this procedure.
    #[validate(nested)]
    pub procedure: Option<Code>,
    /// About this service.
    #[validate(nested)]
    pub service: Option<Code>,
    /// That arrived so.
    pub channel: Option<ChannelWord>,
    /// That stand in one of these ways; in any, when it is not given.
    #[validate(nested)]
    pub status: List<StatusWord, 20>,
    /// That were decided so.
    pub outcome: Option<OutcomeWord>,
    /// That are still to be dealt with, or have ended.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    pub open: Option<bool>,
    /// That the caller, or nobody, is in charge of.
    pub assignee: Option<CaseAssignee>,
    /// That wait for this.
    pub waiting_for: Option<WaitingForWord>,
    /// On which something is due on this day or after it.
    pub due_from: Option<Day>,
    /// On which something is due on this day or before it.
    pub due_to: Option<Day>,
    /// That are late, as something on them is overdue; or are not.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool, required = false)]
    pub late: Option<bool>,
    /// That have this number in the protocol register.
    #[validate(nested)]
    pub protocol_number: Option<ProtocolNumber>,
    /// That arrived on this day or after it.
    pub received_from: Option<Day>,
    /// That arrived on this day or before it.
    pub received_to: Option<Day>,
}

/// Search cases
///
/// The same lists as `list_cases`, a page or a file (`Accept: text/csv`), with what is looked for in the body: subject and
/// description are what people wrote, and a name that is looked for in them is no part of an address. Nothing is kept of a
/// search. The next page is the same body with `cursor`.
#[utoipa::path(
    tag = "cases",
    operation_id = "search_cases",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasesPath),
    responses((status = 200, description = "A page of cases, or all of them as a file.",
        content((Page<ListedCase> = "application/json"), (CsvFile = "text/csv"))))
)]
#[post("/administrations/{administration}/case-searches")]
pub async fn search_cases(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasesPath>,
    Json(body): Json<CaseSearch>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let as_file = wants_csv(&request);
    body.check(as_file)?;
    let list = body.fingerprint()?;
    let asked = Asked::by(&path, body.into(), who, &state)?;
    if as_file {
        return export::export(state.get_ref().clone(), asked).await;
    }
    let this = state.links().this(&request);
    let page = page(&state, asked, list, this.as_str()).await?;
    Ok(HttpResponse::Ok().json(page.of_search()))
}

impl CaseSearch {
    /// Refuses, as what stands in a body, what is no search, and pages of what is sent as a file.
    fn check(&self, as_file: bool) -> Result<(), ApiError> {
        for (pointer, is_given) in [
            ("/limit", self.limit.is_some()),
            ("/cursor", self.cursor.is_some()),
        ] {
            if as_file && is_given {
                return Err(ApiError::field(pointer, "pages_only", export::pages_only()));
            }
        }
        let words = self.q.as_ref().map(|q| Query::parse(q.as_str()));
        match words {
            Some(Err(fault)) => Err(ApiError::field("/q", "words", no_words(fault))),
            _ => Ok(()),
        }
    }

    /// The conditions and the order in few letters: a cursor carries them, so that it is of no use in another search.
    fn fingerprint(&self) -> Result<String, ApiError> {
        let conditions = Self {
            limit: None,
            cursor: None,
            ..self.clone()
        };
        let written = serde_json::to_vec(&conditions).map_err(ApiError::internal)?;
        let digest = Sha256::digest(&written);
        Ok(BASE64URL_NOPAD.encode(digest.first_chunk::<9>().map_or(&[], <[u8; 9]>::as_slice)))
    }
}

impl From<CaseSearch> for CasesQuery {
    fn from(search: CaseSearch) -> Self {
        let statuses = search.status.into_vec();
        Self {
            limit: search.limit,
            cursor: search.cursor,
            sort: search.sort,
            q: search.q,
            office: search.office,
            procedure: search.procedure,
            service: search.service,
            channel: search.channel,
            status: (!statuses.is_empty()).then(|| statuses.into()),
            outcome: search.outcome,
            open: search.open,
            assignee: search.assignee,
            waiting_for: search.waiting_for,
            due_from: search.due_from,
            due_to: search.due_to,
            late: search.late,
            protocol_number: search.protocol_number,
            received_from: search.received_from,
            received_to: search.received_to,
        }
    }
}

/// A boolean that is there or is not: it is never null.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    bool::deserialize(deserializer).map(Some)
}
