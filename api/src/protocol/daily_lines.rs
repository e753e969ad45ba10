//! The daily register (D.P.R. 445/2000 art. 53 c. 2): what was registered on a day, as the lines of a file.
//!
//! A day is the administration's own. Its file is made when the day is over and never differs after that: entries do not
//! change, and an annulment is an entry of the day on which it was made.

use cartaviva_domain::dates;
use cartaviva_domain::protocol::{Entry, ProtocolNumber};
use cartaviva_persistence::{Conn, protocol};
use csv::{Terminator, WriterBuilder};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, OffsetDateTime};

use super::book::Book;
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};
use crate::spreadsheet::harmless;

/// How long after midnight a day is over: longer than any registration that began before midnight takes.
const SETTLED: Duration = Duration::minutes(5);

/// The heading of the file.
const HEADING: [&str; 16] = [
    "year",
    "number",
    "registered_at",
    "direction",
    "correspondent",
    "subject",
    "digest",
    "foreign_number",
    "foreign_date",
    "emergency_register",
    "emergency_number",
    "emergency_date",
    "case",
    "annuls",
    "previous_hash",
    "hash",
];

/// A day of a register that is over.
pub(super) struct DayOver {
    /// From its first instant until its last.
    pub(super) bounds: (OffsetDateTime, OffsetDateTime),
}

/// What a day's file holds.
pub(super) struct Contents {
    pub(super) first: Option<Entry>,
    pub(super) last: Option<Entry>,
    pub(super) count: i64,
    pub(super) size: u64,
    pub(super) digest: [u8; 32],
}

impl DayOver {
    /// A day in an administration's zone.
    ///
    /// # Errors
    /// 409 while the day is not over.
    pub(super) fn of(book: &Book, day: Date, now: OffsetDateTime) -> Result<Self, ApiError> {
        let bounds = (book.calendar.midnight(day), book.calendar.end_of_day(day));
        if now < bounds.1 + SETTLED {
            let detail = Bilingual::new(
                "Il registro giornaliero si forma quando la giornata è finita.",
                "The daily register is made when the day is over.",
            );
            return Err(ApiError::saying(ProblemCode::Conflict, detail));
        }
        Ok(Self { bounds })
    }

    /// What the day's file holds, found by writing it piece by piece and keeping only its digest.
    pub(super) fn contents(&self, db: &mut Conn, book: &Book) -> Result<Contents, ApiError> {
        let mut hasher = Sha256::new();
        let mut found = Contents {
            first: None,
            last: None,
            count: 0,
            size: 0,
            digest: [0; 32],
        };
        let mut piece = heading()?;
        loop {
            hasher.update(&piece);
            found.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            let after = found.last.as_ref().map(|entry| entry.number);
            let entries = protocol::day(db, &book.administration.code, self.bounds, after)?;
            if entries.is_empty() {
                break;
            }
            piece = lines(book, &entries)?;
            found.count += i64::try_from(entries.len()).unwrap_or(i64::MAX);
            found.first = found.first.or_else(|| entries.first().cloned());
            found.last = entries.into_iter().last();
        }
        found.digest = hasher.finalize().into();
        Ok(found)
    }

    /// The next piece of the file after an entry, with the number of the last entry in it; none at the end.
    pub(super) fn piece(
        &self,
        db: &mut Conn,
        book: &Book,
        after: Option<ProtocolNumber>,
    ) -> Result<Option<(Vec<u8>, ProtocolNumber)>, ApiError> {
        let entries = protocol::day(db, &book.administration.code, self.bounds, after)?;
        entries
            .last()
            .map(|last| Ok((lines(book, &entries)?, last.number)))
            .transpose()
    }
}

/// The first line.
pub(super) fn heading() -> Result<Vec<u8>, ApiError> {
    written(std::iter::once(HEADING.map(Cow::Borrowed)))
}

/// A line for each entry.
fn lines(book: &Book, entries: &[Entry]) -> Result<Vec<u8>, ApiError> {
    written(entries.iter().map(|entry| line(book, entry)))
}

fn written<'a>(lines: impl Iterator<Item = [Cow<'a, str>; 16]>) -> Result<Vec<u8>, ApiError> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        writer
            .write_record(line.iter().map(|cell| cell.as_bytes()))
            .map_err(ApiError::internal)?;
    }
    writer
        .into_inner()
        .map_err(|error| ApiError::internal(error.into_error()))
}

fn line<'a>(book: &Book, entry: &'a Entry) -> [Cow<'a, str>; 16] {
    let particulars = &entry.particulars;
    let (foreign, emergency) = (particulars.foreign.as_ref(), particulars.emergency.as_ref());
    let day = |date: Option<Date>| Cow::Owned(date.map(dates::written).unwrap_or_default());
    let number = |number: i64| Cow::Owned(format!("{number:07}"));
    let registered_at = book.calendar.local(entry.registered_at).format(&Rfc3339);
    [
        Cow::Owned(entry.number.year.to_string()),
        number(entry.number.number),
        Cow::Owned(registered_at.unwrap_or_default()),
        Cow::Borrowed(entry.document.direction.as_str()),
        harmless(&entry.document.correspondent),
        harmless(&entry.document.subject),
        Cow::Owned(HEXLOWER.encode(&entry.document.digest)),
        foreign.map_or(Cow::Borrowed(""), |foreign| harmless(foreign.number.as_str())),
        day(foreign.and_then(|foreign| foreign.date)),
        emergency.map_or(Cow::Borrowed(""), |taken| harmless(&taken.register)),
        emergency.map_or(Cow::Borrowed(""), |taken| number(taken.number)),
        day(emergency.map(|taken| taken.date)),
        Cow::Owned(
            particulars
                .case
                .map(|case| case.0.to_string())
                .unwrap_or_default(),
        ),
        Cow::Owned(
            particulars
                .annuls
                .map(|number| number.to_string())
                .unwrap_or_default(),
        ),
        Cow::Owned(HEXLOWER.encode(&entry.previous)),
        Cow::Owned(HEXLOWER.encode(&entry.hash)),
    ]
}
