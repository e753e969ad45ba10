//! The audit log as a file.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use cartaviva_domain::audit::Recorded;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::audit::{Window, list};
use data_encoding::HEXLOWER;
use futures_util::stream;
use time::Duration;
use time::format_description::well_known::Rfc3339;

use crate::problem::ApiError;
use crate::spreadsheet::harmless;
use crate::state::AppState;

/// How many entries are read at a time: what is held in memory of a file.
const BATCH: i64 = 500;

/// The columns of a file, in their order.
const COLUMNS: [&str; 15] = [
    "id",
    "at",
    "request",
    "operation",
    "resource",
    "status",
    "subject",
    "issuer",
    "roles",
    "office",
    "consumer",
    "purpose",
    "position",
    "previous_hash",
    "hash",
];

/// The answer that sends the log as a file, each batch read when the one before was sent.
pub(super) async fn export(
    state: AppState,
    administration: AdministrationCode,
    window: Window,
) -> Result<HttpResponse, ApiError> {
    let name = format!("attachment; filename=\"audit-{administration}.csv\"");
    // What is added while the file is being sent is not in it.
    let asked = state.clock().now() + Duration::MILLISECOND;
    let until = window.until.map_or(asked, |until| until.min(asked));
    let mut file = File {
        state,
        administration,
        window: Some(Window {
            until: Some(until),
            ..window
        }),
        first: true,
    };
    // What cannot be read at all is answered so; what cannot be read later cuts the answer off.
    let first = file.next().await?;
    let lines = stream::try_unfold((first, file), |(ready, mut file)| async move {
        let lines = match ready {
            Some(ready) => Some(ready),
            None => file.next().await.map_err(actix_web::Error::from)?,
        };
        Ok::<_, actix_web::Error>(lines.map(|lines| (lines, (None, file))))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv")
        .insert_header(("Content-Disposition", name))
        .streaming(lines))
}

/// A file that is being sent.
struct File {
    state: AppState,
    administration: AdministrationCode,
    /// What is left to read; nothing when there is no more.
    window: Option<Window>,
    first: bool,
}

impl File {
    /// The next lines; nothing after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, ApiError> {
        let Some(window) = self.window else {
            return Ok(None);
        };
        let administration = self.administration.clone();
        let rows = self
            .state
            .read(move |db| Ok(list(db, &administration, window, BATCH)?))
            .await?;
        let full = i64::try_from(rows.len()).is_ok_and(|count| count == BATCH);
        self.window = rows.last().filter(|_| full).map(|last| Window {
            after: Some(last.entry.id),
            ..window
        });
        let first = std::mem::take(&mut self.first);
        lines(first, &rows).map(|lines| Some(Bytes::from(lines)))
    }
}

/// Entries as lines, below the names of the columns where they are the first.
fn lines(first: bool, rows: &[Recorded]) -> Result<Vec<u8>, ApiError> {
    let mut lines = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    if first {
        lines.write_record(COLUMNS).map_err(ApiError::internal)?;
    }
    for row in rows {
        lines.write_record(cells(row)?).map_err(ApiError::internal)?;
    }
    lines
        .into_inner()
        .map_err(|error| ApiError::internal(error.to_string()))
}

/// The cells of an entry, one for each column.
fn cells(Recorded { entry, seal }: &Recorded) -> Result<[String; 15], ApiError> {
    let author = &entry.author;
    let told = |text: &Option<String>| harmless(text.as_deref().unwrap_or_default()).into_owned();
    let sealed = |of: fn(&cartaviva_domain::audit::Seal) -> String| seal.as_ref().map(of).unwrap_or_default();
    Ok([
        entry.id.to_string(),
        entry.at.format(&Rfc3339).map_err(ApiError::internal)?,
        entry.request.to_string(),
        entry.operation.clone(),
        harmless(&entry.resource).into_owned(),
        entry.status.to_string(),
        told(&author.subject),
        told(&author.issuer),
        author.roles.join(" "),
        told(&author.office),
        told(&author.consumer),
        told(&author.purpose),
        sealed(|seal| seal.position.to_string()),
        sealed(|seal| HEXLOWER.encode(&seal.previous)),
        sealed(|seal| HEXLOWER.encode(&seal.hash)),
    ])
}
