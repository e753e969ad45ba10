//! The address of a receiver.

use std::net::IpAddr;

use cartaviva_domain::webhooks;
use url::{Host, Url};

use super::address::is_public;
use super::courier::Courier;
use crate::language::Bilingual;
use crate::problem::ApiError;

/// Reads an address to which events are to be posted. A name is looked at again with every connection; here only what it says
/// by itself is refused.
///
/// # Errors
/// 422 when it is not `https`, carries a user or a fragment, or is of a network to which nothing is posted.
pub(super) fn read(raw: &str, courier: &Courier) -> Result<webhooks::Url, ApiError> {
    let url = Url::parse(raw).map_err(|_| {
        refused(
            "malformed",
            "L'indirizzo non è un URL.",
            "The address is not a URL.",
        )
    })?;
    let secure = url.scheme() == "https" || (courier.allows_private() && url.scheme() == "http");
    if !secure {
        return Err(refused(
            "https_needed",
            "L'indirizzo deve cominciare con https://.",
            "The address must begin with https://.",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(refused(
            "malformed",
            "L'indirizzo non può avere un utente, una password o un frammento.",
            "The address can have neither a user nor a password nor a fragment.",
        ));
    }
    if !courier.allows_private() && !may_be_public(&url) {
        return Err(refused(
            "not_public",
            "L'indirizzo non è sulla rete pubblica.",
            "The address is not on the public network.",
        ));
    }
    webhooks::Url::parse(url.as_str()).map_err(|_| {
        refused(
            "malformed",
            "L'indirizzo è troppo lungo.",
            "The address is too long.",
        )
    })
}

fn may_be_public(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_public(IpAddr::V6(address)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name != "localhost" && !name.ends_with(".localhost")
        }
        None => false,
    }
}

fn refused(code: &'static str, it: &'static str, en: &'static str) -> ApiError {
    ApiError::field("/url", code, Bilingual::new(it, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(raw: &str, private: bool) -> Result<String, String> {
        match read(raw, &Courier::new(private)) {
            Ok(url) => Ok(url.to_string()),
            Err(error) => Err(error.fields()[0].code.to_string()),
        }
    }

    #[test]
    fn an_address_is_public_and_https() {
        assert_eq!(
            read_as("https://Example.com/hook?a=b", false).as_deref(),
            Ok("https://example.com/hook?a=b")
        );
        for (raw, why) in [
            ("example.com", "malformed"),
            ("http://example.com/", "https_needed"),
            ("ftp://example.com/", "https_needed"),
            ("https://u:p@example.com/", "malformed"),
            ("https://example.com/#x", "malformed"),
            ("https://localhost/", "not_public"),
            ("https://a.localhost./", "not_public"),
            ("https://127.1/", "not_public"),
            ("https://2130706433/", "not_public"),
            ("https://[::1]/", "not_public"),
            ("https://169.254.169.254/latest", "not_public"),
        ] {
            assert_eq!(read_as(raw, false), Err(why.to_owned()), "{raw}");
        }
    }

    #[test]
    fn where_it_is_allowed_an_address_may_be_private_and_without_encryption() {
        assert!(read_as("http://127.0.0.1:8081/hook", true).is_ok());
        assert_eq!(
            read_as("file:///etc/passwd", true),
            Err("https_needed".to_owned())
        );
    }
}
