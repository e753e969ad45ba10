//! The caller, as a verified token describes them.

use cartaviva_domain::people::{AssuranceLevel, TaxCode};

use super::consumer::Consumer;
use super::role::Role;

/// Who is calling: what a verified token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Whom the token is about (`sub`), in the issuer's own terms.
    pub subject: String,
    /// Who vouches for it (`iss`).
    pub issuer: String,
    /// The roles held. Names that are not roles are dropped.
    pub roles: Vec<Role>,
    /// The code of the administration the roles are held in; none for a person who belongs to no administration.
    pub administration: Option<String>,
    /// The code of the office the roles are held in; none when they are held in the whole administration.
    pub office: Option<String>,
    /// How surely the issuer knows who they are; none where it does not say so in words that are known.
    pub assurance: Option<AssuranceLevel>,
    /// The tax code of the person, where the issuer knows it.
    pub tax_code: Option<TaxCode>,
    /// The administrations that the issuer vouches for; all when empty.
    pub within: Vec<String>,
    /// The system that calls, where it is another body's with a voucher of the PDND.
    pub consumer: Option<Consumer>,
    /// The id of the token (`jti`).
    pub token: Option<String>,
}

impl Principal {
    /// Whether the caller holds this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the caller holds one of these roles; an admin holds them all.
    #[must_use]
    pub fn is_one_of(&self, roles: &[Role]) -> bool {
        self.is(Role::Admin) || roles.iter().any(|role| self.is(*role))
    }

    /// Whether the caller may turn to this administration as a person with business before it: people belong to no
    /// administration and may turn to each that their issuer vouches for; a token that names one is for that one.
    #[must_use]
    pub fn may_turn_to(&self, administration: &str) -> bool {
        match &self.administration {
            Some(own) => own == administration,
            None => self.within.is_empty() || self.within.iter().any(|code| code == administration),
        }
    }

    /// The office whose cases the caller is confined to: an officer or a manager of an office, who holds no role in the
    /// whole administration.
    #[must_use]
    pub fn confined_to(&self) -> Option<&str> {
        let everywhere = [Role::Operator, Role::Auditor, Role::Integrator];
        if self.is_one_of(&everywhere) {
            None
        } else {
            self.office.as_deref()
        }
    }

    /// Whether the caller handles the cases of this office: as an officer or a manager, of it or of the whole administration.
    /// An admin who is neither does not.
    #[must_use]
    pub fn handles(&self, office: &str) -> bool {
        let handler = self.is(Role::Officer) || self.is(Role::Manager);
        handler && self.office.as_deref().is_none_or(|own| own == office)
    }

    /// Whether the caller's roles reach the cases of this office.
    #[must_use]
    pub fn reaches(&self, office: &str) -> bool {
        self.confined_to().is_none_or(|own| own == office)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(roles: &[Role], office: Option<&str>) -> Principal {
        Principal {
            subject: "s".to_owned(),
            issuer: "i".to_owned(),
            roles: roles.to_vec(),
            administration: Some("c_e625".to_owned()),
            office: office.map(str::to_owned),
            assurance: None,
            tax_code: None,
            within: Vec::new(),
            consumer: None,
            token: None,
        }
    }

    #[test]
    fn a_person_turns_to_each_administration_that_the_issuer_vouches_for() {
        let mut person = caller(&[Role::Citizen], None);
        assert!(person.may_turn_to("c_e625") && !person.may_turn_to("c_e506"));
        person.administration = None;
        assert!(person.may_turn_to("c_e625") && person.may_turn_to("c_e506"));
        person.within = vec!["c_e506".to_owned()];
        assert!(!person.may_turn_to("c_e625") && person.may_turn_to("c_e506"));
    }

    #[test]
    fn an_officer_reaches_the_cases_of_their_office_only() {
        let officer = caller(&[Role::Officer], Some("roads"));
        assert!(officer.reaches("roads"));
        assert!(!officer.reaches("parks"));
    }

    #[test]
    fn the_desk_reaches_every_office_even_when_its_token_names_one() {
        assert!(caller(&[Role::Operator], Some("urp")).reaches("roads"));
        assert!(caller(&[Role::Officer, Role::Operator], Some("urp")).reaches("roads"));
    }

    #[test]
    fn a_token_without_an_office_is_for_the_whole_administration() {
        assert!(caller(&[Role::Manager], None).reaches("roads"));
    }

    #[test]
    fn who_handles_the_cases_of_an_office_is_its_officer_or_manager() {
        assert!(caller(&[Role::Officer], Some("roads")).handles("roads"));
        assert!(caller(&[Role::Manager], None).handles("roads"));
        assert!(!caller(&[Role::Officer, Role::Operator], Some("urp")).handles("roads"));
        assert!(!caller(&[Role::Admin, Role::Operator, Role::Auditor], None).handles("roads"));
    }

    #[test]
    fn an_admin_holds_every_role() {
        assert!(caller(&[Role::Admin], None).is_one_of(&[Role::Editor]));
        assert!(!caller(&[Role::Auditor], None).is_one_of(&[Role::Editor]));
    }
}
