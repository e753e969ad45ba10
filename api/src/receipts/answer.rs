//! A receipt as data, and which of its two forms a caller gets.

use actix_web::{HttpRequest, HttpResponse};
use cartaviva_domain::language::Language;
use cartaviva_domain::receipts::Stated;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::content::Content;
use super::page;
use crate::administrations::ContactsView;
use crate::bounded::{AdministrationCode, Code, Id, Line, Link, List, Moment, Paragraph};
use crate::cases::{DeadlineView, ProtocolView};
use crate::language::{preferred, tag};
use crate::links::Links;
use crate::negotiation;
use crate::problem::ApiError;
use crate::procedures::{RemedyView, TermLengthView};
use crate::words::SilenceWord;

/// The media types of a receipt; the first is what a caller gets who does not say.
const OFFERED: [&str; 2] = ["application/json", "text/html"];

/// What whoever presented a case is told of it at once (L. 241/1990 art. 18-bis). The tracking code is never in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseReceipt {
    /// The administration.
    pub administration: AdministrationCode,
    /// Its name.
    pub administration_title: Paragraph<1, 300>,
    /// The case.
    pub case: Id,
    /// Its procedure.
    pub procedure: Code,
    /// The procedure's name.
    pub procedure_title: Paragraph<1, 300>,
    /// What it is about, in a line.
    pub subject: Line<3, 200>,
    /// When it was presented: the terms run from here.
    pub received_at: Moment,
    /// How it stands in the protocol register; absent where nothing was ever entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<ProtocolView>,
    /// The office that received it.
    pub office: ReceivingOffice,
    /// Its deadlines.
    pub deadlines: List<DeadlineView, 10>,
    /// What silence means once the term has run out.
    pub silence: SilenceView,
    /// Who decides instead when nobody did in time; absent where nobody may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute_power: Option<SubstituteView>,
    /// Where one may turn against a decision or against silence.
    pub remedies: List<RemedyView, 10>,
    /// Whether it counts as the notice that the proceeding has begun.
    pub start_notice: StartNoticeView,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CaseReceiptLinks,
}

/// The office that received a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReceivingOffice {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub title: Paragraph<1, 300>,
    /// The role that answers for the procedure, or that heads the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible_role: Option<Paragraph<1, 300>>,
    /// How it is reached.
    pub contacts: ContactsView,
}

/// What silence means.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReceiptSilence)]
pub struct SilenceView {
    /// The meaning, for programs.
    pub effect: SilenceWord,
    /// The meaning, in words.
    pub meaning: Paragraph<1, 1000>,
    /// Where it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Line<1, 300>>,
}

/// Who decides instead when nobody did in time, and where they are asked to.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReceiptSubstitutePower)]
pub struct SubstituteView {
    /// The role that holds the power.
    pub holder: Paragraph<1, 300>,
    /// The office where it is asked for; absent where it is asked of the administration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// Where it is asked for.
    pub title: Paragraph<1, 300>,
    /// How one writes to it.
    pub contacts: ContactsView,
    /// How long they have to decide: half of the term that was not kept (L. 241/1990 art. 2 c. 9-ter).
    pub within: TermLengthView,
    /// Where it is written.
    pub source: Paragraph<1, 300>,
}

/// Whether a receipt counts as the notice that the proceeding has begun (L. 241/1990 art. 18-bis c. 1): when it states all
/// that such a notice must (art. 8 c. 2).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReceiptStartNotice)]
pub struct StartNoticeView {
    /// Whether it does.
    pub counts: bool,
    /// What such a notice must state, and whether this one does.
    pub rules: List<StatedView, 9>,
}

/// One thing that a notice of start must state.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReceiptStartNoticeRule)]
pub struct StatedView {
    /// Which, for programs to match.
    pub rule: Line<1, 64>,
    /// Whether the receipt states it.
    pub satisfied: bool,
    /// What was found, in a sentence.
    pub detail: Paragraph<1, 300>,
    /// Where it is written.
    pub source: Line<1, 300>,
}

/// The links of a receipt.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseReceiptLinks {
    /// Where the case is followed, with the tracking code in the header `Tracking-Code`.
    pub tracking: Link,
    /// The procedure.
    pub procedure: Link,
}

/// The receipt as the caller prefers it: as data, or as a page to print.
pub(super) fn answer(
    request: &HttpRequest,
    content: &Content,
    now: OffsetDateTime,
    links: &Links,
) -> Result<HttpResponse, ApiError> {
    let language = preferred(request);
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header(("Vary", "Accept, Accept-Language"))
        .insert_header(("Content-Language", tag(language)));
    if negotiation::best(request, &OFFERED) == "text/html" {
        return page::answer(answer, content, language, now, links);
    }
    Ok(answer.json(CaseReceipt::of(content, language, now, links)))
}

impl CaseReceipt {
    fn of(content: &Content, language: Language, now: OffsetDateTime, links: &Links) -> Self {
        let Content {
            file, administration, ..
        } = content;
        let case = &file.case;
        let silence = file.procedure.silence;
        let meaning = file.procedure.silence_meaning();
        let procedure = format!(
            "/administrations/{}/procedures/{}",
            administration.code, case.procedure
        );
        Self {
            administration: administration.code.as_str().into(),
            administration_title: administration.name.as_str().into(),
            case: case.id.0.to_string().into(),
            procedure: case.procedure.as_str().into(),
            procedure_title: file.procedure.name.as_str().into(),
            subject: case.subject.as_str().into(),
            received_at: Moment(file.calendar().local(case.received_at)),
            protocol: content
                .registration
                .as_ref()
                .map(|registration| ProtocolView::of(file, registration, content.annulled)),
            office: ReceivingOffice {
                code: file.procedure.office.as_str().into(),
                title: content.office_name().into(),
                responsible_role: content.responsible().map(Into::into),
                contacts: ContactsView::of(&content.contacts),
            },
            deadlines: DeadlineView::all(file, now),
            silence: SilenceView {
                effect: silence.into(),
                meaning: meaning.sentence(language).into(),
                source: meaning.source.map(Into::into),
            },
            substitute_power: SubstituteView::of(content),
            remedies: file.procedure.remedies.iter().map(RemedyView::of).collect(),
            start_notice: StartNoticeView::of(content, language),
            links: CaseReceiptLinks {
                tracking: links.to("/tracking"),
                procedure: links.to(&procedure),
            },
        }
    }
}

impl SubstituteView {
    fn of(content: &Content) -> Option<Self> {
        let procedure = &content.file.procedure;
        let power = procedure.substitute_power.as_ref()?;
        Some(Self {
            holder: power.holder.as_str().into(),
            office: power.office.as_ref().map(|code| code.as_str().into()),
            title: content.substitute_title().into(),
            contacts: ContactsView::of(&content.substitute_contacts()),
            within: TermLengthView::of(procedure.substitute_term()?),
            source: power.source.as_str().into(),
        })
    }
}

impl StartNoticeView {
    fn of(content: &Content, language: Language) -> Self {
        let notice = content.start_notice();
        let rule = |stated: &Stated| StatedView {
            rule: stated.requirement.as_str().into(),
            satisfied: stated.satisfied,
            detail: stated.detail(language).into(),
            source: stated.requirement.source().into(),
        };
        Self {
            counts: notice.counts(),
            rules: notice.stated.iter().map(rule).collect(),
        }
    }
}
