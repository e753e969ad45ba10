//! A receipt as a page that people read, have read out to them, and print.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use cartaviva_domain::cases::Deadline;
use cartaviva_domain::dates;
use cartaviva_domain::deadline::DeadlineState;
use cartaviva_domain::language::Language;
use cartaviva_domain::procedures::TermRule;
use cartaviva_domain::protocol::Registration;
use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::content::Content;
use super::said;
use super::sentences::Words;
use super::turn::{Remedies, Start};
use crate::cases::CaseFile;
use crate::language::tag;
use crate::links::Links;
use crate::problem::ApiError;

/// How the page looks; it names no font or picture to fetch.
const STYLE: &str = include_str!("../../templates/receipt.css");

/// The page.
#[derive(Template)]
#[template(path = "receipt.html")]
struct Page<'a> {
    tag: &'static str,
    words: &'static Words,
    style: &'static str,
    heading: String,
    administration: &'a str,
    annulled: bool,
    number: Option<Number>,
    received_at: Said,
    procedure: &'a str,
    subject: &'a str,
    office: &'a str,
    responsible: Option<&'a str>,
    contacts: Vec<Contact<'a>>,
    terms: Vec<Term<'a>>,
    silence: &'static str,
    silence_source: Option<&'static str>,
    remedies: Remedies<'a>,
    start: Start,
    tracking: String,
}

/// A protocol number: as it is written and as it is read out.
struct Number {
    label: &'static str,
    written: String,
    spoken: String,
    at: Said,
}

/// A date or a moment: for programs and in words.
struct Said {
    iso: String,
    words: String,
}

/// A way to reach an office.
struct Contact<'a> {
    label: &'static str,
    value: &'a str,
}

/// A term, as it runs on the case.
struct Term<'a> {
    promise: &'a str,
    due: Option<Said>,
    undated: &'static str,
    source: &'a str,
}

/// The page of a receipt, which may show its own style and do nothing else.
pub(super) fn answer(
    mut answer: HttpResponseBuilder,
    content: &Content,
    language: Language,
    now: OffsetDateTime,
    links: &Links,
) -> Result<HttpResponse, ApiError> {
    let page = Page::of(content, language, now, links)
        .render()
        .map_err(ApiError::internal)?;
    let style = BASE64.encode(&Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    Ok(answer
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CONTENT_SECURITY_POLICY, policy))
        .body(page))
}

impl<'a> Page<'a> {
    fn of(content: &'a Content, language: Language, now: OffsetDateTime, links: &Links) -> Self {
        let words = Words::of(language);
        let file = &content.file;
        let number = content
            .registration
            .as_ref()
            .and_then(|registration| Number::of(file, registration, language));
        let silence = file.procedure.silence_meaning();
        Self {
            tag: tag(language),
            words,
            style: STYLE,
            heading: number
                .as_ref()
                .map_or_else(|| words.waiting.to_owned(), |number| number.written.clone()),
            administration: content.administration.name.as_str(),
            annulled: content.annulled,
            number,
            received_at: Said::moment(file, file.case.received_at, language),
            procedure: file.procedure.name.as_str(),
            subject: file.case.subject.as_str(),
            office: content.office_name(),
            responsible: content.responsible(),
            contacts: contacts(content, words),
            terms: Term::all(file, language, words, now),
            silence: silence.sentence(language),
            silence_source: silence.source,
            remedies: Remedies::of(content, language),
            start: Start::of(content, language),
            tracking: links.to("/tracking").to_string(),
        }
    }
}

impl Number {
    /// The ordinary number, or else that of the emergency register; none where it has neither.
    fn of(file: &CaseFile, registration: &Registration, language: Language) -> Option<Self> {
        let words = Words::of(language);
        if let Some((number, at, _)) = registration.number() {
            return Some(Self {
                label: words.protocol_number,
                written: format!("{:07}/{}", number.number, number.year),
                spoken: said::number(number.number, number.year, language),
                at: Said::moment(file, at, language),
            });
        }
        let taken = registration.particulars().emergency.as_ref()?;
        Some(Self {
            label: words.emergency_number,
            written: format!("{:07} ({})", taken.number, taken.register),
            spoken: said::number(taken.number, taken.date.year(), language),
            at: Said::moment(file, registration.at(), language),
        })
    }
}

impl Said {
    fn moment(file: &CaseFile, at: OffsetDateTime, language: Language) -> Self {
        let local = file.calendar().local(at);
        Self {
            iso: local.format(&Rfc3339).unwrap_or_default(),
            words: said::moment(local, language),
        }
    }
}

impl<'a> Term<'a> {
    fn all(file: &'a CaseFile, language: Language, words: &Words, now: OffsetDateTime) -> Vec<Self> {
        let deadlines = file.case.deadlines.iter();
        deadlines
            .filter_map(|deadline| {
                let rule = file.procedure.term(&deadline.term)?;
                Some(Self::of(rule, deadline, language, words, now))
            })
            .collect()
    }

    fn of(
        rule: &'a TermRule,
        deadline: &Deadline,
        language: Language,
        words: &Words,
        now: OffsetDateTime,
    ) -> Self {
        Self {
            promise: rule.name.as_str(),
            due: deadline.due.map(|due| Said {
                iso: dates::written(due.due_on),
                words: said::day(due.due_on, language),
            }),
            undated: match deadline.state(now) {
                DeadlineState::Suspended => words.suspended,
                _ => words.not_started,
            },
            source: rule.source.as_str(),
        }
    }
}

/// The ways to reach the office, in the order of a letterhead.
fn contacts<'a>(content: &'a Content, words: &Words) -> Vec<Contact<'a>> {
    let of = &content.contacts;
    let [address, phone, whatsapp, fax, email, certified_email, website] = words.contacts;
    let title = |label: &'static str, value: &'a Option<cartaviva_domain::text::Title>| {
        value.as_ref().map(|value| Contact {
            label,
            value: value.as_str(),
        })
    };
    let short = |label: &'static str, value: &'a cartaviva_domain::offices::Text60| Contact {
        label,
        value: value.as_str(),
    };
    let mut found: Vec<Contact<'a>> = title(address, &of.address).into_iter().collect();
    found.extend(of.phones.iter().map(|number| short(phone, number)));
    found.extend(of.whatsapp.iter().map(|number| short(whatsapp, number)));
    found.extend(of.fax.iter().map(|number| short(fax, number)));
    found.extend(title(email, &of.email));
    found.extend(title(certified_email, &of.certified_email));
    found.extend(title(website, &of.website));
    found
}
