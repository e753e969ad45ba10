//! A new edition after those there are: no standard is lowered, and nothing is lost unsaid (Lecce, ICT and business charter,
//! §1: a standard is departed from only in the user's favour).

use super::{Change, Changed, Charter, Edition, diff, edition_in_force, lowered};
use crate::codes::Code;
use time::Date;

/// How many editions a charter may have.
pub const MOST_EDITIONS: usize = 50;

/// What whoever proposes an edition says openly that it does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Consents<'a> {
    /// Standards that cannot be compared with what they were.
    pub not_comparable: &'a [Code],
    /// Standards that are not promised any more.
    pub drops: &'a [Code],
}

/// Why an edition may not follow those there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit<'a> {
    /// The charter has as many editions as it may have.
    TooMany,
    /// Its code is taken.
    CodeTaken,
    /// It does not begin after every edition there is.
    NotTheLatest,
    /// It does not say when it begins.
    NoBeginning,
    /// It promises less of a standard, loses one or makes one that cannot be compared, without saying so.
    Standards(Vec<Changed<'a>>),
}

/// The edition that one beginning on a day follows: the one in force then, or else the last that began before.
#[must_use]
pub fn predecessor(editions: &[Edition], begins: Date) -> Option<&Edition> {
    edition_in_force(editions, begins).or_else(|| {
        editions
            .iter()
            .filter(|edition| edition.in_force_from.is_none_or(|from| from < begins))
            .max_by_key(|edition| edition.in_force_from)
    })
}

/// The edition just before one of the charter, by the days on which they begin.
#[must_use]
pub fn edition_before<'a>(charter: &'a Charter, edition: &Edition) -> Option<&'a Edition> {
    charter
        .editions
        .iter()
        .filter(|other| other.code != edition.code && other.in_force_from < edition.in_force_from)
        .max_by_key(|other| other.in_force_from)
}

/// Whether a charter may have a new edition.
///
/// # Errors
/// [`Unfit`], with every standard that stands against it.
pub fn may_follow<'a>(
    charter: &'a Charter,
    new: &'a Edition,
    consents: Consents<'_>,
) -> Result<(), Unfit<'a>> {
    let begins = new.in_force_from.ok_or(Unfit::NoBeginning)?;
    if charter.editions.len() >= MOST_EDITIONS {
        return Err(Unfit::TooMany);
    }
    if charter.editions.iter().any(|known| known.code == new.code) {
        return Err(Unfit::CodeTaken);
    }
    if charter
        .editions
        .iter()
        .any(|known| known.in_force_from.is_some_and(|from| from >= begins))
    {
        return Err(Unfit::NotTheLatest);
    }
    let changes = predecessor(&charter.editions, begins).map_or_else(Vec::new, |before| diff(before, new));
    let against: Vec<Changed<'a>> = changes
        .into_iter()
        .filter(|changed| {
            let said = |list: &[Code]| changed.code().is_some_and(|code| list.contains(code));
            match changed.change {
                Change::Worse => true,
                Change::NotComparable => !said(consents.not_comparable),
                Change::Dropped => !said(consents.drops),
                Change::New | Change::Better | Change::Same => false,
            }
        })
        .collect();
    if against.is_empty() {
        Ok(())
    } else {
        Err(Unfit::Standards(against))
    }
}

/// The charter with one more edition: the one that it follows ends on the day before, where it had no end.
#[must_use]
pub fn followed_by(charter: &Charter, new: Edition) -> Charter {
    let mut charter = charter.clone();
    let before = new
        .in_force_from
        .and_then(|begins| predecessor(&charter.editions, begins))
        .map(|before| before.code.clone());
    for edition in &mut charter.editions {
        if Some(&edition.code) == before.as_ref() && edition.in_force_until.is_none() {
            edition.in_force_until = new.in_force_from.and_then(Date::previous_day);
        }
    }
    charter.editions.push(new);
    charter
}

/// The standards that a charter, written anew, would lower: against its own edition of the same code as it was known, and
/// from one edition to the next, those counted that are known and no longer written. Each with its edition.
#[must_use]
pub fn lowered_by<'a>(known: Option<&'a Charter>, new: &'a Charter) -> Vec<(&'a Edition, Changed<'a>)> {
    let known = known.map_or(&[][..], |charter| charter.editions.as_slice());
    let written = |code: &Code| new.editions.iter().any(|edition| edition.code == *code);
    let mut all: Vec<&Edition> = known.iter().filter(|edition| !written(&edition.code)).collect();
    all.extend(&new.editions);
    all.sort_by_key(|edition| edition.in_force_from);
    let mut found: Vec<(&Edition, Changed<'_>)> = Vec::new();
    for edition in &new.editions {
        let was = known.iter().find(|was| was.code == edition.code);
        let place = all.iter().position(|other| other.code == edition.code);
        let before = place
            .and_then(|place| place.checked_sub(1))
            .and_then(|place| all.get(place));
        for older in was.into_iter().chain(before.copied()) {
            for changed in lowered(older, edition) {
                if !found
                    .iter()
                    .any(|(at, same)| at.code == edition.code && same.code() == changed.code())
                {
                    found.push((edition, changed));
                }
            }
        }
    }
    found
}

#[cfg(test)]
#[path = "succession_tests.rs"]
mod tests;
