//! Refusals in words.

use crate::calendar::{FIRST_YEAR, LAST_YEAR};
use crate::deadline::Refusal;
use crate::language::Language;

/// A refusal in words.
pub(in crate::deadline) fn refusal_sentence(refusal: Refusal, language: Language) -> String {
    let (italian, english) = match refusal {
        Refusal::AmountMissing => (
            "manca la durata del termine".to_owned(),
            "the term has no amount".to_owned(),
        ),
        Refusal::AmountTooLarge { maximum } => (
            format!("la durata massima in questa unità è {maximum}"),
            format!("the largest amount in this unit is {maximum}"),
        ),
        Refusal::ImmediateWithAmount => (
            "ciò che è immediato non ha durata".to_owned(),
            "what is immediate has no amount".to_owned(),
        ),
        Refusal::ImmediateBackward => (
            "ciò che è immediato non si conta a ritroso".to_owned(),
            "what is immediate is not counted backward".to_owned(),
        ),
        Refusal::OutsideYears(_) => (
            format!("il calendario copre gli anni dal {FIRST_YEAR} al {LAST_YEAR}"),
            format!("the calendar covers the years {FIRST_YEAR} to {LAST_YEAR}"),
        ),
        Refusal::NeverOpen => (
            "il termine conta ore di apertura, ma l'ufficio non è mai aperto".to_owned(),
            "the term counts opening time, but the office is never open".to_owned(),
        ),
        Refusal::NoWorkingDay => (
            "per tre anni di seguito non c'è un giorno in cui il termine possa contarsi o finire".to_owned(),
            "for three years on end there is no day on which the term counts or may end".to_owned(),
        ),
        Refusal::SuspensionReversed(_) => (
            "la sospensione finisce prima di cominciare".to_owned(),
            "the suspension ends before it begins".to_owned(),
        ),
        Refusal::SuspensionsOverlap(_) => (
            "la sospensione si sovrappone a un'altra".to_owned(),
            "the suspension overlaps another".to_owned(),
        ),
        Refusal::SuspensionOpen(_) => (
            "la sospensione è ancora in corso: la scadenza non è nota".to_owned(),
            "the suspension has not ended: there is no due date yet".to_owned(),
        ),
        Refusal::TooManySuspensions { times, .. } => (
            format!("il termine può essere sospeso al più {}", times_in_italian(times)),
            format!("the term may be suspended at most {}", times_in_english(times)),
        ),
        Refusal::BackwardSuspended => (
            "un termine a ritroso non si sospende".to_owned(),
            "a term counted backward is not suspended".to_owned(),
        ),
        Refusal::BackwardExtended => (
            "un termine a ritroso non si proroga".to_owned(),
            "a term counted backward is not extended".to_owned(),
        ),
        Refusal::ExtensionTooLarge { maximum, .. } => (
            format!("la proroga massima in questa unità è {maximum}"),
            format!("the largest extension in this unit is {maximum}"),
        ),
        Refusal::ExtensionImmediate(_) => (
            "una proroga ha una durata".to_owned(),
            "an extension has an amount".to_owned(),
        ),
        Refusal::ExtensionAfterDue => (
            "un termine scaduto non si proroga".to_owned(),
            "a term that was due is not extended".to_owned(),
        ),
        Refusal::ObservationsBeforeNotice => (
            "le osservazioni precedono il preavviso di rigetto".to_owned(),
            "the observations came before the notice of refusal".to_owned(),
        ),
        Refusal::EndBeforeStart => (
            "la fine precede l'inizio".to_owned(),
            "the end comes before the start".to_owned(),
        ),
    };
    language.pick(italian, english)
}

fn times_in_italian(times: u32) -> String {
    if times == 1 {
        "una volta".to_owned()
    } else {
        format!("{times} volte")
    }
}

fn times_in_english(times: u32) -> String {
    if times == 1 {
        "once".to_owned()
    } else {
        format!("{times} times")
    }
}
