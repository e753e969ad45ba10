//! By what a person is found among those who presented cases.

use super::{EmailAddress, Reporter, TaxCode};

/// What a person is found by: exactly, never in part.
#[derive(Clone, PartialEq, Eq)]
pub struct Identifier {
    kind: &'static str,
    value: String,
}

impl Identifier {
    /// A tax code.
    #[must_use]
    pub fn tax_code(code: &TaxCode) -> Self {
        Self {
            kind: "tax_code",
            value: code.as_str().to_owned(),
        }
    }

    /// An email address, certified or not.
    #[must_use]
    pub fn email(address: &EmailAddress) -> Self {
        Self {
            kind: "email",
            value: address.as_str().to_lowercase(),
        }
    }

    /// What it is: `tax_code` or `email`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Its value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// Never shows the value: what is debugged may be logged.
impl std::fmt::Debug for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identifier({}, …)", self.kind)
    }
}

impl Reporter {
    /// Under what this person can be found: the kind of each identifier and its value, the case of letters left aside.
    #[must_use]
    pub fn identifiers(&self) -> Vec<Identifier> {
        let tax_code = self.tax_code.iter().map(Identifier::tax_code);
        tax_code
            .chain(self.email.iter().map(Identifier::email))
            .chain(self.certified_email.iter().map(Identifier::email))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_an_address_however_it_is_written_and_it_never_shows() {
        let anna = Reporter {
            email: EmailAddress::parse("Anna@Example.it").ok(),
            ..Reporter::default()
        };
        let found = anna.identifiers();
        let asked = Identifier::email(&EmailAddress::parse("anna@EXAMPLE.it").unwrap());
        assert_eq!(found, vec![asked.clone()]);
        assert!(!format!("{asked:?}").contains("anna"));
    }
}
