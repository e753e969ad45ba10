//! The fixed words of a receipt, in both languages.

use cartaviva_domain::language::Language;

/// The fixed words of the page.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) annulled: &'static str,
    pub(super) registration: &'static str,
    pub(super) protocol_number: &'static str,
    pub(super) emergency_number: &'static str,
    pub(super) registered_at: &'static str,
    pub(super) waiting: &'static str,
    pub(super) received_at: &'static str,
    pub(super) procedure: &'static str,
    pub(super) subject: &'static str,
    pub(super) office: &'static str,
    pub(super) responsible: &'static str,
    pub(super) terms: &'static str,
    pub(super) terms_caption: &'static str,
    pub(super) no_terms: &'static str,
    pub(super) promise: &'static str,
    pub(super) due: &'static str,
    pub(super) source: &'static str,
    pub(super) silence: &'static str,
    pub(super) remedies: &'static str,
    pub(super) substitute: &'static str,
    pub(super) no_remedies: &'static str,
    pub(super) follow: &'static str,
    pub(super) how_to_follow: &'static str,
    pub(super) notice: &'static str,
    pub(super) not_started: &'static str,
    pub(super) suspended: &'static str,
    pub(super) contacts: [&'static str; 7],
}

const ITALIAN: Words = Words {
    title: "Ricevuta",
    annulled: "Questa registrazione di protocollo è stata annullata.",
    registration: "Registrazione",
    protocol_number: "Numero di protocollo",
    emergency_number: "Numero nel registro di emergenza",
    registered_at: "Registrata",
    waiting: "In attesa di protocollo",
    received_at: "Presentata",
    procedure: "Procedimento",
    subject: "Oggetto",
    office: "Ufficio",
    responsible: "Responsabile",
    terms: "Termini",
    terms_caption: "Che cosa è promesso ed entro quando",
    no_terms: "Per questo procedimento non sono previsti termini.",
    promise: "Impegno",
    due: "Scadenza",
    source: "Fonte",
    silence: "Se l'ufficio non risponde",
    remedies: "Dove rivolgersi",
    substitute: "Potere sostitutivo, se il termine scade senza una decisione",
    no_remedies: "Per questo procedimento non sono indicati rimedi particolari.",
    follow: "Come seguire la pratica",
    how_to_follow: "Con il codice di tracciamento mostrato al momento della presentazione, che non viene ripetuto qui, \
                    si segue la pratica all'indirizzo",
    notice: "Ricevuta rilasciata ai sensi dell'art. 18-bis della L. 241/1990. I termini decorrono dalla presentazione anche \
             se la ricevuta manca.",
    not_started: "Decorre quando la pratica è inoltrata all'ufficio competente o completata.",
    suspended: "È sospeso.",
    contacts: [
        "Indirizzo",
        "Telefono",
        "WhatsApp",
        "Fax",
        "Posta elettronica",
        "PEC",
        "Sito",
    ],
};

const ENGLISH: Words = Words {
    title: "Receipt",
    annulled: "This entry of the protocol register was annulled.",
    registration: "Registration",
    protocol_number: "Protocol number",
    emergency_number: "Number in the emergency register",
    registered_at: "Registered",
    waiting: "Waiting for its protocol number",
    received_at: "Presented",
    procedure: "Procedure",
    subject: "Subject",
    office: "Office",
    responsible: "Who answers for it",
    terms: "Terms",
    terms_caption: "What is promised, and by when",
    no_terms: "This procedure promises no terms.",
    promise: "Promise",
    due: "Due",
    source: "Source",
    silence: "If the office does not answer",
    remedies: "Where one may turn",
    substitute: "Substitute power, if the term runs out without a decision",
    no_remedies: "No particular remedies are laid down for this procedure.",
    follow: "How to follow the case",
    how_to_follow: "With the tracking code that was shown when the case was presented, which is not repeated here, the case \
                    is followed at",
    notice: "Receipt under art. 18-bis of L. 241/1990. The terms run from the presentation even without a receipt.",
    not_started: "It runs once the case is forwarded to the competent office or completed.",
    suspended: "It is suspended.",
    contacts: [
        "Address",
        "Telephone",
        "WhatsApp",
        "Fax",
        "Email",
        "Certified email (PEC)",
        "Website",
    ],
};

impl Words {
    /// The words in a language.
    pub(super) fn of(language: Language) -> &'static Self {
        language.pick(&ITALIAN, &ENGLISH)
    }
}
