//! Whose data are asked for (Regulation (EU) 2016/679 art. 15).

use super::{EmailAddress, Reporter, TaxCode};

/// Whoever asks what is held of them, by what they are known by: exactly, never in part.
#[derive(Clone, PartialEq, Eq)]
pub struct DataSubject {
    tax_code: Option<TaxCode>,
    email: Option<EmailAddress>,
}

impl DataSubject {
    /// Somebody known by a tax code, an email address, or both; none without either.
    #[must_use]
    pub fn known_by(tax_code: Option<TaxCode>, email: Option<EmailAddress>) -> Option<Self> {
        (tax_code.is_some() || email.is_some()).then_some(Self { tax_code, email })
    }

    /// The tax code that they gave.
    #[must_use]
    pub fn tax_code(&self) -> Option<&TaxCode> {
        self.tax_code.as_ref()
    }

    /// The email address that they gave, certified or not.
    #[must_use]
    pub fn email(&self) -> Option<&EmailAddress> {
        self.email.as_ref()
    }

    /// Whether it is they who presented a case. An address may be shared by a family: where a case names another tax code than
    /// theirs it is not theirs, whatever address it names.
    #[must_use]
    pub fn is(&self, reporter: &Reporter) -> bool {
        match (&self.tax_code, &reporter.tax_code) {
            (Some(asked), Some(known)) => asked == known,
            _ => self.email.as_ref().is_some_and(|email| reporter.is_at(email)),
        }
    }
}

impl Reporter {
    /// Whether this is one of their addresses, however its letters are written.
    fn is_at(&self, email: &EmailAddress) -> bool {
        let known = self.email.iter().chain(&self.certified_email);
        known
            .into_iter()
            .any(|known| known.as_str().eq_ignore_ascii_case(email.as_str()))
    }
}

/// Never shows the person: what is debugged may be logged.
impl std::fmt::Debug for DataSubject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataSubject(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: &str = "RSSNNA80A41E625Z";
    const MARIO: &str = "RSSMRA80A01H501U";

    fn known(tax_code: Option<&str>, email: Option<&str>) -> DataSubject {
        let tax_code = tax_code.map(|code| TaxCode::parse(code).unwrap());
        let email = email.map(|email| EmailAddress::parse(email).unwrap());
        DataSubject::known_by(tax_code, email).unwrap()
    }

    fn reporter(tax_code: Option<&str>, email: &str) -> Reporter {
        Reporter {
            tax_code: tax_code.map(|code| TaxCode::parse(code).unwrap()),
            email: EmailAddress::parse(email).ok(),
            ..Reporter::default()
        }
    }

    #[test]
    fn a_person_is_known_by_an_address_however_it_is_written_certified_or_not() {
        let asked = known(None, Some("anna@EXAMPLE.it"));
        assert!(asked.is(&reporter(None, "Anna@example.it")));
        assert!(asked.is(&reporter(Some(MARIO), "anna@example.it")));
        assert!(!asked.is(&reporter(None, "anna@example.org")));
        let certified = Reporter {
            certified_email: EmailAddress::parse("anna@example.it").ok(),
            ..Reporter::default()
        };
        assert!(asked.is(&certified));
    }

    #[test]
    fn a_case_under_another_tax_code_is_another_persons_even_at_the_same_address() {
        let asked = known(Some(ANNA), Some("rossi@example.it"));
        assert!(asked.is(&reporter(Some(ANNA), "other@example.it")));
        assert!(asked.is(&reporter(None, "rossi@example.it")));
        assert!(!asked.is(&reporter(Some(MARIO), "rossi@example.it")));
        assert!(!asked.is(&reporter(None, "other@example.it")));
    }

    #[test]
    fn nobody_is_known_by_nothing_and_nobody_shows() {
        assert_eq!(DataSubject::known_by(None, None), None);
        assert!(!known(Some(ANNA), None).is(&Reporter::default()));
        assert!(!format!("{:?}", known(Some(ANNA), None)).contains(ANNA));
    }
}
