//! A submission becomes a case.

use super::running::{self, Rules};
use super::{Case, Channel, Happening, Moment, Proceedings, Refusal, Status, Subject, admit};
use crate::codes::{AdministrationCode, CaseId, Code};
use crate::people::{Identification, Reporter};
use crate::procedures::{Fields, Procedure};
use crate::protocol::{Sha256Digest, digest_of};
use crate::text::Prose;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What a case keeps of its submission beside the words: how it is known who writes, what was written in the form, and
/// what was missing when it arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// How it was established who presents it; none for who did not say who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identification: Option<Identification>,
    /// What was written in the fields of the form; not those that may say who somebody is.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// What was missing when it arrived and has not come since: fields by their code, and `identity` for the proof of identity;
    /// at most 51.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Code>,
}

/// What somebody presents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// How it arrives.
    pub channel: Channel,
    /// What it is about, in a line.
    pub subject: Subject,
    /// What it says.
    pub description: Prose,
    /// The service it is about.
    pub service: Option<Code>,
    /// Who presents it.
    pub reporter: Reporter,
    /// How it was established who presents it.
    pub identification: Option<Identification>,
    /// What was written in the fields of the procedure's form.
    pub fields: Fields,
    /// Whether it is known to be incomplete: it is registered all the same, and what is missing is asked for.
    pub incomplete: bool,
    /// When it was entered into the system, when that was before it is recorded here.
    pub registered_at: Option<OffsetDateTime>,
}

impl Submission {
    /// The digest of the submitted document: every field in order, then how its author was identified, then the fields of
    /// the form by their codes.
    #[must_use]
    pub fn digest(&self) -> Sha256Digest {
        let reporter = &self.reporter;
        let field = |text: Option<&str>| text.unwrap_or("").as_bytes().to_vec();
        let fields = [
            field(Some(self.subject.as_str())),
            field(Some(self.description.as_str())),
            field(self.service.as_ref().map(Code::as_str)),
            field(reporter.given_name.as_ref().map(|t| t.as_str())),
            field(reporter.family_name.as_ref().map(|t| t.as_str())),
            field(reporter.tax_code.as_ref().map(|t| t.as_str())),
            field(reporter.email.as_ref().map(|t| t.as_str())),
            field(reporter.certified_email.as_ref().map(|t| t.as_str())),
            field(reporter.phone.as_ref().map(|t| t.as_str())),
            field(reporter.address.as_ref().map(|t| t.as_str())),
        ];
        let form = self
            .fields
            .iter()
            .flat_map(|(code, value)| [code.as_str(), value.as_str()]);
        let level = self.identification.and_then(Identification::level).map(u8::from);
        let identification = self.identification.map(|given| {
            [
                given.method().as_str().to_owned(),
                level.map(|level| level.to_string()).unwrap_or_default(),
            ]
        });
        let beside = identification.into_iter().flatten().map(String::into_bytes);
        let fields: Vec<Vec<u8>> = fields
            .into_iter()
            .chain(beside)
            .chain(form.map(|text| text.as_bytes().to_vec()))
            .collect();
        let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
        digest_of(&fields)
    }

    /// Who presents it, with what they wrote in the fields of the form that may say who somebody is.
    #[must_use]
    pub fn presented_by(&self, procedure: &Procedure) -> Reporter {
        let (_, identifying) = procedure.set_apart(&self.fields);
        Reporter {
            fields: identifying,
            ..self.reporter.clone()
        }
    }
}

/// Receives and registers a submission: the case, with its deadlines, and the two events that made it.
///
/// # Errors
/// The rule that makes it inadmissible, or a moment that cannot be: registered before it was received or in the future.
pub fn receive(
    administration: AdministrationCode,
    id: CaseId,
    rules: &Rules<'_>,
    submission: &Submission,
    moment: Moment,
) -> Result<(Case, [(Happening, Moment); 2]), Refusal> {
    let registered = registered(submission, moment)?;
    let (arrived, received) = arrive(administration, id, rules, submission, moment)?;
    let entered = Happening::Registered {
        office: rules.procedure.office.clone(),
    };
    let case = Case {
        status: Status::Registered,
        events: 2,
        ..arrived
    };
    Ok((case, [received, (entered, registered)]))
}

/// Receives a submission whose number the register of another system gives: the case, which waits for it
/// ([`Command::Register`](super::Command::Register)), and the event that made it. Its terms run all the same: the date of
/// the register may not differ from that of the arrival (L. 241/1990 art. 18-bis).
///
/// # Errors
/// As [`receive`].
pub fn arrive(
    administration: AdministrationCode,
    id: CaseId,
    rules: &Rules<'_>,
    submission: &Submission,
    moment: Moment,
) -> Result<(Case, (Happening, Moment)), Refusal> {
    let procedure = rules.procedure;
    let details = admit(procedure, submission)?;
    let entered_at = registered(submission, moment)?.occurred_at();
    let mut case = Case {
        administration,
        id,
        procedure: procedure.code.clone(),
        procedure_version: rules.procedure_version,
        channel: submission.channel,
        subject: submission.subject.clone(),
        description: submission.description.clone(),
        service: submission.service.clone(),
        details,
        office: procedure.office.clone(),
        own_office: false,
        status: Status::Received,
        assignee: None,
        received_at: moment.occurred_at(),
        registered_at: entered_at,
        forwarded_at: None,
        decided_at: None,
        closed_at: None,
        decision: None,
        claimed_at: None,
        refused_claim: None,
        grant: None,
        suspensions: Vec::new(),
        extensions: Vec::new(),
        proceedings: Proceedings::default(),
        deadlines: Vec::new(),
        last_occurred_at: entered_at,
        events: 1,
        version: 1,
    };
    case.deadlines = running::begin(rules, &case)?;
    let received = Happening::Received {
        channel: submission.channel,
    };
    Ok((case, (received, moment)))
}

/// When a submission was entered into the system.
fn registered(submission: &Submission, moment: Moment) -> Result<Moment, Refusal> {
    Moment::said(submission.registered_at, moment.recorded_at())?.not_before(moment.occurred_at())
}
