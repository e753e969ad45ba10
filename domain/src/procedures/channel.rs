//! What a procedure asks of who writes, channel by channel.

use crate::cases::Channel;
use crate::people::{AssuranceLevel, Identification};
use crate::procedures::Procedure;
use serde::{Deserialize, Serialize};

/// Something a procedure asks of who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Given name and family name.
    Name,
    /// Home address.
    Address,
    /// Telephone number.
    Phone,
    /// At least one way to be reached.
    Contact,
    /// Tax code.
    TaxCode,
}

/// A way to prove who one is, beyond declaring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// A copy of an identity document, enclosed (D.P.R. 445/2000 art. 38 c. 3); one seen in person is as good.
    DocumentCopy,
    /// In person, with an identity document.
    InPerson,
    /// SPID, CIE or CNS (D.Lgs. 82/2005 art. 65 c. 1 lett. b).
    DigitalIdentity,
}

/// What becomes of a submission whose author's identity is not proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unproved {
    /// It is refused.
    Refused,
    /// It is registered all the same, and the proof is asked for (L. 241/1990 art. 6 c. 1 lett. b).
    AskedFor,
}

/// How who writes proves who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityRule {
    /// The proofs accepted, 1 to 3 of them: any one is enough.
    pub proofs: Vec<Proof>,
    /// The least level of assurance of a digital identity; absent where any will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<AssuranceLevel>,
    /// What becomes of a submission without any of them.
    pub unproved: Unproved,
}

impl IdentityRule {
    /// Whether an identification is one of the proofs.
    #[must_use]
    pub fn is_met(&self, identification: Option<Identification>) -> bool {
        identification.is_some_and(|given| self.proofs.iter().any(|proof| self.accepts(*proof, given)))
    }

    /// Whether the identity was proved digitally, but with less assurance than is asked.
    #[must_use]
    pub fn is_too_low(&self, identification: Option<Identification>) -> bool {
        self.proofs.contains(&Proof::DigitalIdentity)
            && matches!(identification, Some(Identification::DigitalIdentity { level }) if Some(level) < self.level)
    }

    fn accepts(&self, proof: Proof, given: Identification) -> bool {
        match (proof, given) {
            (Proof::DocumentCopy, Identification::DocumentCopy | Identification::InPerson)
            | (Proof::InPerson, Identification::InPerson) => true,
            (Proof::DigitalIdentity, Identification::DigitalIdentity { level }) => Some(level) >= self.level,
            _ => false,
        }
    }
}

/// A channel that a procedure accepts and what it asks there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    /// The channel.
    pub channel: Channel,
    /// What is asked, at most 10 entries; none lets anybody write, unnamed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// How who writes proves who they are; absent where declaring it is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityRule>,
}

impl ChannelRule {
    /// Whether anybody may write there without saying who they are.
    #[must_use]
    pub fn admits_anonymous(&self) -> bool {
        self.requires.is_empty() && self.identity.is_none()
    }
}

impl Procedure {
    /// The level of assurance with which a person sees their own cases by a digital identity: the highest that one of the
    /// channels asks for, so that nobody reads with less what they could only write with more.
    #[must_use]
    pub fn needed_assurance(&self) -> AssuranceLevel {
        let asked = self
            .channels
            .iter()
            .filter_map(|rule| rule.identity.as_ref()?.level);
        asked.max().unwrap_or(AssuranceLevel::Low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(proofs: &[Proof], level: Option<u8>) -> IdentityRule {
        IdentityRule {
            proofs: proofs.to_vec(),
            level: level.map(|level| AssuranceLevel::try_from(level).unwrap()),
            unproved: Unproved::Refused,
        }
    }

    fn digital(level: u8) -> Option<Identification> {
        Some(Identification::DigitalIdentity {
            level: AssuranceLevel::try_from(level).unwrap(),
        })
    }

    #[test]
    fn a_digital_identity_is_enough_from_the_level_that_is_asked() {
        let second = rule(&[Proof::DigitalIdentity], Some(2));
        assert_eq!(
            [1, 2, 3].map(|level| second.is_met(digital(level))),
            [false, true, true]
        );
        assert_eq!(
            [1, 2, 3].map(|level| second.is_too_low(digital(level))),
            [true, false, false]
        );
        assert!(rule(&[Proof::DigitalIdentity], None).is_met(digital(1)));
    }

    #[test]
    fn a_document_seen_in_person_is_as_good_as_its_copy_and_not_the_other_way_round() {
        let copy = rule(&[Proof::DocumentCopy], None);
        assert!(copy.is_met(Some(Identification::DocumentCopy)));
        assert!(copy.is_met(Some(Identification::InPerson)));
        assert!(!rule(&[Proof::InPerson], None).is_met(Some(Identification::DocumentCopy)));
    }

    #[test]
    fn what_is_merely_declared_proves_nothing() {
        let any = rule(
            &[Proof::DocumentCopy, Proof::InPerson, Proof::DigitalIdentity],
            None,
        );
        assert!(!any.is_met(Some(Identification::Declared)));
        assert!(!any.is_met(None));
        assert!(!any.is_too_low(Some(Identification::Declared)));
    }

    #[test]
    fn a_channel_that_asks_for_nothing_admits_the_unnamed() {
        let mut open = ChannelRule {
            channel: Channel::Email,
            requires: Vec::new(),
            identity: None,
        };
        assert!(open.admits_anonymous());
        open.identity = Some(rule(&[Proof::DigitalIdentity], None));
        assert!(!open.admits_anonymous());
        open.identity = None;
        open.requires = vec![Requirement::Contact];
        assert!(!open.admits_anonymous());
    }
}
