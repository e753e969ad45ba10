//! Kinds of issuers: what their tokens look like unless the configuration says otherwise.

use serde::Deserialize;

use super::issuer::Algorithm;

/// A kind of issuer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// This installation's own key: for trying out, and for staff where there is nothing better. Never in a configuration.
    #[serde(skip)]
    Local,
    /// An OpenID Connect or OAuth 2.0 server of the administration, whose tokens name roles and administration.
    #[default]
    Oidc,
    /// The Piattaforma Digitale Nazionale Dati: vouchers of other bodies' systems (`at+jwt`, RFC 9068). Who may do what is
    /// said of each consumer, as a voucher names no role.
    Pdnd,
    /// The portal where people enter with SPID or CIE. Its tokens are those of citizens, whatever else they claim.
    SpidCie,
}

impl Profile {
    /// The signature algorithms accepted when the configuration does not say: PDND signs with RS256 alone.
    pub(super) fn algorithms(self) -> Vec<Algorithm> {
        match self {
            Self::Local => vec![Algorithm::EdDsa],
            Self::Pdnd => vec![Algorithm::Rs256],
            Self::Oidc | Self::SpidCie => vec![Algorithm::EdDsa, Algorithm::Es256, Algorithm::Rs256],
        }
    }

    /// The kinds of token accepted when the configuration does not say.
    pub(super) fn types(self) -> Types {
        let named: &[&str] = match self {
            Self::Local => &["JWT"],
            Self::Oidc | Self::SpidCie => &["JWT", "at+jwt"],
            Self::Pdnd => &["at+jwt"],
        };
        Types {
            named: named.iter().map(|&name| name.to_owned()).collect(),
            unnamed: self != Self::Pdnd,
        }
    }
}

/// The kinds of token that are accepted, by the header `typ` (RFC 8725 §3.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Types {
    named: Vec<String>,
    unnamed: bool,
}

impl Types {
    /// These, and no token that does not say what it is.
    pub(super) fn only(named: &[String]) -> Self {
        Self {
            named: named.to_vec(),
            unnamed: false,
        }
    }

    /// Whether a token of this kind is accepted. The case of letters and a leading `application/` do not matter (RFC 7515
    /// §4.1.9).
    pub(super) fn accept(&self, typ: Option<&str>) -> bool {
        typ.map_or(self.unnamed, |typ| {
            let typ = short(typ);
            self.named.iter().any(|known| short(known) == typ)
        })
    }
}

/// The name of a kind of token as kinds are compared.
pub(super) fn short(typ: &str) -> String {
    let typ = typ.to_ascii_lowercase();
    typ.strip_prefix("application/").unwrap_or(&typ).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voucher_says_that_it_is_an_access_token() {
        let types = Profile::Pdnd.types();
        for typ in ["at+jwt", "AT+JWT", "application/at+jwt"] {
            assert!(types.accept(Some(typ)), "{typ}");
        }
        for typ in [
            None,
            Some("JWT"),
            Some("dpop+jwt"),
            Some(""),
            Some("application/"),
        ] {
            assert!(!types.accept(typ), "{typ:?}");
        }
    }

    #[test]
    fn elsewhere_a_token_need_not_say_what_it_is_but_may_not_be_something_else() {
        for profile in [Profile::Local, Profile::Oidc, Profile::SpidCie] {
            assert!(profile.types().accept(None), "{profile:?}");
            assert!(profile.types().accept(Some("JWT")), "{profile:?}");
            for typ in ["logout+jwt", "secevent+jwt", "entity-statement+jwt"] {
                assert!(!profile.types().accept(Some(typ)), "{profile:?} {typ}");
            }
        }
        assert!(!Types::only(&["at+jwt".to_owned()]).accept(None));
    }
}
