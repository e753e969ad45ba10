//! The rules that are weighed, and what was found of each in plain words.

use crate::deadline::date_phrase;
use crate::language::Language;
use crate::text::Source;
use time::Date;

/// A rule that is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleCode {
    /// The case was decided.
    Decided,
    /// It was upheld, wholly or in part.
    Upheld,
    /// It was judged pertinent to the service.
    Pertinent,
    /// The decision names a standard that was not kept.
    StandardNotMet,
    /// The charter foresees redress for one of the standards that were not kept.
    RedressForeseen,
    /// Its cause does not exclude redress.
    CauseNotExcluded,
    /// Who presented it asked for the redress.
    Requested,
    /// The redress was asked for in time, or may still be.
    ClaimedInTime,
    /// The request for the redress was not refused.
    ClaimNotRefused,
    /// No redress is granted for it already.
    NotYetGranted,
    /// Something that may be given is available.
    Available,
}

impl RuleCode {
    /// Every rule, in the order in which they are weighed.
    pub const ALL: [Self; 11] = [
        Self::Decided,
        Self::Upheld,
        Self::Pertinent,
        Self::StandardNotMet,
        Self::RedressForeseen,
        Self::CauseNotExcluded,
        Self::Requested,
        Self::ClaimedInTime,
        Self::ClaimNotRefused,
        Self::NotYetGranted,
        Self::Available,
    ];

    /// The rule's stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Upheld => "upheld",
            Self::Pertinent => "pertinent",
            Self::StandardNotMet => "standard_not_met",
            Self::RedressForeseen => "redress_foreseen",
            Self::CauseNotExcluded => "cause_not_excluded",
            Self::Requested => "requested",
            Self::ClaimedInTime => "claimed_in_time",
            Self::ClaimNotRefused => "claim_not_refused",
            Self::NotYetGranted => "one_grant_per_case",
            Self::Available => "available",
        }
    }
}

/// One rule weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which rule.
    pub code: RuleCode,
    /// Whether it held.
    pub satisfied: bool,
    /// The last day for asking, where the rule has one and it is known.
    pub last_day: Option<Date>,
    /// Where it is written.
    pub source: Source,
}

impl Rule {
    /// What was found, in a plain sentence.
    #[must_use]
    pub fn detail(&self, language: Language) -> String {
        let found = match language {
            Language::Italian => self.italian(),
            Language::English => self.english(),
        };
        match self.last_day {
            Some(day) => {
                let until = language.pick("Ultimo giorno per chiederlo", "Last day for asking");
                format!("{found} {until}: {}.", date_phrase(day, language))
            }
            None => found.to_owned(),
        }
    }

    fn italian(&self) -> &'static str {
        match (self.code, self.satisfied) {
            (RuleCode::Decided, true) => "La pratica è stata decisa.",
            (RuleCode::Decided, false) => "La pratica non è ancora stata decisa.",
            (RuleCode::Upheld, true) => "Il reclamo è stato accolto.",
            (RuleCode::Upheld, false) => "Il reclamo non è stato accolto.",
            (RuleCode::Pertinent, true) => "Il reclamo è stato giudicato pertinente al servizio.",
            (RuleCode::Pertinent, false) => "Il reclamo non è stato giudicato pertinente al servizio.",
            (RuleCode::StandardNotMet, true) => "È stata riconosciuta la mancata rispondenza a uno standard.",
            (RuleCode::StandardNotMet, false) => {
                "Non è stata riconosciuta la mancata rispondenza a uno standard."
            }
            (RuleCode::RedressForeseen, true) => {
                "La carta prevede il ristoro per almeno uno degli standard non rispettati."
            }
            (RuleCode::RedressForeseen, false) => {
                "La carta non prevede il ristoro per nessuno degli standard non rispettati."
            }
            (RuleCode::CauseNotExcluded, true) => "La causa del disservizio non esclude il ristoro.",
            (RuleCode::CauseNotExcluded, false) => "La causa del disservizio è estranea all'amministrazione.",
            (RuleCode::Requested, true) => "L'utente ha chiesto il ristoro.",
            (RuleCode::Requested, false) => "L'utente non ha chiesto il ristoro.",
            (RuleCode::ClaimedInTime, true) => "Il tempo per chiedere il ristoro è rispettato.",
            (RuleCode::ClaimedInTime, false) => "Il tempo per chiedere il ristoro è scaduto.",
            (RuleCode::ClaimNotRefused, true) => "La richiesta di ristoro non è stata respinta.",
            (RuleCode::ClaimNotRefused, false) => "La richiesta di ristoro è stata respinta.",
            (RuleCode::NotYetGranted, true) => "Per questa pratica non è ancora stato concesso un ristoro.",
            (RuleCode::NotYetGranted, false) => "Per questa pratica è già stato concesso un ristoro.",
            (RuleCode::Available, true) => "Almeno un ristoro è disponibile.",
            (RuleCode::Available, false) => "Nessun ristoro è disponibile al momento.",
        }
    }

    fn english(&self) -> &'static str {
        match (self.code, self.satisfied) {
            (RuleCode::Decided, true) => "The case was decided.",
            (RuleCode::Decided, false) => "The case was not decided yet.",
            (RuleCode::Upheld, true) => "The complaint was upheld.",
            (RuleCode::Upheld, false) => "The complaint was not upheld.",
            (RuleCode::Pertinent, true) => "The complaint was judged pertinent to the service.",
            (RuleCode::Pertinent, false) => "The complaint was not judged pertinent to the service.",
            (RuleCode::StandardNotMet, true) => "It was recognised that a standard was not kept.",
            (RuleCode::StandardNotMet, false) => "It was not recognised that a standard was not kept.",
            (RuleCode::RedressForeseen, true) => {
                "The charter foresees redress for at least one of the standards that were not kept."
            }
            (RuleCode::RedressForeseen, false) => {
                "The charter foresees redress for none of the standards that were not kept."
            }
            (RuleCode::CauseNotExcluded, true) => "The cause of the disservice does not exclude redress.",
            (RuleCode::CauseNotExcluded, false) => {
                "The cause of the disservice lies outside the administration."
            }
            (RuleCode::Requested, true) => "The user asked for the redress.",
            (RuleCode::Requested, false) => "The user did not ask for the redress.",
            (RuleCode::ClaimedInTime, true) => "The time for asking for the redress is kept.",
            (RuleCode::ClaimedInTime, false) => "The time for asking for the redress is over.",
            (RuleCode::ClaimNotRefused, true) => "The request for the redress was not refused.",
            (RuleCode::ClaimNotRefused, false) => "The request for the redress was refused.",
            (RuleCode::NotYetGranted, true) => "No redress was granted for this case yet.",
            (RuleCode::NotYetGranted, false) => "A redress was already granted for this case.",
            (RuleCode::Available, true) => "At least one redress is available.",
            (RuleCode::Available, false) => "No redress is available at the moment.",
        }
    }
}
