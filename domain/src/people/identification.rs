//! How it is known who somebody is, and how surely.

use serde::{Deserialize, Serialize};

/// How surely a digital identity is somebody's: SPID levels 1, 2 and 3, which are the low, substantial and high of
/// Regulation (EU) 910/2014 art. 8. Ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum AssuranceLevel {
    /// Level 1: a password.
    Low,
    /// Level 2: two factors.
    Substantial,
    /// Level 3: two factors, one of them a certificate in a device.
    High,
}

/// A level of assurance is 1, 2 or 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a level of assurance is 1, 2 or 3")]
pub struct NoSuchLevel;

impl TryFrom<u8> for AssuranceLevel {
    type Error = NoSuchLevel;

    fn try_from(level: u8) -> Result<Self, NoSuchLevel> {
        match level {
            1 => Ok(Self::Low),
            2 => Ok(Self::Substantial),
            3 => Ok(Self::High),
            _ => Err(NoSuchLevel),
        }
    }
}

impl From<AssuranceLevel> for u8 {
    fn from(level: AssuranceLevel) -> Self {
        match level {
            AssuranceLevel::Low => 1,
            AssuranceLevel::Substantial => 2,
            AssuranceLevel::High => 3,
        }
    }
}

/// How it was established who presents a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "method")]
pub enum Identification {
    /// They say who they are.
    Declared,
    /// A copy of an identity document came with it.
    DocumentCopy,
    /// They came in person and an identity document was seen.
    InPerson,
    /// SPID, CIE or CNS.
    DigitalIdentity {
        /// How surely.
        level: AssuranceLevel,
    },
}

impl Identification {
    /// The level of assurance of a digital identity.
    #[must_use]
    pub fn level(self) -> Option<AssuranceLevel> {
        match self {
            Self::DigitalIdentity { level } => Some(level),
            Self::Declared | Self::DocumentCopy | Self::InPerson => None,
        }
    }

    /// The method alone.
    #[must_use]
    pub fn method(self) -> IdentificationMethod {
        match self {
            Self::Declared => IdentificationMethod::Declared,
            Self::DocumentCopy => IdentificationMethod::DocumentCopy,
            Self::InPerson => IdentificationMethod::InPerson,
            Self::DigitalIdentity { .. } => IdentificationMethod::DigitalIdentity,
        }
    }

    /// An identification by a method, with the level of assurance of a digital identity.
    ///
    /// # Errors
    /// [`LevelFault`] when a digital identity has no level, or anything else has one.
    pub fn new(method: IdentificationMethod, level: Option<AssuranceLevel>) -> Result<Self, LevelFault> {
        match (method, level) {
            (IdentificationMethod::Declared, None) => Ok(Self::Declared),
            (IdentificationMethod::DocumentCopy, None) => Ok(Self::DocumentCopy),
            (IdentificationMethod::InPerson, None) => Ok(Self::InPerson),
            (IdentificationMethod::DigitalIdentity, Some(level)) => Ok(Self::DigitalIdentity { level }),
            (IdentificationMethod::DigitalIdentity, None) => Err(LevelFault::Missing),
            (_, Some(_)) => Err(LevelFault::NotDigital),
        }
    }
}

/// How it was established who presents a case, without how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentificationMethod {
    /// They say who they are.
    Declared,
    /// A copy of an identity document came with it.
    DocumentCopy,
    /// They came in person and an identity document was seen.
    InPerson,
    /// SPID, CIE or CNS.
    DigitalIdentity,
}

impl IdentificationMethod {
    /// The method, as a stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::DocumentCopy => "document_copy",
            Self::InPerson => "in_person",
            Self::DigitalIdentity => "digital_identity",
        }
    }
}

/// Why a level of assurance does not go with a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LevelFault {
    /// A digital identity without a level.
    #[error("a digital identity has a level of assurance")]
    Missing,
    /// A level of what is not a digital identity.
    #[error("only a digital identity has a level of assurance")]
    NotDigital,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_assurance_are_ordered() {
        let [first, second, third] = [1, 2, 3].map(|level| AssuranceLevel::try_from(level).unwrap());
        assert!(first < second && second < third);
        assert_eq!(u8::from(second), 2);
        assert!(
            [0, 4]
                .iter()
                .all(|level| AssuranceLevel::try_from(*level).is_err())
        );
    }

    #[test]
    fn an_identification_says_its_method_and_its_level() {
        let spid: Identification =
            serde_json::from_str(r#"{"method":"digital_identity","level":2}"#).unwrap();
        assert_eq!(
            (spid.method().as_str(), spid.level().map(u8::from)),
            ("digital_identity", Some(2))
        );
        let seen: Identification = serde_json::from_str(r#"{"method":"in_person"}"#).unwrap();
        assert_eq!((seen.method().as_str(), seen.level()), ("in_person", None));
        assert!(serde_json::from_str::<Identification>(r#"{"method":"digital_identity"}"#).is_err());
    }

    #[test]
    fn a_digital_identity_and_nothing_else_has_a_level() {
        use IdentificationMethod as Method;
        let level = Some(AssuranceLevel::Substantial);
        let spid = Identification::new(Method::DigitalIdentity, level).unwrap();
        assert_eq!(spid.level(), level);
        assert_eq!(
            Identification::new(Method::DigitalIdentity, None),
            Err(LevelFault::Missing)
        );
        for method in [Method::Declared, Method::DocumentCopy, Method::InPerson] {
            assert_eq!(Identification::new(method, level), Err(LevelFault::NotDigital));
            assert_eq!(Identification::new(method, None).unwrap().method(), method);
        }
    }
}
