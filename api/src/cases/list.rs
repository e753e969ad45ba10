//! Lists of cases.

use actix_web::http::header::{Accept, Header};
use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::codes;
use cartaviva_persistence::cases::{Filter, Listed, Place, list};
use cartaviva_persistence::{Conn, administrations, calendars};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::export;
use super::list_query::{CasesQuery, fingerprint};
use super::listed::{ListedCase, Shown};
use super::submit::CasesPath;
use crate::auth::{May, Principal, ReadCases};
use crate::bounded::CsvFile;
use crate::extract::{Path, Query};
use crate::page::{self, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// The key by which a list is ordered, and the list it is of.
#[derive(Serialize, Deserialize)]
struct Key {
    list: String,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// List cases
///
/// The cases that the caller's roles reach, and of those the ones for which every condition holds; a page of them, or all of
/// them as a file: `Accept: text/csv`.
///
/// The file is UTF-8 with commas (RFC 4180). Its first line names the columns by the contract's own words, which stay the
/// same in every language; more columns may be added at its end. It is read while it is sent, so that a case that changes
/// meanwhile appears as it was or as it is. A text that a spreadsheet would take for a formula begins with an apostrophe.
/// `Content-Disposition` gives it a name. `limit` and `cursor` are for pages alone.
///
/// What is looked for by somebody's name belongs in the body of a search, not in an address: `search_cases`.
#[utoipa::path(
    tag = "cases",
    operation_id = "list_cases",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(CasesPath, CasesQuery),
    responses((status = 200, description = "A page of cases, or all of them as a file.",
        content((Page<ListedCase> = "application/json"), (CsvFile = "text/csv"))))
)]
#[get("/administrations/{administration}/cases")]
pub async fn list_cases(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<CasesPath>,
    Query(query): Query<CasesQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let asked = Asked::by(&path, query, who, &state)?;
    if wants_csv(&request) {
        return export::export(state.get_ref().clone(), asked).await;
    }
    let list = fingerprint(request.path(), request.query_string());
    let this = state.links().this(&request);
    let page = page(&state, asked, list, this.as_str()).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// A page of a list, known by its fingerprint and reached at an address.
pub(super) async fn page(
    state: &AppState,
    asked: Asked,
    list_known_as: String,
    this: &str,
) -> Result<Page<ListedCase>, ApiError> {
    let page = PageRequest::<Key>::read(asked.query.limit, asked.query.cursor.as_ref())?;
    if page.after.as_ref().is_some_and(|key| key.list != list_known_as) {
        return Err(page::foreign_cursor());
    }
    let limit = page.limit;
    let sort = asked.query.sort.unwrap_or_default();
    let (shown, rows) = state
        .read(move |db| {
            let after = page.after.map(|Key { at, id, .. }| Place { at, id });
            asked.first(db, after, i64::from(limit) + 1)
        })
        .await?;
    let key = |row: &Listed| Key {
        list: list_known_as.clone(),
        at: row.place(sort.of_store()).at,
        id: row.id.0,
    };
    Page::of(rows, limit, this, key, |row| {
        ListedCase::of(&row, &shown, state.links())
    })
}

/// What is asked of a list, by whom and when.
pub(super) struct Asked {
    pub(super) administration: codes::AdministrationCode,
    pub(super) query: CasesQuery,
    pub(super) who: Principal,
    pub(super) now: OffsetDateTime,
}

impl Asked {
    /// What a caller asks for now.
    pub(super) fn by(
        path: &CasesPath,
        query: CasesQuery,
        who: May<ReadCases>,
        state: &AppState,
    ) -> Result<Self, ApiError> {
        let administration = codes::AdministrationCode::parse(path.administration.as_str())
            .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
        Ok(Self {
            administration,
            query,
            who: who.into_principal(),
            now: state.clock().now(),
        })
    }

    /// Where cases are shown, and which of them; nothing when the caller's roles reach none of what is asked for.
    pub(super) fn read(&self, db: &mut Conn) -> Result<(Shown, Option<Filter>), ApiError> {
        if !administrations::is_known(db, &self.administration)? {
            return Err(ApiError::new(ProblemCode::AdministrationNotFound));
        }
        let calendar = calendars::history(db, &self.administration, None)?;
        let calendar = calendar
            .on(calendar.last().calendar.date_of(self.now))
            .calendar
            .clone();
        let filter = self.query.filter(&self.who, &calendar, self.now)?;
        let shown = Shown {
            administration: self.administration.clone(),
            calendar,
            now: self.now,
        };
        Ok((shown, filter))
    }

    fn first(
        &self,
        db: &mut Conn,
        after: Option<Place>,
        limit: i64,
    ) -> Result<(Shown, Vec<Listed>), ApiError> {
        let (shown, filter) = self.read(db)?;
        let sort = self.query.sort.unwrap_or_default().of_store();
        let rows = match filter {
            Some(filter) => list(db, &self.administration, &filter, sort, after, limit)?,
            None => Vec::new(),
        };
        Ok((shown, rows))
    }
}

/// Whether the caller prefers a file to a page.
pub(super) fn wants_csv(request: &HttpRequest) -> bool {
    let ranked = Accept::parse(request)
        .map(|accept| accept.ranked())
        .unwrap_or_default();
    let first = ranked.iter().find_map(|media| match media.essence_str() {
        "text/csv" => Some(true),
        "application/json" | "application/*" | "*/*" => Some(false),
        _ => None,
    });
    first.unwrap_or(false)
}
