//! Email addresses and telephone numbers.

use serde::{Deserialize, Serialize};

/// Why a contact is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactFault {
    /// Not an address of the form `local@domain.tld` of at most 254 characters.
    #[error("an email address has the form name@domain.tld and at most 254 characters")]
    Email,
    /// Not 5 to 15 digits with an optional leading `+`.
    #[error("a telephone number has 5 to 15 digits, with an optional leading +")]
    Phone,
}

/// An email address, kept as it was written, its domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads `local@domain.tld`: printable ASCII without blanks, a local part of at most 64 characters, a domain of
    /// at least two labels, at most 254 characters in all.
    ///
    /// # Errors
    /// [`ContactFault::Email`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, ContactFault> {
        let raw = raw.trim();
        let (local, domain) = raw.rsplit_once('@').ok_or(ContactFault::Email)?;
        let local_shaped = (1..=64).contains(&local.len())
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label = |l: &str| {
            (1..=63).contains(&l.len())
                && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !l.starts_with('-')
                && !l.ends_with('-')
        };
        let domain_shaped = domain.contains('.') && domain.split('.').all(label);
        if local_shaped && domain_shaped && raw.len() <= 254 {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(ContactFault::Email)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number: digits with an optional leading `+`, separators dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads 5 to 15 digits with an optional leading `+`; blanks, dots, slashes, hyphens and brackets between them are
    /// dropped.
    ///
    /// # Errors
    /// [`ContactFault::Phone`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, ContactFault> {
        let kept: String = raw
            .chars()
            .filter(|c| !matches!(c, ' ' | '.' | '/' | '-' | '(' | ')'))
            .collect();
        let digits = kept.strip_prefix('+').unwrap_or(&kept);
        if (5..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(kept))
        } else {
            Err(ContactFault::Phone)
        }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = ContactFault;

    fn try_from(raw: String) -> Result<Self, ContactFault> {
        Self::parse(&raw)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = ContactFault;

    fn try_from(raw: String) -> Result<Self, ContactFault> {
        Self::parse(&raw)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_a_local_part_and_a_domain_of_two_labels() {
        let read = |raw: &str| EmailAddress::parse(raw).map(String::from);
        assert_eq!(
            read(" Anna.Rossi+urp@Example.IT "),
            Ok("Anna.Rossi+urp@example.it".to_owned())
        );
        for raw in [
            "",
            "a",
            "@b.it",
            "a@",
            "a@b",
            "a@b..it",
            "a@-b.it",
            "a b@c.it",
            ".a@b.it",
            "a..b@c.it",
            "a@b.it\r\nBcc: x@y.it",
        ] {
            assert_eq!(read(raw), Err(ContactFault::Email), "{raw}");
        }
    }

    #[test]
    fn a_telephone_number_is_its_digits() {
        let read = |raw: &str| PhoneNumber::parse(raw).map(String::from);
        assert_eq!(read("+39 0586/820.204"), Ok("+390586820204".to_owned()));
        for raw in ["", "1234", "12345678901234567", "+39x", "++39123456"] {
            assert_eq!(read(raw), Err(ContactFault::Phone), "{raw}");
        }
    }
}
