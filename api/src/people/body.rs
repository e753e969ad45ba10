//! Who presents a case, as they write it.

use cartaviva_domain::people::{EmailAddress, PhoneNumber, Reporter, TaxCode, TaxCodeFault};
use cartaviva_domain::procedures::Fields;
use cartaviva_domain::text::Text;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::bounded::{self, Line};
use crate::extract::parsed;
use crate::language::Bilingual;
use crate::problem::ApiError;
use crate::words::LanguageWord;

/// Who presents a case. The procedure says what it needs for each channel.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = Reporter, example = json!({
    "given_name": "Anna", "family_name": "Rossi", "tax_code": "RSSNNA80A41E625Z", "email": "anna.rossi@example.it"
}))]
pub struct ReporterBody {
    /// The language in which they want to be written to; Italian when absent.
    #[validate(nested)]
    pub language: Option<LanguageWord>,
    /// Given name.
    #[validate(nested)]
    pub given_name: Option<Line<1, 100>>,
    /// Family name.
    #[validate(nested)]
    pub family_name: Option<Line<1, 100>>,
    /// Tax code: 16 characters of a person or 11 digits of a body.
    #[validate(nested)]
    pub tax_code: Option<bounded::TaxCode>,
    /// Email address.
    #[validate(nested)]
    pub email: Option<bounded::EmailAddress>,
    /// Certified email address (PEC).
    #[validate(nested)]
    pub certified_email: Option<bounded::EmailAddress>,
    /// Telephone number.
    #[validate(nested)]
    pub phone: Option<bounded::PhoneNumber>,
    /// Home address.
    #[validate(nested)]
    pub address: Option<Line<1, 300>>,
}

impl ReporterBody {
    /// The reporter, every field read by its own rule.
    ///
    /// # Errors
    /// 422 naming the field that is refused, under `at`.
    pub(crate) fn parse(self, at: &str) -> Result<Reporter, ApiError> {
        let under = |field: &str| format!("{at}/{field}");
        let name = |field: &str, value: Option<Line<1, 100>>| {
            value
                .map(|name| parsed(&under(field), Text::parse(name.as_str())))
                .transpose()
        };
        let email = |field: &str, value: Option<bounded::EmailAddress>| {
            value
                .map(|address| parsed(&under(field), EmailAddress::parse(address.as_str())))
                .transpose()
        };
        Ok(Reporter {
            language: self.language.map(|language| language.0),
            given_name: name("given_name", self.given_name)?,
            family_name: name("family_name", self.family_name)?,
            tax_code: self
                .tax_code
                .map(|code| {
                    TaxCode::parse(code.as_str()).map_err(|fault| not_a_tax_code(&under("tax_code"), fault))
                })
                .transpose()?,
            email: email("email", self.email)?,
            certified_email: email("certified_email", self.certified_email)?,
            phone: self
                .phone
                .map(|number| parsed(&under("phone"), PhoneNumber::parse(number.as_str())))
                .transpose()?,
            address: self
                .address
                .map(|address| parsed(&under("address"), Text::parse(address.as_str())))
                .transpose()?,
            fields: Fields::new(),
        })
    }
}

fn not_a_tax_code(pointer: &str, fault: TaxCodeFault) -> ApiError {
    let (code, italian) = match fault {
        TaxCodeFault::Shape => (
            "shape",
            "Un codice fiscale ha 16 caratteri, o 11 cifre se è di un ente.",
        ),
        TaxCodeFault::Birth => ("birth", "La data di nascita nel codice fiscale non esiste."),
        TaxCodeFault::Check => (
            "check_character",
            "Il carattere di controllo del codice fiscale è sbagliato.",
        ),
    };
    ApiError::field(
        pointer,
        code,
        Bilingual::new(italian, format!("Refused: {fault}.")),
    )
}
