//! Where one may turn, and whether the receipt counts as the notice of start, as the page says them.

use cartaviva_domain::deadline::{Quantity, Term, quantity_phrase};
use cartaviva_domain::language::Language;
use cartaviva_domain::procedures::Remedy;
use cartaviva_domain::receipts::Requirement;

use super::content::Content;

/// Where one may turn.
pub(super) struct Remedies<'a> {
    pub(super) substitute: Option<Substitute<'a>>,
    pub(super) others: Vec<Other<'a>>,
}

/// Who decides instead.
pub(super) struct Substitute<'a> {
    pub(super) holder: &'a str,
    /// The office, and how one writes to it.
    pub(super) office: String,
    pub(super) within: String,
    pub(super) source: &'a str,
}

/// A review or a court.
pub(super) struct Other<'a> {
    pub(super) to: &'a str,
    pub(super) times: Vec<String>,
    pub(super) source: &'a str,
}

/// Whether the receipt counts as the notice of start; if not, what it does not state.
pub(super) struct Start {
    pub(super) said: &'static str,
    pub(super) missing: Vec<&'static str>,
}

impl<'a> Remedies<'a> {
    /// Where one may turn by the procedure of a case.
    pub(super) fn of(content: &'a Content, language: Language) -> Self {
        let remedies = content.file.procedure.remedies.iter();
        Self {
            substitute: Substitute::of(content, language),
            others: remedies.map(|remedy| Other::of(remedy, language)).collect(),
        }
    }

    /// Whether there is nowhere to turn to.
    pub(super) fn are_none(&self) -> bool {
        self.substitute.is_none() && self.others.is_empty()
    }
}

impl<'a> Substitute<'a> {
    fn of(content: &'a Content, language: Language) -> Option<Self> {
        let procedure = &content.file.procedure;
        let power = procedure.substitute_power.as_ref()?;
        let contacts = content.substitute_contacts();
        let written = contacts.certified_email.or(contacts.email).or(contacts.address);
        let title = content.substitute_title();
        Some(Self {
            holder: power.holder.as_str(),
            office: match written {
                Some(contact) => format!("{title}, {}", contact.as_str()),
                None => title.to_owned(),
            },
            within: sentence(
                ("Decide entro", "Decides within"),
                procedure.substitute_term()?,
                language,
            ),
            source: power.source.as_str(),
        })
    }
}

impl<'a> Other<'a> {
    fn of(remedy: &'a Remedy, language: Language) -> Self {
        let asked = (("Si chiede entro", "To be asked within"), remedy.asked_within);
        let answered = (("Risponde entro", "Answers within"), remedy.answered_within);
        let times = [asked, answered].into_iter();
        Self {
            to: remedy.to.text(language),
            times: times
                .filter_map(|(words, term)| Some(sentence(words, term?, language)))
                .collect(),
            source: remedy.source.as_str(),
        }
    }
}

impl Start {
    /// What the receipt of a case says of itself.
    pub(super) fn of(content: &Content, language: Language) -> Self {
        let notice = content.start_notice();
        let begins = notice
            .stated
            .iter()
            .all(|stated| stated.satisfied || stated.requirement != Requirement::Proceeding);
        let missing = notice.stated.iter().filter(|stated| !stated.satisfied);
        let (said, missing) = match (notice.counts(), begins) {
            (true, _) => (COUNTS, Vec::new()),
            (false, false) => (NO_PROCEEDING, Vec::new()),
            (false, true) => (
                COUNTS_NOT,
                missing.map(|stated| stated.detail(language)).collect(),
            ),
        };
        Self {
            said: language.pick(said.0, said.1),
            missing,
        }
    }
}

const COUNTS: (&str, &str) = (
    "La ricevuta contiene le informazioni dell'art. 8 della L. 241/1990 e vale come comunicazione di avvio del procedimento.",
    "The receipt holds what art. 8 of L. 241/1990 asks for, and counts as the notice that the proceeding has begun.",
);

const COUNTS_NOT: (&str, &str) = (
    "La ricevuta non vale come comunicazione di avvio del procedimento (L. 241/1990 art. 8):",
    "The receipt does not count as the notice that the proceeding has begun (L. 241/1990 art. 8):",
);

const NO_PROCEEDING: (&str, &str) = (
    "Quanto presentato non avvia un procedimento amministrativo: la ricevuta non vale come comunicazione di avvio.",
    "What was presented begins no administrative proceeding: the receipt does not count as the notice of its start.",
);

fn sentence(words: (&str, &str), term: Term, language: Language) -> String {
    let length = quantity_phrase(Quantity::of(term.amount(), term.unit()), language);
    format!("{} {length}", language.pick(words.0, words.1))
}
