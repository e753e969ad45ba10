//! What a case is about, and what its silence means.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// Report of a disservice (*segnalazione di disservizio*).
    DisserviceReport,
    /// Complaint (*reclamo*).
    Complaint,
    /// Report of a fault (*segnalazione guasti*).
    FaultReport,
    /// Suggestion (*suggerimento*).
    Suggestion,
    /// Appreciation (*apprezzamento*).
    Appreciation,
    /// Request for information.
    InformationRequest,
    /// Access to documents by who has an interest in them (L. 241/1990 art. 22).
    DocumentAccess,
    /// Access to what should have been published (*accesso civico semplice*, D.Lgs. 33/2013 art. 5 c. 1).
    SimpleCivicAccess,
    /// Access by anybody to data and documents held (*accesso civico generalizzato*, D.Lgs. 33/2013 art. 5 c. 2).
    GeneralisedCivicAccess,
    /// Application (*istanza*).
    Application,
}

/// What silence means once the term has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Nothing: the answer is still owed.
    NoEffect,
    /// Assent (L. 241/1990 art. 20).
    Assent,
    /// Refusal (L. 241/1990 art. 25 c. 4).
    Refusal,
    /// Breach of the duty to conclude with an express act (L. 241/1990 art. 2).
    Breach,
}

/// What silence means, in words, and where that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SilenceMeaning {
    /// In Italian.
    pub italian: &'static str,
    /// In English.
    pub english: &'static str,
    /// Where it is written; none where it rests on a charter's promise alone.
    pub source: Option<&'static str>,
}

impl SilenceMeaning {
    /// The meaning in a language.
    #[must_use]
    pub fn sentence(&self, language: Language) -> &'static str {
        language.pick(self.italian, self.english)
    }
}

const NOTHING: SilenceMeaning = SilenceMeaning {
    italian: "Il silenzio non ha effetti: la risposta resta dovuta anche dopo la scadenza.",
    english: "Silence has no effect: the answer is still owed after the term has run out.",
    source: None,
};

const ASSENT: SilenceMeaning = SilenceMeaning {
    italian: "Se il termine scade senza un provvedimento di diniego, la domanda si intende accolta.",
    english: "If the term runs out without a refusal, the application counts as granted.",
    source: Some("L. 241/1990 art. 20"),
};

const REFUSAL: SilenceMeaning = SilenceMeaning {
    italian: "Trascorsi trenta giorni dalla richiesta senza risposta, la richiesta si intende respinta: si può ricorrere al tribunale amministrativo regionale o chiedere il riesame al difensore civico, o alla Commissione per l'accesso dove è competente.",
    english: "Thirty days after the request without an answer, it counts as refused: one may go to the regional administrative court or ask the ombudsman, or the commission for access where it is competent, for a review.",
    source: Some("L. 241/1990 art. 25 c. 4"),
};

const BREACH: SilenceMeaning = SilenceMeaning {
    italian: "Il silenzio è inadempimento: il procedimento va concluso con un provvedimento espresso; ci si può rivolgere al titolare del potere sostitutivo o agire contro il silenzio entro un anno dalla scadenza.",
    english: "Silence is a breach: the procedure must end with an express decision; one may turn to the holder of the substitute power, or go to court against the silence within a year of the due date.",
    source: Some("L. 241/1990 art. 2 c. 1 e 9-ter; D.Lgs. 104/2010 art. 31"),
};

const BREACH_OF_SIMPLE_ACCESS: SilenceMeaning = SilenceMeaning {
    italian: "Il silenzio è inadempimento: se entro il termine i dati non sono pubblicati, ci si può rivolgere al titolare del potere sostitutivo.",
    english: "Silence is a breach: if the data are not published within the term, one may turn to the holder of the substitute power.",
    source: Some("D.Lgs. 33/2013 art. 5 c. 1; L. 241/1990 art. 2 c. 9-bis"),
};

const BREACH_OF_GENERALISED_ACCESS: SilenceMeaning = SilenceMeaning {
    italian: "Il silenzio è inadempimento: la risposta deve essere espressa e motivata; senza risposta entro il termine si può chiedere il riesame al responsabile della prevenzione della corruzione e della trasparenza.",
    english: "Silence is a breach: the answer must be express and reasoned; without one within the term, a review may be asked of the officer responsible for corruption prevention and transparency.",
    source: Some("D.Lgs. 33/2013 art. 5 c. 6 e 7"),
};

impl Silence {
    /// Whether it means anything.
    #[must_use]
    pub fn has_effect(self) -> bool {
        self != Self::NoEffect
    }

    /// What it means for a kind of case.
    #[must_use]
    pub fn meaning(self, kind: CaseKind) -> &'static SilenceMeaning {
        match (self, kind) {
            (Self::NoEffect, _) => &NOTHING,
            (Self::Assent, _) => &ASSENT,
            (Self::Refusal, _) => &REFUSAL,
            (Self::Breach, CaseKind::SimpleCivicAccess) => &BREACH_OF_SIMPLE_ACCESS,
            (Self::Breach, CaseKind::GeneralisedCivicAccess) => &BREACH_OF_GENERALISED_ACCESS,
            (Self::Breach, _) => &BREACH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_on_a_request_for_documents_is_a_refusal_by_law() {
        let meaning = Silence::Refusal.meaning(CaseKind::DocumentAccess);
        assert_eq!(meaning.source, Some("L. 241/1990 art. 25 c. 4"));
        assert!(meaning.sentence(Language::Italian).contains("respinta"));
        assert!(meaning.sentence(Language::English).contains("refused"));
    }

    #[test]
    fn silence_on_civic_access_is_a_breach_with_its_own_remedy() {
        let generalised = Silence::Breach.meaning(CaseKind::GeneralisedCivicAccess);
        assert!(generalised.italian.contains("riesame") && generalised.italian.contains("inadempimento"));
        let simple = Silence::Breach.meaning(CaseKind::SimpleCivicAccess);
        assert!(simple.italian.contains("potere sostitutivo"));
        assert_ne!(
            Silence::Breach.meaning(CaseKind::Application).source,
            generalised.source
        );
    }

    #[test]
    fn silence_on_a_complaint_rests_on_the_charter_alone() {
        assert_eq!(Silence::NoEffect.meaning(CaseKind::Complaint).source, None);
    }
}
