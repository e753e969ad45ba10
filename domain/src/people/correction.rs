//! Rectification (GDPR art. 16): a correction is written beside what it corrects, never over it.

use super::Reporter;
use crate::cases::Reason;
use crate::codes::CorrectionId;
use time::OffsetDateTime;

/// What was corrected of who presented a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// What is right: only what it corrects is given.
    pub reporter: Reporter,
    /// On what it rests: a document shown, a request received.
    pub reason: Reason,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
    /// Who recorded it: the subject of a token.
    pub recorded_by: String,
    /// The role in which they did.
    pub role: String,
}

/// Who presented a case: what was written first, and every correction since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// What was written first.
    pub first: Reporter,
    /// The corrections, in order.
    pub corrections: Vec<Correction>,
}

/// Why a correction is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionFault {
    /// Nobody is known to be corrected.
    #[error("an anonymous case has nothing that could be corrected")]
    Anonymous,
    /// It says nothing that is not known already.
    #[error("a correction says something else than what is known")]
    Same,
    /// The case has as many as it may have.
    #[error("a case has at most 100 corrections")]
    TooMany,
}

/// How many corrections a case has at most.
const MOST: usize = 100;

impl CorrectionFault {
    /// The rule that refuses, as a stable code.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous_case",
            Self::Same => "nothing_corrected",
            Self::TooMany => "too_many_corrections",
        }
    }
}

impl Identity {
    /// What holds now: the first value of each field, or that of the last correction that named it.
    #[must_use]
    pub fn current(&self) -> Reporter {
        let corrections = self.corrections.iter().map(|correction| &correction.reporter);
        corrections.fold(self.first.clone(), Reporter::corrected_by)
    }

    /// Whether a correction may be added.
    ///
    /// # Errors
    /// [`CorrectionFault`] when nobody is known, nothing would change, or too much was corrected already.
    pub fn admits(&self, correction: &Reporter) -> Result<(), CorrectionFault> {
        let current = self.current();
        if current.is_anonymous() {
            return Err(CorrectionFault::Anonymous);
        }
        if current.clone().corrected_by(correction) == current {
            return Err(CorrectionFault::Same);
        }
        if self.corrections.len() >= MOST {
            return Err(CorrectionFault::TooMany);
        }
        Ok(())
    }
}

impl Reporter {
    /// The same person with every field that a correction names.
    #[must_use]
    pub fn corrected_by(self, correction: &Self) -> Self {
        let Self {
            language,
            given_name,
            family_name,
            tax_code,
            email,
            certified_email,
            phone,
            address,
            fields,
        } = correction.clone();
        Self {
            language: language.or(self.language),
            given_name: given_name.or(self.given_name),
            family_name: family_name.or(self.family_name),
            tax_code: tax_code.or(self.tax_code),
            email: email.or(self.email),
            certified_email: certified_email.or(self.certified_email),
            phone: phone.or(self.phone),
            address: address.or(self.address),
            fields: self.fields.into_iter().chain(fields).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::EmailAddress;
    use crate::text::Text;
    use time::macros::datetime;
    use uuid::Uuid;

    fn anna() -> Reporter {
        Reporter {
            given_name: Text::parse("Anna").ok(),
            email: EmailAddress::parse("Anna@Example.it").ok(),
            ..Reporter::default()
        }
    }

    fn renamed(given_name: &str) -> Reporter {
        Reporter {
            given_name: Text::parse(given_name).ok(),
            ..Reporter::default()
        }
    }

    fn correction(given_name: &str) -> Correction {
        Correction {
            id: CorrectionId(Uuid::nil()),
            reporter: renamed(given_name),
            reason: Reason::parse("Documento esibito").unwrap(),
            recorded_at: datetime!(2026-11-20 10:30 UTC),
            recorded_by: "desk".to_owned(),
            role: "operator".to_owned(),
        }
    }

    #[test]
    fn the_last_correction_holds_and_the_first_value_stays() {
        let identity = Identity {
            first: anna(),
            corrections: vec![correction("Anita"), correction("Annalisa")],
        };
        let current = identity.current();
        assert_eq!(current.given_name, Text::parse("Annalisa").ok());
        assert_eq!(current.email, anna().email);
        assert_eq!(identity.first, anna());
    }

    #[test]
    fn a_correction_must_change_something_about_somebody() {
        let identity = Identity {
            first: anna(),
            corrections: vec![correction("Anita")],
        };
        assert_eq!(identity.admits(&renamed("Anita")), Err(CorrectionFault::Same));
        assert_eq!(identity.admits(&Reporter::default()), Err(CorrectionFault::Same));
        assert_eq!(identity.admits(&renamed("Anna")), Ok(()));
        let worn = Identity {
            corrections: vec![correction("Anita"); MOST],
            ..identity
        };
        assert_eq!(worn.admits(&renamed("Anna")), Err(CorrectionFault::TooMany));
        let nobody = Identity::default();
        assert_eq!(nobody.admits(&renamed("Anna")), Err(CorrectionFault::Anonymous));
    }
}
