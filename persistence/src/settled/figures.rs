//! What cases say of standards in a period: summed of the counts.

use super::buckets::{self, Stretch};
use super::table::{NO_UNITS, settled_counts as table};
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{cases, deadlines};
use crate::sql_types::At;
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::distribution::Distribution;
use cartaviva_domain::scorecard::CaseFigures;
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

/// Which term of which procedures is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The procedures.
    pub procedures: &'a [Code],
    /// The term.
    pub term: &'a Code,
}

/// Whether well, how many units it took, how many cases.
type Counted = (bool, i64, i64);

/// What was settled in a stretch of time, of several terms of several procedures: read in at most five statements, which read
/// as much whether there are few cases or many.
#[derive(Clone, Debug, Default)]
pub struct Settlements {
    /// By procedure and term (`''` of the cases themselves).
    found: BTreeMap<(String, String), Vec<Counted>>,
}

impl Settlements {
    /// Reads what was settled from a moment until another (half-open). Nothing that settles after the second counts, so that it
    /// is never later than now.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub fn read<'a>(
        conn: &mut Conn,
        administration: &AdministrationCode,
        (from, until): (OffsetDateTime, OffsetDateTime),
        wanted: impl IntoIterator<Item = Wanted<'a>>,
    ) -> Result<Self, StoreError> {
        let (mut procedures, mut terms) = (BTreeSet::new(), BTreeSet::new());
        for one in wanted {
            procedures.extend(one.procedures.iter().map(Code::as_str));
            terms.insert(one.term.as_str());
        }
        let mut read = Self::default();
        if procedures.is_empty() {
            return Ok(read);
        }
        let reader = Reader {
            administration: administration.as_str(),
            procedures: procedures.into_iter().collect(),
            terms: terms.into_iter().collect(),
        };
        let Stretch { whole, ends } = buckets::between(from, until);
        if !whole.is_empty() {
            read.add(reader.whole(conn, &whole)?);
        }
        for end in ends {
            read.add(reader.terms_of_end(conn, end)?);
            read.add(reader.cases_of_end(conn, end)?);
        }
        Ok(read)
    }

    /// The figures of a term of some procedures, which were wanted.
    #[must_use]
    pub fn of(&self, wanted: Wanted<'_>) -> CaseFigures {
        let counts = |term: &str| -> Vec<Counted> {
            let keys = wanted.procedures.iter();
            let keys = keys.map(|procedure| (procedure.to_string(), term.to_owned()));
            keys.collect::<BTreeSet<_>>()
                .iter()
                .filter_map(|key| self.found.get(key))
                .flatten()
                .copied()
                .collect()
        };
        let sum = |rows: &[Counted], well: bool| -> i64 {
            let rows = rows.iter().filter(|(kept, ..)| *kept || !well);
            rows.map(|(.., count)| count).sum()
        };
        let (terms, reports) = (counts(wanted.term.as_str()), counts(""));
        let ended = terms.iter().filter(|(_, took, _)| *took != NO_UNITS);
        CaseFigures {
            counted: sum(&terms, false),
            within: sum(&terms, true),
            elapsed: Distribution::of(ended.map(|(_, took, count)| (*took, *count))),
            reports: sum(&reports, false),
            upheld: sum(&reports, true),
        }
    }

    fn add(&mut self, rows: Vec<Row>) {
        for (procedure, term, kept, took, count) in rows {
            let found = self.found.entry((procedure, term)).or_default();
            found.push((kept, took, count));
        }
    }
}

/// The procedure, the term, whether well, the units, the cases.
type Row = (String, String, bool, i64, i64);

struct Reader<'a> {
    administration: &'a str,
    procedures: Vec<&'a str>,
    terms: Vec<&'a str>,
}

impl Reader<'_> {
    /// What whole months and days hold.
    fn whole(&self, conn: &mut Conn, buckets: &[String]) -> Result<Vec<Row>, StoreError> {
        let terms = self.terms.iter().copied().chain([""]);
        Ok(table::table
            .filter(table::administration.eq(self.administration))
            .filter(table::procedure_code.eq_any(&self.procedures))
            .filter(table::term.eq_any(terms.collect::<Vec<_>>()))
            .filter(table::bucket.eq_any(buckets))
            .group_by((table::procedure_code, table::term, table::kept, table::took))
            .select((
                table::procedure_code,
                table::term,
                table::kept,
                table::took,
                sql::<BigInt>("CAST(SUM(cases) AS bigint)"),
            ))
            .load(conn)?)
    }

    /// What the terms have at an end.
    fn terms_of_end(
        &self,
        conn: &mut Conn,
        (from, until): (OffsetDateTime, OffsetDateTime),
    ) -> Result<Vec<Row>, StoreError> {
        type Found = (String, String, bool, Option<i64>, i64);
        let found: Vec<Found> = deadlines::table
            .filter(deadlines::administration.eq(self.administration))
            .filter(deadlines::procedure_code.eq_any(&self.procedures))
            .filter(deadlines::term.eq_any(&self.terms))
            .filter(deadlines::settles_at.ge(At(from)))
            .filter(deadlines::settles_at.lt(At(until)))
            .group_by((
                deadlines::procedure_code,
                deadlines::term,
                deadlines::kept,
                deadlines::took,
            ))
            .select((
                deadlines::procedure_code,
                deadlines::term,
                deadlines::kept,
                deadlines::took,
                count_star(),
            ))
            .load(conn)?;
        let rows = found.into_iter();
        Ok(rows
            .map(|(procedure, term, kept, took, count)| {
                (procedure, term, kept, took.unwrap_or(NO_UNITS), count)
            })
            .collect())
    }

    /// What the cases themselves have at an end.
    fn cases_of_end(
        &self,
        conn: &mut Conn,
        (from, until): (OffsetDateTime, OffsetDateTime),
    ) -> Result<Vec<Row>, StoreError> {
        let found: Vec<(String, bool, i64)> = cases::table
            .filter(cases::administration.eq(self.administration))
            .filter(cases::procedure_code.eq_any(&self.procedures))
            .filter(cases::settles_at.ge(At(from)))
            .filter(cases::settles_at.lt(At(until)))
            .group_by((cases::procedure_code, cases::upheld))
            .select((cases::procedure_code, cases::upheld, count_star()))
            .load(conn)?;
        let rows = found.into_iter();
        Ok(rows
            .map(|(procedure, upheld, count)| (procedure, String::new(), upheld, NO_UNITS, count))
            .collect())
    }
}
