//! What somebody presents, as they write it.

use cartaviva_domain::cases::{Subject, Submission};
use cartaviva_domain::codes;
use cartaviva_domain::people::{Identification, Reporter};
use cartaviva_domain::procedures::{FieldValue, Fields};
use cartaviva_domain::text::Prose;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::identification::IdentificationBody;
use crate::auth::Principal;
use crate::bounded::{self, ChannelWord, Code, FormFields, Line, Paragraph};
use crate::extract::parsed;
use crate::language::Bilingual;
use crate::people::ReporterBody;
use crate::problem::ApiError;

/// What somebody presents.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseSubmission, example = json!({
    "procedure": "disservice-report",
    "channel": "web",
    "subject": "Sportello chiuso in orario di apertura",
    "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
    "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" }
}))]
pub struct CaseSubmission {
    /// The procedure.
    #[validate(nested)]
    pub procedure: Code,
    /// How it arrives. `web` and `app` need no token; what arrives otherwise is recorded by staff.
    #[validate(nested)]
    pub channel: ChannelWord,
    /// What it is about, in a line.
    #[validate(nested)]
    pub subject: Line<3, 200>,
    /// What it says.
    #[validate(nested)]
    pub description: Paragraph<1, 5000>,
    /// The service it is about.
    #[validate(nested)]
    pub service: Option<Code>,
    /// Who presents it. Whoever enters with SPID or CIE need not give the tax code: it is that of their token.
    #[validate(nested)]
    pub reporter: Option<ReporterBody>,
    /// What is written in the fields of the procedure's form, by their codes.
    #[serde(default)]
    #[validate(nested)]
    pub fields: FormFields,
    /// Staff only: how it was established who presents it. For what people send by themselves the token says it.
    #[validate(nested)]
    pub identification: Option<IdentificationBody>,
    /// Staff only: whether it arrived incomplete. It is registered all the same, and what is missing is asked for.
    #[serde(default)]
    pub incomplete: bool,
    /// Staff only: when it arrived, if not now.
    pub occurred_at: Option<bounded::Moment>,
    /// Staff only: when it was entered into the system, if that was before it is recorded here.
    pub registered_at: Option<bounded::Moment>,
}

impl CaseSubmission {
    /// Whether it says something that only staff may say.
    pub(super) fn says_what_staff_say(&self) -> bool {
        self.occurred_at.is_some()
            || self.registered_at.is_some()
            || self.identification.is_some()
            || self.incomplete
    }

    /// The submission, every value read by its own rule. Who presents it by themselves is identified by their token.
    ///
    /// # Errors
    /// 422 naming the value that is refused, such as a tax code that is not that of the token.
    pub(super) fn read(self, token: Option<&Principal>) -> Result<Submission, ApiError> {
        let reporter = self
            .reporter
            .map(|reporter| reporter.parse("/reporter"))
            .transpose()?
            .map(|reporter| as_proved(reporter, token))
            .transpose()?
            .unwrap_or_default();
        let said = self.identification.map(IdentificationBody::read).transpose()?;
        let proved = token
            .and_then(|who| who.assurance)
            .map(|level| Identification::DigitalIdentity { level });
        let declared = (!reporter.is_anonymous()).then_some(Identification::Declared);
        Ok(Submission {
            channel: self.channel.0,
            subject: parsed("/subject", Subject::parse(self.subject.as_str()))?,
            description: parsed("/description", Prose::parse(self.description.as_str()))?,
            service: self
                .service
                .map(|code| parsed("/service", codes::Code::parse(code.as_str())))
                .transpose()?,
            reporter,
            identification: said.or(proved).or(declared),
            fields: read_fields(&self.fields)?,
            incomplete: self.incomplete,
            registered_at: self.registered_at.map(|at| at.0),
        })
    }
}

/// Who presents it under the tax code that their token proves, which they need not write. Whoever gives nothing of themselves
/// stays unnamed.
fn as_proved(reporter: Reporter, token: Option<&Principal>) -> Result<Reporter, ApiError> {
    match (token.and_then(|who| who.tax_code.clone()), &reporter.tax_code) {
        (Some(proved), Some(said)) if proved != *said => Err(ApiError::field(
            "/reporter/tax_code",
            "another_person",
            Bilingual::new(
                "Il codice fiscale non è quello della persona identificata: indicate il vostro, o nessuno.",
                "The tax code is not that of the person who was identified: give your own, or none.",
            ),
        )),
        (Some(proved), _) => Ok(Reporter {
            tax_code: Some(proved),
            ..reporter
        }),
        (None, _) => Ok(reporter),
    }
}

/// What is written in the fields of a form, every text read by its own rule.
pub(super) fn read_fields(form: &FormFields) -> Result<Fields, ApiError> {
    form.iter()
        .map(|(code, text)| {
            let at = format!("/fields/{code}");
            Ok((
                parsed(&at, codes::Code::parse(code))?,
                parsed(&at, FieldValue::parse(text))?,
            ))
        })
        .collect()
}
