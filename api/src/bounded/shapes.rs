//! The shapes of the contract's strings.

use super::shape::{Shape, Shaped};

/// A text on one line: no control characters, and not blank where at least one character is needed.
pub type Line<const MIN: usize, const MAX: usize> = Shaped<LineShape<MIN, MAX>>;
/// A text that may have several lines and tabs.
pub type Paragraph<const MIN: usize, const MAX: usize> = Shaped<ParagraphShape<MIN, MAX>>;
/// A text as a header carries it: visible ASCII, with blanks only inside.
pub type HeaderText<const MIN: usize, const MAX: usize> = Shaped<HeaderTextShape<MIN, MAX>>;
/// The readable code of something in a catalogue: `urp`, `disservice-report`.
pub type Code = Shaped<CodeShape>;
/// The code of an administration: `c_e625`, `cciaa_lu`.
pub type AdministrationCode = Shaped<AdministrationCodeShape>;
/// An e-mail address, ordinary or certified.
pub type EmailAddress = Shaped<EmailShape>;
/// A telephone number as people write it.
pub type PhoneNumber = Shaped<PhoneShape>;
/// A tax code: 16 characters of a person, or 11 digits of a body.
pub type TaxCode = Shaped<TaxCodeShape>;
/// An opaque token in base64url, such as a cursor.
pub type Token<const MAX: usize> = Shaped<TokenShape<MAX>>;
/// A number of the protocol register with its year, `2026/0000123`.
pub type ProtocolNumber = Shaped<ProtocolNumberShape>;
/// A whole number in a path, in digits.
pub type Digits<const MAX: usize> = Shaped<DigitsShape<MAX>>;
/// An absolute link.
pub type Link = Shaped<LinkShape>;
/// The id of a case, an event or a grant: a UUID.
pub type Id = Shaped<IdShape>;
/// A SHA-256 digest in hexadecimal.
pub type Sha256Hex = Shaped<Sha256HexShape>;
/// An entity tag, with its quotes.
pub type Etag = Shaped<EtagShape>;

/// The shape of [`Line`].
#[derive(Debug)]
pub enum LineShape<const MIN: usize, const MAX: usize> {}

impl<const MIN: usize, const MAX: usize> Shape for LineShape<MIN, MAX> {
    const MIN: usize = MIN;
    const MAX: usize = MAX;
    const PATTERN: &'static str = if MIN == 0 {
        r"^[^\u0000-\u001f\u007f-\u009f]*$"
    } else {
        r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$"
    };
    const FAULT: &'static str = "line";

    fn name() -> String {
        format!("Line{MIN}To{MAX}")
    }

    fn fits(text: &str) -> bool {
        (MIN == 0 || !text.trim().is_empty()) && !text.chars().any(char::is_control)
    }
}

/// The shape of [`Paragraph`].
#[derive(Debug)]
pub enum ParagraphShape<const MIN: usize, const MAX: usize> {}

impl<const MIN: usize, const MAX: usize> Shape for ParagraphShape<MIN, MAX> {
    const MIN: usize = MIN;
    const MAX: usize = MAX;
    const PATTERN: &'static str = if MIN == 0 {
        r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    } else {
        concat!(
            r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*",
            r"[^\s\u0000-\u001f\u007f-\u009f]",
            r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
        )
    };
    const FAULT: &'static str = "paragraph";

    fn name() -> String {
        format!("Paragraph{MIN}To{MAX}")
    }

    fn fits(text: &str) -> bool {
        let forbidden = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        (MIN == 0 || !text.trim().is_empty()) && !text.chars().any(forbidden)
    }
}

/// The shape of [`HeaderText`].
#[derive(Debug)]
pub enum HeaderTextShape<const MIN: usize, const MAX: usize> {}

impl<const MIN: usize, const MAX: usize> Shape for HeaderTextShape<MIN, MAX> {
    const MIN: usize = MIN;
    const MAX: usize = MAX;
    const PATTERN: &'static str = "^[!-~]([ -~]*[!-~])?$";
    const FAULT: &'static str = "header";

