//! The settings of the door.

use super::Settings;
use crate::door::{Door, Proxies, Rates, SecurityContact};

impl Settings {
    /// The door that these settings describe.
    #[must_use]
    pub fn door(&self) -> Door {
        let proxies = Proxies {
            trusted: self.trusted_proxies.clone(),
            header: self.forwarded_header,
        };
        let rates = Rates {
            submissions: self.submission_rate,
            same_submission: self.same_submission_rate,
            tracking: self.tracking_rate,
            unknown_codes: self.unknown_code_rate,
        };
        Door::new(proxies, rates, self.security())
    }

    /// Whom to tell of a weakness; nothing when nobody is named as it must be.
    pub(super) fn security(&self) -> Option<SecurityContact> {
        let (contact, expires) = (self.security_contact.as_ref()?, self.security_expires.as_ref()?);
        SecurityContact::read(contact, expires)
    }
}
