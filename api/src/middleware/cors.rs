//! What pages of other sites may read (CORS).

use std::str::FromStr;

use actix_cors::Cors;
use actix_web::http::Method;
use serde::Deserialize;
use url::{Origin, Url};

/// How long a browser may remember what it was told, in seconds.
const REMEMBERED: usize = 3_600;

/// What a page may send.
const SENT: [&str; 9] = [
    "Accept",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "Request-Id",
    "Tracking-Code",
];

/// What a page may read of an answer, beside what every page may.
const READ: [&str; 15] = [
    "Allow",
    "Content-Disposition",
    "Deprecation",
    "ETag",
    "Idempotency-Key",
    "Link",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Repr-Digest",
    "Request-Id",
    "Retry-After",
    "Sunset",
    "WWW-Authenticate",
];

/// The sites whose pages may ask and read: none, those named, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Origins {
    /// None: what is not called by a browser, or by pages of the same site.
    #[default]
    None,
    /// These, each as a browser writes it: `https://carta.example.it`.
    These(Vec<String>),
    /// All.
    Any,
}

/// What should name a site and does not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an origin is a scheme, a host and perhaps a port, such as https://carta.example.it, or * alone")]
pub struct NotAnOrigin;

impl FromStr for Origins {
    type Err = NotAnOrigin;

    /// Origins with spaces or commas between them, or `*`.
    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let named = || {
            text.split([' ', ','])
                .map(str::trim)
                .filter(|origin| !origin.is_empty())
        };
        if named().next().is_none() {
            return Ok(Self::None);
        }
        if text.trim() == "*" {
            return Ok(Self::Any);
        }
        named().map(origin).collect::<Result<_, _>>().map(Self::These)
    }
}

impl TryFrom<String> for Origins {
    type Error = NotAnOrigin;

    fn try_from(text: String) -> Result<Self, NotAnOrigin> {
        text.parse()
    }
}

/// An origin as browsers write it.
fn origin(text: &str) -> Result<String, NotAnOrigin> {
    let url = Url::parse(text).map_err(|_| NotAnOrigin)?;
    let bare =
        url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    match url.origin() {
        known @ Origin::Tuple(..) if bare => Ok(known.ascii_serialization()),
        _ => Err(NotAnOrigin),
    }
}

impl Origins {
    /// Whether no page of another site may read anything.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// What answers browsers. Tokens go in a header of their own, so cookies are never sent along.
    pub fn cors(&self) -> Cors {
        let cors = Cors::default()
            .allowed_methods([
                Method::GET,
                Method::HEAD,
                Method::POST,
                Method::PUT,
                Method::PATCH,
                Method::DELETE,
            ])
            .allowed_headers(SENT)
            .expose_headers(READ)
            .max_age(REMEMBERED);
        match self {
            Self::None => cors,
            Self::These(origins) => origins
                .iter()
                .fold(cors, |cors, origin| cors.allowed_origin(origin)),
            Self::Any => cors.allow_any_origin().send_wildcard(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_as_browsers_write_them() {
        assert_eq!("".parse(), Ok(Origins::None));
        assert_eq!(" * ".parse(), Ok(Origins::Any));
        let named = |origins: &[&str]| Ok(Origins::These(origins.iter().map(|&o| o.to_owned()).collect()));
        assert_eq!(
            "https://carta.example.it:443, http://localhost:3000".parse(),
            named(&["https://carta.example.it", "http://localhost:3000"])
        );
        for odd in [
            "carta.example.it",
            "https://carta.example.it/app",
            "https://carta.example.it *",
            "https://anna@carta.example.it",
            "data:text/plain,x",
        ] {
            assert_eq!(odd.parse::<Origins>(), Err(NotAnOrigin), "{odd}");
        }
    }
}