    fn name() -> String {
        format!("HeaderText{MIN}To{MAX}")
    }

    fn fits(text: &str) -> bool {
        text.trim() == text && !text.is_empty() && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic())
    }
}

/// The shape of [`Code`].
#[derive(Debug)]
pub enum CodeShape {}

impl Shape for CodeShape {
    const MIN: usize = 1;
    const MAX: usize = 64;
    const PATTERN: &'static str = "^[a-z0-9]+(-[a-z0-9]+)*$";
    const FAULT: &'static str = "code";

    fn name() -> String {
        "Code".to_owned()
    }

    fn fits(text: &str) -> bool {
        let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        text.split('-').all(word)
    }
}

/// The shape of [`AdministrationCode`].
#[derive(Debug)]
pub enum AdministrationCodeShape {}

impl Shape for AdministrationCodeShape {
    const MIN: usize = 1;
    const MAX: usize = 30;
    const PATTERN: &'static str = "^[A-Za-z0-9_-]+$";
    const EXAMPLE: Option<&'static str> = Some("c_e625");
    const FAULT: &'static str = "administration_code";

    fn name() -> String {
        "AdministrationCode".to_owned()
    }

    fn fits(text: &str) -> bool {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    }
}

/// The shape of [`EmailAddress`].
#[derive(Debug)]
pub enum EmailShape {}

impl Shape for EmailShape {
    const MIN: usize = 3;
    const MAX: usize = 254;
    const PATTERN: &'static str = r"^[^\s@\u0000-\u001f\u007f-\u009f]+@[^\s@\u0000-\u001f\u007f-\u009f]+$";
    const FORMAT: Option<&'static str> = Some("email");
    const EXAMPLE: Option<&'static str> = Some("anna.rossi@example.it");
    const FAULT: &'static str = "email";

    fn name() -> String {
        "EmailAddress".to_owned()
    }

    fn fits(text: &str) -> bool {
        validator::ValidateEmail::validate_email(&text)
    }
}

/// The shape of [`PhoneNumber`].
#[derive(Debug)]
pub enum PhoneShape {}

impl Shape for PhoneShape {
    const MIN: usize = 4;
    const MAX: usize = 25;
    const PATTERN: &'static str = r"^\+?[0-9](?:[0-9 ./-]*[0-9])$";
    const EXAMPLE: Option<&'static str> = Some("0586 123456");
    const FAULT: &'static str = "phone";

    fn name() -> String {
        "PhoneNumber".to_owned()
    }

    fn fits(text: &str) -> bool {
        let number = text.strip_prefix('+').unwrap_or(text);
        let (first, last) = (number.bytes().next(), number.bytes().next_back());
        let digit = |end: Option<u8>| end.is_some_and(|b| b.is_ascii_digit());
        let allowed = |b: u8| b.is_ascii_digit() || matches!(b, b' ' | b'.' | b'/' | b'-');
        number.len() > 1 && digit(first) && digit(last) && number.bytes().all(allowed)
    }
}

/// The shape of [`TaxCode`]: its letters and digits; whether its check character is right is the domain's to say.
#[derive(Debug)]
pub enum TaxCodeShape {}

impl Shape for TaxCodeShape {
    const MIN: usize = 11;
    const MAX: usize = 16;
    const PATTERN: &'static str = "^([A-Za-z0-9]{16}|[0-9]{11})$";
    const EXAMPLE: Option<&'static str> = Some("RSSNNA80A41E625Z");
    const FAULT: &'static str = "tax_code";

    fn name() -> String {
        "TaxCode".to_owned()
    }

    fn fits(text: &str) -> bool {
        match text.len() {
            11 => text.bytes().all(|b| b.is_ascii_digit()),
            16 => text.bytes().all(|b| b.is_ascii_alphanumeric()),
            _ => false,
        }
    }
}

/// The shape of [`Token`].
#[derive(Debug)]
pub enum TokenShape<const MAX: usize> {}

