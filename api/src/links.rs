//! Absolute links.

use actix_web::HttpRequest;

use crate::bounded::Link;

/// Makes absolute links from the address the service is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    base: String,
}

impl Links {
    /// Links under this address, such as `https://carta.example`.
    #[must_use]
    pub fn under(public_url: &str) -> Self {
        Self {
            base: public_url.trim_end_matches('/').to_owned(),
        }
    }

    /// The address the service is known by, without a slash at its end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The link to a path of the contract, which begins with a slash and is written without `/v1`.
    #[must_use]
    pub fn to(&self, path: &str) -> Link {
        format!("{}/v1{path}", self.base).into()
    }

    /// The link to what is being asked for, with its query.
    #[must_use]
    pub fn this(&self, request: &HttpRequest) -> Link {
        format!("{}{}", self.base, request.uri()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_absolute_and_carries_the_version() {
        assert_eq!(
            Links::under("https://carta.example/").to("/status").as_str(),
            "https://carta.example/v1/status"
        );
    }
}
