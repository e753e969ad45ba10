//! The header with the key.

use actix_web::http::Method;
use actix_web::http::header::HeaderMap;

use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The header's name.
pub const HEADER: &str = "Idempotency-Key";

/// The shortest key, in characters.
pub const SHORTEST: usize = 8;

/// The longest key, in characters.
pub const LONGEST: usize = 255;

/// What the header looks like: a key as it is, or between quotation marks (a string of RFC 8941).
pub const PATTERN: &str = r#"^("[!#-~]{8,255}"|[!#-~]{8,255})$"#;

/// The key of a request: 8 to 255 visible ASCII characters. It is a secret of its caller: what is kept is sealed under it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key of a request: only a POST has one.
    ///
    /// # Errors
    /// 400 when the header is there twice, or holds no key.
    pub(crate) fn of(method: &Method, headers: &HeaderMap) -> Result<Option<Self>, ApiError> {
        if method != Method::POST {
            return Ok(None);
        }
        let mut given = headers.get_all(HEADER);
        let (Some(first), rest) = (given.next(), given.next()) else {
            return Ok(None);
        };
        let key = first
            .to_str()
            .ok()
            .filter(|_| rest.is_none())
            .and_then(Self::parse);
        key.map(Some).ok_or_else(no_key)
    }

    fn parse(raw: &str) -> Option<Self> {
        let quoted = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
        let key = quoted.unwrap_or(raw);
        let visible = key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
        ((SHORTEST..=LONGEST).contains(&key.len()) && visible).then(|| Self(key.to_owned()))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Never shows the key.
impl std::fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdempotencyKey(…)")
    }
}

fn no_key() -> ApiError {
    ApiError::saying(
        ProblemCode::InvalidHeader,
        Bilingual::new(
            "Idempotency-Key: una sola volta, da 8 a 255 caratteri ASCII visibili, con o senza virgolette intorno; va bene un UUID.",
            "Idempotency-Key: once, 8 to 255 visible ASCII characters, with or without quotation marks around; a UUID will do.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_the_same_with_and_without_quotation_marks() {
        assert_eq!(
            IdempotencyKey::parse("12345678"),
            IdempotencyKey::parse("\"12345678\"")
        );
        assert!(IdempotencyKey::parse("12345678").is_some());
    }

    #[test]
    fn what_is_too_short_too_long_or_not_visible_is_no_key() {
        for raw in [
            "",
            "1234567",
            "\"1234567\"",
            "1234 5678",
            "1234\"5678",
            "\"12345678",
            "1234567è",
        ] {
            assert_eq!(IdempotencyKey::parse(raw), None, "{raw}");
        }
        assert!(IdempotencyKey::parse(&"k".repeat(255)).is_some());
        assert!(IdempotencyKey::parse(&"k".repeat(256)).is_none());
    }

    #[test]
    fn a_key_never_shows_in_a_log() {
        let key = IdempotencyKey::parse("the-secret").unwrap();
        assert!(!format!("{key:?}").contains("secret"));
    }

    proptest! {
        #[test]
        fn no_idempotency_key_makes_the_reader_panic(odd in "\\PC{0,300}", key in "[!#-~]{8,255}") {
            let _read = IdempotencyKey::parse(&odd);
            let quoted = IdempotencyKey::parse(&format!("\"{key}\""));
            prop_assert!(IdempotencyKey::parse(&key).is_some() && quoted.is_some());
        }
    }
}
