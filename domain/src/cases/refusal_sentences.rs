//! Refusals in plain sentences, in Italian and in English.

use super::Refusal;
use crate::deadline::date_phrase;
use crate::language::Language;
use crate::procedures::{IdentityRule, Proof, Requirement};

impl Refusal {
    pub(super) fn italian(&self) -> String {
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
            Self::IdentityNotProved { rule, .. } => {
                format!("L'identità va provata con {}.", proofs(rule, Language::Italian))
            }
            Self::AssuranceTooLow { level, .. } => {
                format!("Serve un'identità digitale almeno di livello {}.", u8::from(*level))
            }
            Self::Fields(_) => "Alcuni campi del modulo non sono ammessi o mancano.".to_owned(),
            Self::OutcomeNotAllowed => "Il procedimento non prevede questo esito.".to_owned(),
            Self::NotFrom { .. } => "Nello stato in cui si trova, la pratica non lo permette.".to_owned(),
            Self::ReasonNeeded => {
                "La pratica è già presso un ufficio: per trasmetterla ad altri serve un motivo.".to_owned()
            }
            Self::SameOffice => "La pratica è già presso questo ufficio.".to_owned(),
            Self::NotSuspendable => "Nessun termine in corso può essere sospeso.".to_owned(),
            Self::NotExtendable => "Nessun termine in corso può essere prorogato.".to_owned(),
            Self::SameAssignee => "La pratica è già in carico a questa persona.".to_owned(),
            Self::NobodyInCharge => "La pratica non è in carico a nessuno.".to_owned(),
            Self::CompletionAskedTooLate { last_day } => format!(
                "L'irregolarità andava comunicata entro dieci giorni: il termine è scaduto {}.",
                date_phrase(*last_day, Language::Italian)
            ),
            Self::NoNoticeForeseen => "Il procedimento non prevede il preavviso di rigetto.".to_owned(),
            Self::NoticeGiven => "Il preavviso di rigetto è già stato comunicato.".to_owned(),
            Self::NoticeNeeded => {
                "L'istanza non può essere respinta senza preavviso: comunicate prima i motivi ostativi.".to_owned()
            }
            Self::NoticeStillOpen => {
                "Il tempo che il preavviso di rigetto lascia non è ancora trascorso.".to_owned()
            }
            Self::LateReasonsNeeded => {
                "La risposta giunge dopo la scadenza: indicate i motivi del ritardo.".to_owned()
            }
            Self::NoWayToAnswer => {
                "Chi ha presentato la pratica non ha lasciato recapiti: indicate come è stata consegnata la risposta."
                    .to_owned()
            }
            Self::WithItself => "Le due pratiche sono la stessa.".to_owned(),
            Self::AlreadyLinked => "Le due pratiche sono già collegate.".to_owned(),
            Self::NotMerged => "L'altra pratica non è unita a questa.".to_owned(),
            Self::OthersMergedInto => {
                "Altre pratiche sono unite a questa e resterebbero senza risposta: riapritele prima.".to_owned()
            }
            Self::MergeIntoEnded => "L'altra pratica non è più aperta.".to_owned(),
            Self::MergeIntoOtherProcedure => "L'altra pratica segue un altro procedimento.".to_owned(),
            Self::MergeIntoLater => {
                "L'altra pratica è giunta dopo: si unisce la più recente alla più vecchia.".to_owned()
            }
            Self::TooMany { most } => format!("La pratica ne ha già {most}, il massimo."),
            Self::BreachWithoutUpholding => {
                "Una pratica non accolta non può indicare standard non rispettati.".to_owned()
            }
            Self::Term(refusal) => refusal.sentence(Language::Italian),
            Self::Ristoro(refusal) => refusal.sentence(Language::Italian),
        }
    }

    pub(super) fn english(&self) -> String {
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
            Self::IdentityNotProved { rule, .. } => {
                format!(
                    "The identity is to be proved with {}.",
                    proofs(rule, Language::English)
                )
            }
            Self::AssuranceTooLow { level, .. } => {
                format!(
                    "A digital identity of at least level {} is needed.",
                    u8::from(*level)
                )
            }
            Self::Fields(_) => "Some fields of the form are refused or missing.".to_owned(),
            Self::OutcomeNotAllowed => "The procedure knows no such outcome.".to_owned(),
            Self::NotFrom { .. } => "Where the case stands, this cannot be done.".to_owned(),
            Self::ReasonNeeded => {
                "The case is with an office already: moving it on needs a reason.".to_owned()
            }
            Self::SameOffice => "The case is with this office already.".to_owned(),
            Self::NotSuspendable => "No running term can be suspended.".to_owned(),
            Self::NotExtendable => "No running term can be extended.".to_owned(),
            Self::SameAssignee => "The case is in the hands of this person already.".to_owned(),
            Self::NobodyInCharge => "Nobody is in charge of the case.".to_owned(),
            Self::CompletionAskedTooLate { last_day } => format!(
                "What is missing was to be asked for within ten days, which ended on {}.",
                date_phrase(*last_day, Language::English)
            ),
            Self::NoNoticeForeseen => "The procedure foresees no notice before refusal.".to_owned(),
            Self::NoticeGiven => "The notice before refusal was given already.".to_owned(),
            Self::NoticeNeeded => {
                "The application cannot be rejected without a notice: tell the grounds first.".to_owned()
            }
            Self::NoticeStillOpen => "The time that the notice before refusal leaves is not over.".to_owned(),
            Self::LateReasonsNeeded => {
                "The answer comes after the due date: give the reasons for the delay.".to_owned()
            }
            Self::NoWayToAnswer => {
                "Whoever presented the case left no contact: record how the answer was delivered.".to_owned()
            }
            Self::WithItself => "The two cases are the same.".to_owned(),
            Self::AlreadyLinked => "The two cases go together already.".to_owned(),
            Self::NotMerged => "The other case is not merged into this one.".to_owned(),
            Self::OthersMergedInto => {
                "Other cases are merged into this one and would be left without an answer: reopen them first."
                    .to_owned()
            }
            Self::MergeIntoEnded => "The other case is no longer open.".to_owned(),
            Self::MergeIntoOtherProcedure => "The other case runs by another procedure.".to_owned(),
            Self::MergeIntoLater => {
                "The other case arrived later: the newer is merged into the older.".to_owned()
            }
            Self::TooMany { most } => format!("The case has {most} of them already, the most there can be."),
            Self::BreachWithoutUpholding => {
                "A case that was not upheld cannot name standards that were not kept.".to_owned()
            }
            Self::Term(refusal) => refusal.sentence(Language::English),
            Self::Ristoro(refusal) => refusal.sentence(Language::English),
        }
    }
}

/// The proofs that a rule accepts, in words.
fn proofs(rule: &IdentityRule, language: Language) -> String {
    let words: Vec<String> = rule
        .proofs
        .iter()
        .map(|proof| match proof {
            Proof::DocumentCopy => language.pick(
                "copia di un documento d'identità",
                "a copy of an identity document",
            ),
            Proof::InPerson => language.pick(
                "un documento d'identità allo sportello",
                "an identity document at the desk",
            ),
            Proof::DigitalIdentity => language.pick("SPID, CIE o CNS", "SPID, CIE or CNS"),
        })
        .map(str::to_owned)
        .collect();
    words.join(language.pick(" o ", " or "))
}
