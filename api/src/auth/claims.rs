//! What a token says of who calls, once it is trusted.

use cartaviva_domain::people::TaxCode;
use serde_json::{Map, Value};

use super::assurance;
use super::consumer::Consumer;
use super::fault::Fault;
use super::issuer::Issuer;
use super::principal::Principal;
use super::profile::Profile;
use super::role::Role;

/// The claims of a token.
pub(super) type Claims = Map<String, Value>;

/// The longest text of a claim that names somebody, in characters.
const LONGEST_NAME: usize = 255;

/// What stands before the tax code in `fiscal_number`: the code of an Italian natural person (ETSI EN 319 412-1).
const TAX_CODE_PREFIX: &str = "TINIT-";

/// The names under which SPID and CIE hand on the tax code, beside the one that is configured.
const TAX_CODE_NAMES: [&str; 2] = [
    "https://attributes.eid.gov.it/fiscal_number",
    "https://attributes.spid.gov.it/fiscal_number",
];

/// The caller that the claims of an issuer's token describe.
pub(super) fn principal(claims: &Claims, issuer: &Issuer) -> Result<Principal, Fault> {
    let mut principal = Principal {
        subject: needed(claims, "sub")?,
        issuer: issuer.name.clone(),
        roles: Vec::new(),
        administration: None,
        office: None,
        within: issuer.administrations.clone(),
        assurance: assurance(claims, issuer)?,
        tax_code: tax_code(claims, issuer)?,
        consumer: None,
        token: text(claims, "jti")?.filter(|id| id.chars().count() <= LONGEST_NAME),
    };
    match issuer.profile {
        Profile::Local | Profile::Oidc => {
            principal.roles = roles(claims.get(&issuer.claims.roles))?;
            principal.administration = text(claims, &issuer.claims.administration)?;
            principal.office = text(claims, &issuer.claims.office)?;
        }
        Profile::SpidCie => principal.roles = vec![Role::Citizen],
        Profile::Pdnd => {
            let consumer = consumer(claims)?;
            if let Some(known) = issuer.consumers.iter().find(|known| known.means(&consumer)) {
                principal.roles.clone_from(&known.roles);
                principal.administration = Some(known.administration.clone());
            }
            principal.consumer = Some(consumer);
        }
    }
    let vouched = |code: &String| issuer.administrations.is_empty() || issuer.administrations.contains(code);
    if principal.administration.as_ref().is_none_or(vouched) {
        Ok(principal)
    } else {
        Err(Fault::Administration)
    }
}

/// The system that a voucher was given to.
fn consumer(claims: &Claims) -> Result<Consumer, Fault> {
    Ok(Consumer {
        client: needed(claims, "client_id")?,
        consumer: needed(claims, "consumerId")?,
        purpose: needed(claims, "purposeId")?,
    })
}

fn assurance(
    claims: &Claims,
    issuer: &Issuer,
) -> Result<Option<cartaviva_domain::people::AssuranceLevel>, Fault> {
    let claim = text(claims, &issuer.claims.assurance)?;
    Ok(claim.as_deref().and_then(assurance::level))
}

/// The tax code of the person, in either form: `TINIT-RSSMRA80A01H501U` or the code alone.
fn tax_code(claims: &Claims, issuer: &Issuer) -> Result<Option<TaxCode>, Fault> {
    let names = [issuer.claims.tax_code.as_str()]
        .into_iter()
        .chain(TAX_CODE_NAMES);
    for name in names {
        if let Some(given) = text(claims, name)? {
            let code = given.strip_prefix(TAX_CODE_PREFIX).unwrap_or(&given);
            return TaxCode::parse(code)
                .map(Some)
                .map_err(|_| Fault::Claim("the tax code"));
        }
    }
    Ok(None)
}

fn needed(claims: &Claims, name: &'static str) -> Result<String, Fault> {
    text(claims, name)?
        .filter(|text| !text.is_empty() && text.chars().count() <= LONGEST_NAME)
        .ok_or(Fault::Claim(name))
}

fn text(claims: &Claims, name: &str) -> Result<Option<String>, Fault> {
    match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Fault::Claim("a text")),
    }
}

fn roles(claim: Option<&Value>) -> Result<Vec<Role>, Fault> {
    match claim {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(names)) => Ok(names.split_whitespace().filter_map(Role::parse).collect()),
        Some(Value::Array(names)) => Ok(names
            .iter()
            .filter_map(Value::as_str)
            .filter_map(Role::parse)
            .collect()),
        Some(_) => Err(Fault::Claim("roles")),
    }
}
