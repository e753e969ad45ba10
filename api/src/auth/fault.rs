//! Why a token is refused.

use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The longest token that is looked at, in bytes.
pub(super) const LONGEST: usize = 8_192;

/// Why a token is refused: for the log. The caller is told less.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("the token is longer than {LONGEST} bytes")]
    TooLong,
    #[error("the token cannot be read")]
    Unreadable,
    #[error("issuer unknown")]
    Issuer,
    #[error("algorithm not allowed")]
    Algorithm,
    #[error("not a kind of token that is accepted from this issuer")]
    Type,
    #[error("extensions that must be understood and are not (crit)")]
    Critical,
    #[error("bound to a key of the caller (DPoP or mutual TLS)")]
    Bound,
    #[error("key unknown")]
    Key,
    #[error("signature or audience refused")]
    Refused(#[source] jsonwebtoken::errors::Error),
    #[error("a claim is missing or of another type: {0}")]
    Claim(&'static str),
    #[error("the issuer may not vouch for this administration")]
    Administration,
    #[error("expired")]
    Expired,
    #[error("not valid yet")]
    TooEarly,
}

impl Fault {
    /// What the caller is told.
    pub(super) fn refusal(self) -> ApiError {
        let (code, it, en) = match self {
            Self::Expired => (
                ProblemCode::TokenExpired,
                "Il token è scaduto.",
                "The token has expired.",
            ),
            Self::TooEarly => (
                ProblemCode::TokenExpired,
                "Il token non è ancora valido.",
                "The token is not valid yet.",
            ),
            Self::Bound => (
                ProblemCode::TokenInvalid,
                "I token legati a una chiave (DPoP) non sono accettati: chiedete un token Bearer.",
                "Tokens bound to a key (DPoP) are not accepted: ask for a Bearer token.",
            ),
            _ => (
                ProblemCode::TokenInvalid,
                "Il token non è valido per questo servizio.",
                "This service does not trust the token.",
            ),
        };
        let challenge =
            format!("Bearer realm=\"cartaviva\", error=\"invalid_token\", error_description=\"{en}\"");
        ApiError::saying(code, Bilingual::new(it, en))
            .with_header("WWW-Authenticate", challenge)
            .because(self)
    }
}
