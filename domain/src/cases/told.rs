//! What happened to a case, in the words in which whoever presented it reads it.

use super::{Delivery, Happening, Outcome, Visibility};
use crate::codes::Code;
use crate::deadline::date_phrase;
use crate::language::Language;
use crate::text::Text;

impl Happening {
    /// What whoever presented the case reads of it, in a sentence or two; none where only the desk and the offices have to do
    /// with it. `office` gives the name of an office.
    #[must_use]
    pub fn told(&self, language: Language, office: &dyn Fn(&Code) -> String) -> Option<String> {
        let say = |italian: &str, english: &str| Some(language.pick(italian, english).to_owned());
        let with = |italian: &str, english: &str, detail: &str| {
            Some(format!("{} {detail}", language.pick(italian, english)))
        };
        match self {
            Self::Received { .. } => say("La pratica è arrivata.", "The case arrived."),
            Self::Registered { .. } => say("La pratica è stata registrata.", "The case was registered."),
            Self::DeclaredInadmissible { late_reasons } => Some(late(
                language,
                language.pick(
                    "La pratica è stata dichiarata inammissibile: la risposta è scritta.",
                    "The case was declared inadmissible: the answer is in writing.",
                ),
                late_reasons.as_ref(),
            )),
            Self::CompletionAsked { missing, .. } => with(
                "Per proseguire serve quanto manca:",
                "To go on, what is missing is needed:",
                missing.as_str(),
            ),
            Self::Completed { .. } => say("È arrivato quanto mancava.", "What was missing has come."),
            Self::Forwarded { office: to, reason } => Some(forwarded(language, &office(to), reason.as_ref())),
            Self::TakenInCharge { .. } => say(
                "La pratica è stata presa in carico.",
                "Somebody took charge of the case.",
            ),
            Self::Noted {
                text,
                visibility: Visibility::Public,
            } => Some(text.to_string()),
            Self::Suspended { reason } => with(
                "I termini sono sospesi:",
                "The terms are suspended:",
                reason.as_str(),
            ),
            Self::Resumed => say("I termini decorrono di nuovo.", "The terms run again."),
            Self::Extended { reason, .. } => with(
                "Il termine è stato prorogato:",
                "The term was extended:",
                reason.as_str(),
            ),
            Self::NoticeGiven { .. } => say(
                "Sono stati comunicati i motivi che ostano all'accoglimento: entro dieci giorni si possono presentare osservazioni.",
                "The grounds against the application were notified: observations may be made within ten days.",
            ),
            Self::Observed { .. } => say("Sono arrivate le osservazioni.", "The observations have come."),
            Self::Decided {
                outcome,
                late_reasons,
                ..
            } => Some(late(language, decided(language, *outcome), late_reasons.as_ref())),
            Self::Corrected { outcome, reason, .. } => Some(format!(
                "{} {} {reason}",
                language.pick("La decisione è stata corretta.", "The decision was corrected."),
                decided(language, *outcome),
            )),
            Self::Closed { delivery } => Some(closed(language, delivery.as_ref())),
            Self::Withdrawn { .. } => say("La pratica è stata ritirata.", "The case was withdrawn."),
            Self::Reopened { reason } => with(
                "La pratica è stata riaperta:",
                "The case was taken up again:",
                reason.as_str(),
            ),
            Self::Merged { .. } => say(
                "La pratica è stata unita a un'altra sullo stesso fatto: la risposta sarà la stessa.",
                "The case was merged into another about the same matter: the answer will be the same.",
            ),
            Self::AnsweredTogether { outcome, .. } => say(
                decided(Language::Italian, *outcome),
                decided(Language::English, *outcome),
            ),
            Self::AttachmentAdded { shown: true, .. } => say(
                "Alla pratica è stato allegato un documento.",
                "A document was attached to the case.",
            ),
            Self::DeadlineMissed { .. } => say(
                "Il termine è trascorso: la risposta è ancora dovuta.",
                "The term has ended: the answer is still owed.",
            ),
            Self::DeadlineRecomputed { after, reason, .. } => Some(format!(
                "{} {}: {reason}",
                language.pick("La nuova scadenza è", "The new due date is"),
                date_phrase(after.due_on, language),
            )),
            Self::RistoroClaimed | Self::RistoroRefused { .. } | Self::RistoroGranted { .. } => {
                self.of_ristoro(language)
            }
            Self::RistoroDelivered { .. }
            | Self::RistoroReturned { .. }
            | Self::ClaimWindowClosing
            | Self::VoucherExpiring
            | Self::VoucherExpired => self.of_ristoro(language),
            Self::Noted { .. }
            | Self::AttachmentAdded { .. }
            | Self::AttachmentWithdrawn { .. }
            | Self::PersonalDataRemoved { .. }
            | Self::Released
            | Self::Absorbed { .. }
            | Self::LetGo { .. }
            | Self::Related { .. }
            | Self::SuspensionOver
            | Self::DeadlineApproaching { .. } => None,
        }
    }

