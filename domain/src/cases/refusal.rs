//! Why a rule refuses what is asked of a case.

use super::{Channel, Status};
use crate::deadline;
use crate::language::Language;
use crate::procedures::Requirement;
use crate::ristoro;
use crate::text::Source;

/// Why something cannot be done with a case. Each says which rule refuses and where the rule is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What is said to have happened lies in the future.
    OccurredInFuture,
    /// What is said to have happened lies before what happened before it.
    OccurredBeforePrevious,
    /// The procedure does not accept the channel.
    ChannelNotAccepted {
        /// The channel.
        channel: Channel,
        /// Where the channels are written.
        source: Source,
    },
    /// Nobody signed, and the procedure does not consider anonymous submissions.
    Anonymous {
        /// Where that is written.
        source: Source,
    },
    /// Something that the procedure asks for is missing.
    Missing {
        /// What is missing.
        requirement: Requirement,
        /// Where that is written.
        source: Source,
    },
    /// The case stands where this cannot be done.
    NotFrom {
        /// What was asked.
        command: &'static str,
        /// Where the case stands.
        status: Status,
    },
    /// The case is with an office already, and no reason says why it moves.
    ReasonNeeded,
    /// The case is with that office already.
    SameOffice,
    /// No running term of the case may be suspended.
    NotSuspendable,
    /// No running term of the case may be extended.
    NotExtendable,
    /// A case that was not upheld names standards that were not kept.
    BreachWithoutUpholding,
    /// The term itself refuses.
    Term(deadline::Refusal),
    /// A rule of the redress refuses.
    Ristoro(ristoro::Refusal),
}

impl Refusal {
    /// The rule that refuses, as a stable code.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::OccurredInFuture => "occurred_in_future",
            Self::OccurredBeforePrevious => "occurred_before_previous",
            Self::ChannelNotAccepted { .. } => "channel_not_accepted",
            Self::Anonymous { .. } => "anonymous_not_considered",
            Self::Missing { requirement, .. } => match requirement {
                Requirement::Name => "name_required",
                Requirement::Address => "address_required",
                Requirement::Phone => "phone_required",
                Requirement::Contact => "contact_required",
                Requirement::TaxCode => "tax_code_required",
            },
            Self::NotFrom { .. } => "not_from_this_status",
            Self::ReasonNeeded => "reason_required",
            Self::SameOffice => "same_office",
            Self::NotSuspendable => "term_not_suspendable",
            Self::NotExtendable => "term_not_extendable",
            Self::BreachWithoutUpholding => "breach_without_upholding",
            Self::Term(refusal) => refusal.code(),
            Self::Ristoro(refusal) => refusal.rule(),
        }
    }

    /// Where the rule is written.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::ChannelNotAccepted { source, .. }
            | Self::Anonymous { source }
            | Self::Missing { source, .. } => Some(source.as_str()),
            Self::NotSuspendable => Some("L. 241/1990 art. 2 c. 7"),
            Self::Ristoro(refusal) => refusal.source(),
            _ => None,
        }
    }

    /// The refusal in a plain sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::Term(refusal), _) => refusal.sentence(language),
            (Self::Ristoro(refusal), _) => refusal.sentence(language),
            (_, Language::Italian) => self.italian(),
            (_, Language::English) => self.english(),
        }
    }

    fn italian(&self) -> String {
        match self {
            Self::OccurredInFuture => "Quanto registrato non può essere avvenuto nel futuro.".to_owned(),
            Self::OccurredBeforePrevious => {
                "Quanto registrato non può precedere l'ultimo fatto della pratica.".to_owned()
            }
            Self::ChannelNotAccepted { .. } => "Il procedimento non accetta questo canale.".to_owned(),
            Self::Anonymous { .. } => "Le segnalazioni anonime non sono prese in considerazione.".to_owned(),
            Self::Missing { requirement, .. } => {
                let what = match requirement {
                    Requirement::Name => "Nome e cognome sono necessari",
                    Requirement::Address => "L'indirizzo di residenza è necessario",
                    Requirement::Phone => "Un recapito telefonico è necessario",
                    Requirement::Contact => "È necessario almeno un recapito",
                    Requirement::TaxCode => "Il codice fiscale è necessario",
                };
                format!("{what}.")
            }
            Self::NotFrom { .. } => "Nello stato in cui si trova, la pratica non lo permette.".to_owned(),
            Self::ReasonNeeded => {
                "La pratica è già presso un ufficio: per trasmetterla ad altri serve un motivo.".to_owned()
            }
            Self::SameOffice => "La pratica è già presso questo ufficio.".to_owned(),
            Self::NotSuspendable => "Nessun termine in corso può essere sospeso.".to_owned(),
            Self::NotExtendable => "Nessun termine in corso può essere prorogato.".to_owned(),
            Self::BreachWithoutUpholding => {
                "Una pratica non accolta non può indicare standard non rispettati.".to_owned()
            }
            Self::Term(refusal) => refusal.sentence(Language::Italian),
            Self::Ristoro(refusal) => refusal.sentence(Language::Italian),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::OccurredInFuture => "What is recorded cannot have happened in the future.".to_owned(),
            Self::OccurredBeforePrevious => {
                "What is recorded cannot come before the last thing that happened to the case.".to_owned()
            }
            Self::ChannelNotAccepted { .. } => "The procedure does not accept this channel.".to_owned(),
            Self::Anonymous { .. } => "Anonymous reports are not considered.".to_owned(),
            Self::Missing { requirement, .. } => {
                let what = match requirement {
                    Requirement::Name => "Given name and family name are needed",
                    Requirement::Address => "The home address is needed",
                    Requirement::Phone => "A telephone number is needed",
                    Requirement::Contact => "At least one contact is needed",
                    Requirement::TaxCode => "The tax code is needed",
                };
                format!("{what}.")
            }
            Self::NotFrom { .. } => "Where the case stands, this cannot be done.".to_owned(),
            Self::ReasonNeeded => {
                "The case is with an office already: moving it on needs a reason.".to_owned()
            }
            Self::SameOffice => "The case is with this office already.".to_owned(),
            Self::NotSuspendable => "No running term can be suspended.".to_owned(),
            Self::NotExtendable => "No running term can be extended.".to_owned(),
            Self::BreachWithoutUpholding => {
                "A case that was not upheld cannot name standards that were not kept.".to_owned()
            }
            Self::Term(refusal) => refusal.sentence(Language::English),
            Self::Ristoro(refusal) => refusal.sentence(Language::English),
        }
    }
}

impl From<deadline::Refusal> for Refusal {
    fn from(refusal: deadline::Refusal) -> Self {
        Self::Term(refusal)
    }
}

impl From<ristoro::Refusal> for Refusal {
    fn from(refusal: ristoro::Refusal) -> Self {
        Self::Ristoro(refusal)
    }
}
