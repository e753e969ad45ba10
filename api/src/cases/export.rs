//! Lists of cases as files.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use cartaviva_domain::dates;
use cartaviva_persistence::cases::{Filter, Listed, Place, Sort, list};
use futures_util::stream;
use tracing::Span;

use super::list::Asked;
use super::list_query::refused;
use super::listed::{ListedCase, Shown};
use crate::language::Bilingual;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::spreadsheet::harmless;
use crate::state::AppState;

/// How many cases are read at a time: what is held in memory of a file.
const BATCH: i64 = 500;

/// The columns of a file, in their order.
const COLUMNS: [&str; 16] = [
    "id",
    "protocol_number",
    "procedure",
    "channel",
    "status",
    "office",
    "service",
    "subject",
    "received_at",
    "assignee",
    "waiting_for",
    "next_term",
    "next_state",
    "next_due_at",
    "outcome",
    "decided_at",
];

/// The answer that sends a whole list as a file, each batch read when the one before was sent. A caller who goes away ends
/// the reading.
pub(super) async fn export(state: AppState, asked: Asked) -> Result<HttpResponse, ApiError> {
    for (parameter, is_given) in [
        ("limit", asked.query.limit.is_some()),
        ("cursor", asked.query.cursor.is_some()),
    ] {
        if is_given {
            return Err(refused(parameter, "pages_only", pages_only()));
        }
    }
    let sort = asked.query.sort.unwrap_or_default().of_store();
    let (shown, filter) = state.read(move |db| asked.read(db)).await?;
    let name = format!(
        "cases-{}-{}.csv",
        shown.administration,
        dates::written(shown.calendar.date_of(shown.now))
    );
    let mut file = File {
        state,
        shown,
        filter,
        sort,
        after: None,
        first: true,
        sent: Sent::none(),
    };
    let first = file.next().await?;
    let rest = stream::try_unfold((first, file), |(ready, mut file)| async move {
        let chunk = match ready {
            Some(ready) => Some(ready),
            None => file.next().await.map_err(actix_web::Error::from)?,
        };
        Ok::<_, actix_web::Error>(chunk.map(|chunk| (chunk, (None, file))))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv")
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .streaming(rest))
}

/// A file that is being sent.
struct File {
    state: AppState,
    shown: Shown,
    /// Which cases are left to read; nothing when there are no more.
    filter: Option<Filter>,
    sort: Sort,
    after: Option<Place>,
    first: bool,
    sent: Sent,
}

impl File {
    /// The next lines; nothing after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, ApiError> {
        let first = std::mem::take(&mut self.first);
        let rows = match &self.filter {
            Some(filter) => self.batch(filter.clone()).await?,
            None if first => Vec::new(),
            None => {
                self.sent.whole = true;
                return Ok(None);
            }
        };
        self.after = rows.last().map(|row| row.place(self.sort));
        if rows.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            self.filter = None;
        }
        self.sent.cases += rows.len();
        self.lines(first, &rows).map(|lines| Some(Bytes::from(lines)))
    }

    async fn batch(&self, filter: Filter) -> Result<Vec<Listed>, ApiError> {
        let administration = self.shown.administration.clone();
        let (whose, sort, after) = (administration.clone(), self.sort, self.after);
        self.state
            .read_anywhere(&whose, Shows::Figures, move |db| {
                Ok(list(db, &administration, &filter, sort, after, BATCH)?)
            })
            .await
    }

    /// Cases as lines, below the names of the columns where they are the first.
    fn lines(&self, first: bool, rows: &[Listed]) -> Result<Vec<u8>, ApiError> {
        let mut lines = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        if first {
            lines.write_record(COLUMNS).map_err(ApiError::internal)?;
        }
        for row in rows {
            let case = ListedCase::of(row, &self.shown, self.state.links());
            lines.write_record(cells(&case)?).map_err(ApiError::internal)?;
        }
        lines
            .into_inner()
            .map_err(|error| ApiError::internal(error.to_string()))
    }
}

/// The cells of a case, one for each column: what its page shows, in the same words.
fn cells(case: &ListedCase) -> Result<[String; 16], ApiError> {
    let shown = serde_json::to_value(case).map_err(ApiError::internal)?;
    let cell = |pointer: &str| {
        let text = shown.pointer(pointer).and_then(serde_json::Value::as_str);
        harmless(text.unwrap_or_default()).into_owned()
    };
    Ok([
        "/id",
        "/protocol_number",
        "/procedure",
        "/channel",
        "/status",
        "/office",
        "/service",
        "/subject",
        "/received_at",
        "/assignee",
        "/waiting_for",
        "/next_deadline/term",
        "/next_deadline/state",
        "/next_deadline/due_at",
        "/outcome",
        "/decided_at",
    ]
    .map(cell))
}

/// Why a file has no pages.
pub(super) fn pages_only() -> Bilingual {
    Bilingual::new(
        "Vale solo per le pagine: un file contiene l'intero elenco.",
        "It is for pages alone: a file holds the whole list.",
    )
}

/// How much of a file was sent; the log has it when the sending ends, whichever way.
struct Sent {
    cases: usize,
    whole: bool,
    span: Span,
}

impl Sent {
    fn none() -> Self {
        Self {
            cases: 0,
            whole: false,
            span: Span::current(),
        }
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        let (cases, whole) = (self.cases, self.whole);
        self.span
            .in_scope(|| tracing::info!(cases, whole, "cases exported"));
    }
}
