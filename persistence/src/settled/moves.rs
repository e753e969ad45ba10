//! What a transaction moves among the counts, gathered while it works and applied when it ends.

use super::buckets;
use super::table::{AddedCounts, Count, NO_UNITS};
use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use cartaviva_domain::cases::{Case, Deadline, Rules};
use cartaviva_domain::codes::{AdministrationCode, Code};
use std::collections::BTreeMap;
use std::ops::AddAssign;
use time::OffsetDateTime;

/// How many counts a statement moves at most.
const AT_ONCE: usize = 500;

/// By how much counts move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moves(BTreeMap<Count, i64>);

/// That something is settled: when, whether well, and how many units it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Settlement {
    at: OffsetDateTime,
    kept: bool,
    took: i64,
}

impl Settlement {
    /// That of a deadline; none while it is not known when it is settled.
    pub(crate) fn of_deadline(deadline: &Deadline) -> Option<Self> {
        Some(Self {
            at: deadline.settles_at()?,
            kept: deadline.is_kept(),
            took: deadline.took.unwrap_or(NO_UNITS),
        })
    }

    /// That of a case.
    pub(crate) fn of_case(case: &Case, rules: &Rules<'_>) -> Option<Self> {
        Some(Self {
            at: case.settles_at(rules)?,
            kept: case.is_upheld(),
            took: NO_UNITS,
        })
    }
}

impl Moves {
    /// A settlement of a term moves from what was known to what is; of a case itself without a term.
    pub(crate) fn note(
        &mut self,
        procedure: &Code,
        term: Option<&Code>,
        was: Option<Settlement>,
        is: Option<Settlement>,
    ) {
        if was == is {
            return;
        }
        for (settlement, by) in [(was, -1), (is, 1)] {
            for (settlement, bucket) in settlement
                .iter()
                .flat_map(|it| buckets::of(it.at).map(|name| (it, name)))
            {
                let count = Count {
                    procedure_code: procedure.to_string(),
                    term: term.map(Code::to_string).unwrap_or_default(),
                    bucket,
                    kept: settlement.kept,
                    took: settlement.took,
                };
                *self.0.entry(count).or_default() += by;
            }
        }
    }
}

impl Moves {
    /// Whether nothing was noted.
    pub(crate) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The counts that move, each once.
    pub(crate) fn moved(&self) -> Vec<(Count, i64)> {
        let moved = self.0.iter().filter(|(_, by)| **by != 0);
        moved.map(|(count, by)| (count.clone(), *by)).collect()
    }
}

impl AddAssign for Moves {
    fn add_assign(&mut self, later: Self) {
        for (count, by) in later.0 {
            *self.0.entry(count).or_default() += by;
        }
    }
}

/// Moves counts: the last thing that a transaction does, when it holds the end of the administration's feed. Whoever else moves
/// some waits there, so that nobody waits here.
pub(crate) fn apply(
    conn: &mut Conn,
    administration: &AdministrationCode,
    moves: &Moves,
) -> Result<(), StoreError> {
    for counts in moves.moved().chunks(AT_ONCE) {
        dialect::add_counts(conn, AddedCounts::of(administration, counts))?;
    }
    Ok(())
}