    /// What is told of the redress.
    fn of_ristoro(&self, language: Language) -> Option<String> {
        let (italian, english) = match self {
            Self::RistoroClaimed => ("Il ristoro è stato chiesto.", "The redress was asked for."),
            Self::RistoroRefused { .. } => ("Il ristoro non è stato concesso.", "The redress was refused."),
            Self::RistoroGranted { .. } => ("Il ristoro è stato concesso.", "The redress was granted."),
            Self::RistoroDelivered { .. } => {
                ("Il ristoro è stato consegnato.", "The redress was handed out.")
            }
            Self::RistoroReturned { .. } => ("Il ristoro è stato restituito.", "The redress was returned."),
            Self::ClaimWindowClosing => (
                "Il tempo per chiedere il ristoro sta per finire.",
                "The time for asking for the redress is about to end.",
            ),
            Self::VoucherExpiring => ("Il buono sta per scadere.", "The voucher is about to expire."),
            Self::VoucherExpired => ("Il buono è scaduto.", "The voucher has expired."),
            _ => return None,
        };
        let reason = match self {
            Self::RistoroRefused { reason } => format!(" {reason}"),
            _ => String::new(),
        };
        Some(format!("{}{reason}", language.pick(italian, english)))
    }
}

fn forwarded<const MIN: usize, const MAX: usize>(
    language: Language,
    office: &str,
    reason: Option<&Text<MIN, MAX>>,
) -> String {
    let to = language.pick("La pratica è stata trasmessa a", "The case went to");
    match reason {
        Some(reason) => format!("{to} {office}: {reason}"),
        None => format!("{to} {office}."),
    }
}

fn decided(language: Language, outcome: Outcome) -> &'static str {
    let (italian, english) = match outcome {
        Outcome::Upheld => (
            "La pratica è stata decisa: accolta.",
            "The case was decided: upheld.",
        ),
        Outcome::PartiallyUpheld => (
            "La pratica è stata decisa: accolta in parte.",
            "The case was decided: upheld in part.",
        ),
        Outcome::Rejected => (
            "La pratica è stata decisa: respinta.",
            "The case was decided: rejected.",
        ),
        Outcome::NotCompetent => (
            "La pratica è stata decisa: l'ente non è competente.",
            "The case was decided: the administration is not competent.",
        ),
        Outcome::Inadmissible => (
            "La pratica è stata decisa: inammissibile.",
            "The case was decided: inadmissible.",
        ),
    };
    language.pick(italian, english)
}

fn late<const MIN: usize, const MAX: usize>(
    language: Language,
    sentence: &str,
    reasons: Option<&Text<MIN, MAX>>,
) -> String {
    match reasons {
        Some(reasons) => format!(
            "{sentence} {} {reasons}",
            language.pick("Motivi del ritardo:", "Reasons for the delay:")
        ),
        None => sentence.to_owned(),
    }
}

fn closed(language: Language, delivery: Option<&Delivery>) -> String {
    let closed = language.pick("La pratica è chiusa.", "The case is closed.");
    match delivery.and_then(|delivery| delivery.reference.as_ref()) {
        Some(reference) => format!(
            "{closed} {} {reference}.",
            language.pick("Estremi della consegna:", "Delivery:")
        ),
        None => closed.to_owned(),
    }
}