impl<const MAX: usize> Shape for TokenShape<MAX> {
    const MIN: usize = 1;
    const MAX: usize = MAX;
    const PATTERN: &'static str = "^[A-Za-z0-9_-]+$";
    const FAULT: &'static str = "token";

    fn name() -> String {
        format!("Token{MAX}")
    }

    fn fits(text: &str) -> bool {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    }
}

/// The shape of [`Link`].
#[derive(Debug)]
pub enum LinkShape {}

impl Shape for LinkShape {
    const MIN: usize = 1;
    const MAX: usize = 2_048;
    const PATTERN: &'static str = r"^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$";
    const FORMAT: Option<&'static str> = Some("uri");
    const FAULT: &'static str = "link";

    fn name() -> String {
        "Link".to_owned()
    }

    fn fits(text: &str) -> bool {
        let Some((scheme, rest)) = text.split_once(':') else {
            return false;
        };
        let starts = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        let named = scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
        starts && named && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic())
    }
}

/// The shape of [`Id`].
#[derive(Debug)]
pub enum IdShape {}

impl Shape for IdShape {
    const MIN: usize = 36;
    const MAX: usize = 36;
    const PATTERN: &'static str = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";
    const FORMAT: Option<&'static str> = Some("uuid");
    const EXAMPLE: Option<&'static str> = Some("019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11");
    const FAULT: &'static str = "id";

    fn name() -> String {
        "Id".to_owned()
    }

    fn fits(text: &str) -> bool {
        uuid::Uuid::try_parse(text).is_ok()
    }
}

/// The shape of [`Sha256Hex`].
#[derive(Debug)]
pub enum Sha256HexShape {}

impl Shape for Sha256HexShape {
    const MIN: usize = 64;
    const MAX: usize = 64;
    const PATTERN: &'static str = "^[0-9a-f]{64}$";
    const EXAMPLE: Option<&'static str> =
        Some("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    const FAULT: &'static str = "sha256";

    fn name() -> String {
        "Sha256Hex".to_owned()
    }

    fn fits(text: &str) -> bool {
        text.bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
    }
}

/// The shape of [`Digits`].
#[derive(Debug)]
pub enum DigitsShape<const MAX: usize> {}

impl<const MAX: usize> Shape for DigitsShape<MAX> {
    const MIN: usize = 1;
    const MAX: usize = MAX;
    const PATTERN: &'static str = "^[0-9]+$";
    const FAULT: &'static str = "digits";

    fn name() -> String {
        format!("Digits{MAX}")
    }

    fn fits(text: &str) -> bool {
        text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl<const MAX: usize> Shaped<DigitsShape<MAX>> {
    /// The number, where it is not larger than a number can be.
    pub fn number(&self) -> Option<i64> {
        self.as_str().parse().ok()
    }
}

/// The shape of [`ProtocolNumber`].
#[derive(Debug)]
pub enum ProtocolNumberShape {}

impl Shape for ProtocolNumberShape {
    const MIN: usize = 6;
    const MAX: usize = 20;
    const PATTERN: &'static str = "^[0-9]{4}/[0-9]{1,15}$";
    const EXAMPLE: Option<&'static str> = Some("2026/0000123");
    const FAULT: &'static str = "protocol_number";

    fn name() -> String {
        "ProtocolNumber".to_owned()
    }

    fn fits(text: &str) -> bool {
        let digits = |part: &str, least, most| {
            (least..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        text.split_once('/')
            .is_some_and(|(year, number)| digits(year, 4, 4) && digits(number, 1, 15))
    }
}

/// The shape of [`Etag`].
#[derive(Debug)]
pub enum EtagShape {}

impl Shape for EtagShape {
    const MIN: usize = 3;
    const MAX: usize = 72;
    const PATTERN: &'static str = r#"^"[A-Za-z0-9_.-]+"$"#;
    const EXAMPLE: Option<&'static str> = Some("\"3\"");
    const FAULT: &'static str = "etag";

    fn name() -> String {
        "Etag".to_owned()
    }

    fn fits(text: &str) -> bool {
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
        inner.is_some_and(|tag| !tag.is_empty() && tag.bytes().all(allowed))
    }
}
