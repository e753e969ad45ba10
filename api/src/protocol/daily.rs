//! The daily register as a file and as a summary.

use actix_web::body::SizedStream;
use actix_web::http::header::ContentEncoding;
use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::protocol::ProtocolNumber;
use data_encoding::BASE64;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::book::Book;
use super::daily_lines::{Contents, DayOver, heading};
use super::view::{NumberView, hex};
use crate::auth::{Audit, May};
use crate::bounded::{AdministrationCode, CsvFile, Day, Int, Link, Sha256Hex};
use crate::extract::Path;
use crate::links::Links;
use crate::negotiation;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// The media types of the daily register; the first is what a caller gets who does not say.
const OFFERED: [&str; 2] = ["text/csv", "application/json"];

/// A day of the register.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct DayPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The day, in the administration's zone.
    #[param(example = "2026-11-20")]
    #[validate(nested)]
    pub date: Day,
}

/// What the daily register of a day holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DailyRegister {
    /// The day.
    pub date: Day,
    /// How many entries it has.
    pub count: Int<0, 9_007_199_254_740_991>,
    /// The number of the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<NumberView>,
    /// The number of the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<NumberView>,
    /// The hash that seals the first entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_hash: Option<Sha256Hex>,
    /// The hash that seals the last entry, and with it every entry before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_hash: Option<Sha256Hex>,
    /// The size of the file, in bytes.
    pub size: Int<0, 9_007_199_254_740_991>,
    /// The SHA-256 of the file.
    pub digest: Sha256Hex,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: DailyRegisterLinks,
}

/// The links of a daily register.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DailyRegisterLinks {
    /// The daily register: as a file with `Accept: text/csv`.
    #[serde(rename = "self")]
    pub this: Link,
}

/// Show a daily register
///
/// What was registered on a day, made when the day is over and the same ever after (D.P.R. 445/2000 art. 53 c. 2): a CSV file
/// with its SHA-256 in `Repr-Digest` (RFC 9530), or with `Accept: application/json` what it holds. A cell that begins like a
/// formula has an apostrophe before it.
#[utoipa::path(
    tag = "protocol",
    operation_id = "show_daily_register",
    security(("token" = ["auditor"])),
    params(DayPath),
    responses(
        (status = 200, description = "The daily register.", content((CsvFile = "text/csv"), (DailyRegister = "application/json"))),
        (status = 409, description = "The day is not over.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/administrations/{administration}/daily-registers/{date}")]
pub async fn show_daily_register(
    state: web::Data<AppState>,
    _who: May<Audit>,
    Path(path): Path<DayPath>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let date = path.date;
    let now = state.clock().now();
    let (book, day, contents) = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let day = DayOver::of(&book, date.0, now)?;
            let contents = day.contents(db, &book)?;
            Ok((book, day, contents))
        })
        .await?;
    if negotiation::best(&request, &OFFERED) == "application/json" {
        let view = DailyRegister::of(&book, date, &contents, state.links());
        return Ok(HttpResponse::Ok().insert_header(("Vary", "Accept")).json(view));
    }
    file(state, book, day, date, &contents)
}

/// The file, read and sent a piece at a time.
fn file(
    state: web::Data<AppState>,
    book: Book,
    day: DayOver,
    date: Day,
    contents: &Contents,
) -> Result<HttpResponse, ApiError> {
    let name = format!(
        "registro-{}-{}.csv",
        book.administration.code,
        cartaviva_domain::dates::written(date.0)
    );
    let shared = Arc::new((book, day));
    let rest = stream::try_unfold(None, move |after: Option<ProtocolNumber>| {
        let (state, shared) = (state.clone(), Arc::clone(&shared));
        async move {
            let read = move |db: &mut _| shared.1.piece(db, &shared.0, after);
            let piece = state.read(read).await?;
            Ok::<_, ApiError>(piece.map(|(bytes, last)| (web::Bytes::from(bytes), Some(last))))
        }
    });
    let heading = web::Bytes::from(heading()?);
    let body = stream::once(async move { Ok(heading) })
        .chain(rest)
        .map_err(actix_web::Error::from);
    Ok(HttpResponse::Ok()
        .insert_header(("Content-Type", "text/csv"))
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .insert_header((
            "Repr-Digest",
            format!("sha-256=:{}:", BASE64.encode(&contents.digest)),
        ))
        .insert_header(("Vary", "Accept"))
        // The digest is of these bytes: they go as they are.
        .insert_header(ContentEncoding::Identity)
        .body(SizedStream::new(contents.size, Box::pin(body))))
}

impl DailyRegister {
    fn of(book: &Book, date: Day, contents: &Contents, links: &Links) -> Self {
        let Contents {
            first,
            last,
            count,
            size,
            digest,
        } = contents;
        let day = cartaviva_domain::dates::written(date.0);
        let place = format!(
            "/administrations/{}/daily-registers/{day}",
            book.administration.code
        );
        Self {
            date,
            count: (*count).into(),
            first: first.as_ref().map(|entry| NumberView::of(entry.number)),
            last: last.as_ref().map(|entry| NumberView::of(entry.number)),
            first_hash: first.as_ref().map(|entry| hex(entry.hash)),
            last_hash: last.as_ref().map(|entry| hex(entry.hash)),
            size: i64::try_from(*size).unwrap_or(i64::MAX).into(),
            digest: hex(*digest),
            links: DailyRegisterLinks {
                this: links.to(&place),
            },
        }
    }
}
