//! Whom to tell of a weakness: `security.txt` (RFC 9116).

use actix_web::{HttpRequest, HttpResponse, web};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::middleware::{KnownPaths, nothing_here};
use crate::problem::ApiError;
use crate::state::AppState;

/// Whom to tell, and until when that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact {
    contact: String,
    expires: OffsetDateTime,
}

impl SecurityContact {
    /// An address (`mailto:`, `https:` or `tel:`) and a moment (RFC 3339); nothing when either is none.
    #[must_use]
    pub fn read(contact: &str, expires: &str) -> Option<Self> {
        let addressed = ["mailto:", "https://", "tel:"]
            .iter()
            .any(|scheme| contact.len() > scheme.len() && contact.starts_with(scheme));
        let one_line = contact.chars().all(|c| c.is_ascii_graphic());
        let expires = OffsetDateTime::parse(expires, &Rfc3339).ok()?;
        (addressed && one_line).then(|| Self {
            contact: contact.to_owned(),
            expires,
        })
    }

    fn text(&self, base: &str) -> Option<String> {
        let expires = self.expires.format(&Rfc3339).ok()?;
        let contact = &self.contact;
        Some(format!(
            "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: it, en\nCanonical: {base}/.well-known/security.txt\n"
        ))
    }
}

/// Answers whom to tell, while that holds.
///
/// # Errors
/// 404 when nobody is named, or no longer.
pub(crate) async fn show_security_contact(
    state: web::Data<AppState>,
    request: HttpRequest,
    known: web::Data<KnownPaths>,
) -> Result<HttpResponse, ApiError> {
    let now = state.clock().now();
    let contact = state.door().contact().filter(|contact| now < contact.expires);
    match contact.and_then(|contact| contact.text(state.links().base())) {
        Some(text) => Ok(HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body(text)),
        None => nothing_here(request, known).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_an_address_with_a_moment_until_which_it_holds() {
        let expires = "2027-11-20T00:00:00+01:00";
        let known = SecurityContact::read("mailto:sicurezza@comune.example", expires).unwrap();
        assert_eq!(
            known.text("https://carta.example").unwrap(),
            "Contact: mailto:sicurezza@comune.example\nExpires: 2027-11-20T00:00:00+01:00\nPreferred-Languages: it, en\n\
             Canonical: https://carta.example/.well-known/security.txt\n"
        );
        for odd in [
            "sicurezza@comune.example",
            "mailto:",
            "mailto:a@b\nContact: mailto:c@d",
            "http://x",
        ] {
            assert_eq!(SecurityContact::read(odd, expires), None, "{odd}");
        }
        assert_eq!(SecurityContact::read("mailto:a@b", "2027-11-20"), None);
    }
}
