//! The secret by which whoever presented a case follows it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use cartaviva_domain::codes::AdministrationCode;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use crate::context;
use crate::door::Client;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// 128 random bits behind the code of the administration: `c_e625.3n7cq2ytkz5m2w7r4x6vabhd4e`. Only its digest is stored, so
/// that nobody who reads the database can use it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TrackingCode {
    administration: AdministrationCode,
    text: String,
}

/// The characters of the random part: 128 bits in base 32.
const SECRET: usize = 26;

impl TrackingCode {
    /// A new code.
    pub(crate) fn new(administration: &AdministrationCode, random: [u8; 16]) -> Self {
        let secret = BASE32_NOPAD.encode(&random).to_ascii_lowercase();
        Self {
            administration: administration.clone(),
            text: format!("{administration}.{secret}"),
        }
    }

    /// Reads a code as a person may have copied it: blanks around it and the case of its letters do not matter.
    fn parse(raw: &str) -> Option<Self> {
        let (administration, secret) = raw.trim().split_once('.')?;
        let secret = secret.to_ascii_lowercase();
        let shaped = secret.len() == SECRET && secret.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        let administration = AdministrationCode::parse(administration).ok()?;
        let text = format!("{administration}.{secret}");
        shaped.then_some(Self { administration, text })
    }

    /// The administration that it opens a case of.
    pub(crate) fn administration(&self) -> &AdministrationCode {
        &self.administration
    }

    /// The code as it is shown, once.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// What is stored of it.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.text.as_bytes()).into()
    }
}

/// Never shows the secret.
impl std::fmt::Debug for TrackingCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TrackingCode({}.…)", self.administration)
    }
}

impl FromRequest for TrackingCode {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let given = request
            .headers()
            .get("Tracking-Code")
            .and_then(|value| value.to_str().ok());
        let code = given
            .and_then(Self::parse)
            .inspect(|code| context::tell_holder(request, &code.administration, code.digest()))
            .ok_or_else(|| ApiError::new(ProblemCode::TrackingCodeUnknown));
        ready(code.and_then(|code| admitted(request, code)))
    }
}

/// Says of a request that it tried a code of the right shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TriedCode;

/// The code, unless it or the client asks too often.
fn admitted(request: &HttpRequest, code: TrackingCode) -> Result<TrackingCode, ApiError> {
    let state = request.app_data::<web::Data<AppState>>();
    let client = request.extensions().get::<Client>().copied();
    if let (Some(state), Some(client)) = (state, client) {
        state.door().admit_code(client, code.digest())?;
    }
    request.extensions_mut().insert(TriedCode);
    Ok(code)
}

/// The header that carries the code, for the contract.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "read by the contract alone: the header is extracted as a TrackingCode"
)]
pub(crate) struct TrackingHeader {
    /// The secret that the receipt showed.
    #[param(
        inline,
        rename = "Tracking-Code",
        example = "c_e625.3n7cq2ytkz5m2w7r4x6vabhd4e"
    )]
    tracking_code: crate::bounded::HeaderText<28, 60>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn livorno() -> AdministrationCode {
        AdministrationCode::parse("c_e625").unwrap()
    }

    #[test]
    fn a_code_reads_as_it_was_shown_however_it_was_copied() {
        let code = TrackingCode::new(&livorno(), [0xab; 16]);
        let copied = format!("  c_e625.{} ", code.as_str()[7..].to_uppercase());
        assert_eq!(TrackingCode::parse(code.as_str()).unwrap(), code);
        assert_eq!(TrackingCode::parse(&copied).unwrap().digest(), code.digest());
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for raw in [
            "",
            "c_e625",
            "c_e625.",
            "c_e625.abc",
            ".aaaaaaaaaaaaaaaaaaaaaaaaaa",
            "c_e625.1aaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            assert!(TrackingCode::parse(raw).is_none(), "{raw}");
        }
    }

    #[test]
    fn a_code_never_shows_in_a_log() {
        let code = TrackingCode::new(&livorno(), [7; 16]);
        assert!(!format!("{code:?}").contains(&code.as_str()[7..]));
    }

    proptest! {
        #[test]
        fn a_tracking_code_is_read_back_however_it_is_copied(random: [u8; 16], odd in "\\PC{0,60}") {
            let code = TrackingCode::new(&livorno(), random);
            let (before, secret) = code.as_str().split_once('.').unwrap();
            let copied = format!(" {before}.{}\n", secret.to_ascii_uppercase());
            prop_assert_eq!(TrackingCode::parse(&copied), Some(code));
            if let Some(read) = TrackingCode::parse(&odd) {
                prop_assert_eq!(TrackingCode::parse(read.as_str()), Some(read));
            }
        }
    }
}
