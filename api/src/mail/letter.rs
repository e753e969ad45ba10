//! What a message says, in plain words and as a page.

use askama::Template;
use cartaviva_domain::notices::{Audience, NoticeKind};
use cartaviva_domain::procedures::Silence;

use crate::language::{self, Language};

/// What a message tells; an empty text is not told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// What is told.
    pub(super) kind: NoticeKind,
    /// To whom.
    pub(super) audience: Audience,
    /// The name of the administration.
    pub(super) body: String,
    /// The number and day of the protocol entry.
    pub(super) number: String,
    /// The name of the procedure.
    pub(super) procedure: String,
    /// What the case is about; for who presented it alone.
    pub(super) subject: String,
    /// The office that has the case.
    pub(super) office: String,
    /// A reason, or what is missing.
    pub(super) reason: String,
    /// The written answer, or the grounds of a notice.
    pub(super) answer: String,
    /// What was decided.
    pub(super) outcome: String,
    /// Why it comes late.
    pub(super) late_reasons: String,
    /// What a term promises.
    pub(super) term: String,
    /// When something ends.
    pub(super) due: String,
    /// How many working days before.
    pub(super) level: u32,
    /// Whether the term begins only when the case is forwarded.
    pub(super) from_forwarding: bool,
    /// Whether the term begins anew.
    pub(super) restarts: bool,
    /// What silence means.
    pub(super) silence: Silence,
    /// Who holds the substitute power.
    pub(super) holder: String,
    /// What is given.
    pub(super) item: String,
    /// How many.
    pub(super) quantity: u32,
    /// The code of the voucher.
    pub(super) voucher: String,
    /// The last day of something.
    pub(super) last_day: String,
    /// The title of a charter.
    pub(super) charter: String,
    /// Where staff find it.
    pub(super) link: String,
}

impl Told {
    /// Nothing yet but to whom and about what.
    pub(super) fn nothing(kind: NoticeKind, audience: Audience, body: &str) -> Self {
        Self {
            kind,
            audience,
            body: body.to_owned(),
            number: String::new(),
            procedure: String::new(),
            subject: String::new(),
            office: String::new(),
            reason: String::new(),
            answer: String::new(),
            outcome: String::new(),
            late_reasons: String::new(),
            term: String::new(),
            due: String::new(),
            level: 0,
            from_forwarding: false,
            restarts: false,
            silence: Silence::NoEffect,
            holder: String::new(),
            item: String::new(),
            quantity: 0,
            voucher: String::new(),
            last_day: String::new(),
            charter: String::new(),
            link: String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "mail/it.txt")]
struct Italian<'a> {
    told: &'a Told,
}

#[derive(Template)]
#[template(path = "mail/en.txt")]
struct English<'a> {
    told: &'a Told,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Page<'a> {
    language: &'a str,
    title: &'a str,
    paragraphs: &'a [String],
}

/// A message as it is read: the same words in plain text and as a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject, in one line.
    pub subject: String,
    /// The text, paragraphs apart by an empty line.
    pub text: String,
    /// The page.
    pub html: String,
}

impl Letter {
    /// Writes what is told.
    ///
    /// # Errors
    /// When a template cannot be filled.
    pub(super) fn write(told: &Told, language: Language) -> Result<Self, askama::Error> {
        let words = match language {
            Language::Italian => Italian { told }.render()?,
            Language::English => English { told }.render()?,
        };
        let paragraphs = paragraphs(&words);
        let subject = subject(told, language);
        let page = Page {
            language: language::tag(language),
            title: &subject,
            paragraphs: &paragraphs,
        };
        Ok(Self {
            html: page.render()?,
            text: format!("{}\n", paragraphs.join("\n\n")),
            subject,
        })
    }
}

/// The paragraphs of a text, without empty ones.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim_end) {
        match (line.trim().is_empty(), found.last_mut().filter(|_| open)) {
            (true, _) => open = false,
            (false, Some(paragraph)) => {
                paragraph.push('\n');
                paragraph.push_str(line);
            }
            (false, None) => {
                found.push(line.to_owned());
                open = true;
            }
        }
    }
    found
}

/// The subject: what it is about and the number, in one line whatever the words.
fn subject(told: &Told, language: Language) -> String {
    let about = title(told.kind, language);
    let line = match (told.number.as_str(), told.charter.as_str()) {
        ("", "") => format!("{}: {about}", told.body),
        ("", charter) => format!("{}: {about} – {charter}", told.body),
        (number, _) => format!(
            "{}: {about} – {} {number}",
            told.body,
            language.pick("prot.", "protocol")
        ),
    };
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(kind: NoticeKind, language: Language) -> &'static str {
    match kind {
        NoticeKind::Receipt => language.pick("ricevuta", "receipt"),
        NoticeKind::Forwarded => language.pick("trasmissione all'ufficio", "forwarded to the office"),
        NoticeKind::CompletionAsked => language.pick("richiesta di integrazione", "something is missing"),
        NoticeKind::Suspended => language.pick("termine sospeso", "time suspended"),
        NoticeKind::NoticeGiven => language.pick("preavviso di rigetto", "notice before refusal"),
        NoticeKind::Extended => language.pick("proroga del termine", "time extended"),
        NoticeKind::Answered => language.pick("risposta", "answer"),
        NoticeKind::Corrected => language.pick("risposta corretta", "corrected answer"),
        NoticeKind::Reopened => language.pick("pratica riaperta", "case taken up again"),
        NoticeKind::DeadlineApproaching => language.pick("promemoria di scadenza", "reminder of a due date"),
        NoticeKind::DeadlineMissed => language.pick("termine scaduto", "due date missed"),
        NoticeKind::SuspensionOver => language.pick("fine della sospensione", "end of the suspension"),
        NoticeKind::ClaimWindowClosing => language.pick(
            "ultimi giorni per chiedere il ristoro",
            "last days to ask for the redress",
        ),
        NoticeKind::RistoroClaimed => language.pick("richiesta di ristoro", "request for redress"),
        NoticeKind::RistoroGranted => language.pick("ristoro concesso", "redress granted"),
        NoticeKind::RistoroRefused => language.pick("ristoro non concesso", "redress refused"),
        NoticeKind::VoucherExpiring => language.pick("ristoro in scadenza", "redress about to expire"),
        NoticeKind::VoucherExpired => language.pick("ristoro scaduto", "redress expired"),
        NoticeKind::ReviewDue => language.pick("revisione della carta", "review of the charter"),
    }
}

#[cfg(test)]
#[path = "letter_tests.rs"]
mod tests;
