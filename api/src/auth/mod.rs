//! Who is calling, and what they may do.

mod assurance;
mod claims;
mod consumer;
mod fault;
mod grant;
mod issuer;
mod jwks;
mod local_key;
mod permission;
mod principal;
mod profile;
mod remembered;
mod remote_keys;
mod role;
mod table;
mod token;

pub(crate) use assurance::name as assurance_name;
pub use consumer::{Consumer, ConsumerSettings};
pub use grant::{Grant, GrantFault};
pub use issuer::{Algorithm, ClaimNames, Issuer, IssuerFault, IssuerSettings};
pub use local_key::{LOCAL_ISSUER, LocalKey, LocalKeyFault};
pub use permission::{Anyone, Elsewhere, May, Permission};
pub use principal::Principal;
pub use profile::Profile;
pub use role::Role;
pub use table::*;
pub use token::Verifier;
