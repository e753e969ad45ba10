//! Granting a redress: one per case, within the range, never more than there is.

use super::{Eligibility, Kind, Rule};
use crate::codes::Code;
use crate::language::Language;

/// A redress to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What is given.
    pub kind: Kind,
    /// Which item.
    pub item: Code,
    /// How many.
    pub quantity: u32,
    /// Whether it comes out of a stock.
    pub stocked: bool,
}

/// Why a redress is not granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantRefusal {
    /// A rule did not hold.
    NotEligible(Rule),
    /// No such item may be given.
    UnknownItem,
    /// Fewer or more than the policy allows.
    Quantity {
        /// At least so many.
        minimum: u32,
        /// At most so many.
        maximum: u32,
    },
    /// More than there is.
    OutOfStock,
}

impl GrantRefusal {
    /// The rule that refuses, as a stable code.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::NotEligible(rule) => rule.code.as_str(),
            Self::UnknownItem => "unknown_item",
            Self::Quantity { .. } => "quantity_out_of_range",
            Self::OutOfStock => "out_of_stock",
        }
    }

    /// The refusal in a plain sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::NotEligible(rule), _) => rule.detail(language),
            (Self::UnknownItem, Language::Italian) => "Questo ristoro non è tra quelli previsti.".to_owned(),
            (Self::UnknownItem, Language::English) => "This redress is not among those foreseen.".to_owned(),
            (Self::Quantity { minimum, maximum }, Language::Italian) => {
                format!("La quantità deve essere compresa tra {minimum} e {maximum}.")
            }
            (Self::Quantity { minimum, maximum }, Language::English) => {
                format!("The quantity must be between {minimum} and {maximum}.")
            }
            (Self::OutOfStock, Language::Italian) => "La disponibilità è esaurita.".to_owned(),
            (Self::OutOfStock, Language::English) => "There are not enough left.".to_owned(),
        }
    }
}

/// Grants so many of an item, if the rules allow it.
///
/// # Errors
/// The first rule that refuses: eligibility, the item, the quantity, the stock.
pub fn grant(eligibility: &Eligibility, item: &Code, quantity: u32) -> Result<Grant, GrantRefusal> {
    if let Some(rule) = eligibility.rules.iter().find(|rule| !rule.satisfied) {
        return Err(GrantRefusal::NotEligible(rule.clone()));
    }
    let (choice, item) = eligibility
        .options
        .iter()
        .find_map(|choice| choice.items.iter().find(|i| i.code == *item).map(|i| (choice, i)))
        .ok_or(GrantRefusal::UnknownItem)?;
    if !(choice.minimum..=choice.maximum).contains(&quantity) {
        return Err(GrantRefusal::Quantity {
            minimum: choice.minimum,
            maximum: choice.maximum,
        });
    }
    if item.stock.is_some_and(|left| left < quantity) {
        return Err(GrantRefusal::OutOfStock);
    }
    Ok(Grant {
        kind: item.kind,
        item: item.code.clone(),
        quantity,
        stocked: item.stock.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_grant_is_told_in_italian_and_in_english() {
        let told = |refusal: &GrantRefusal| {
            (
                refusal.sentence(Language::Italian),
                refusal.sentence(Language::English),
            )
        };
        let pair = |it: &str, en: &str| (it.to_owned(), en.to_owned());
        assert_eq!(
            told(&GrantRefusal::Quantity {
                minimum: 1,
                maximum: 50
            }),
            pair(
                "La quantità deve essere compresa tra 1 e 50.",
                "The quantity must be between 1 and 50."
            )
        );
        assert_eq!(
            told(&GrantRefusal::OutOfStock),
            pair("La disponibilità è esaurita.", "There are not enough left.")
        );
        assert_eq!(
            told(&GrantRefusal::UnknownItem),
            pair(
                "Questo ristoro non è tra quelli previsti.",
                "This redress is not among those foreseen."
            )
        );
    }
}
