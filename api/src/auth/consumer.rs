//! Other bodies' systems that call with a voucher of the PDND.

use serde::Deserialize;

use super::role::Role;

/// What the configuration lets a consumer do. The first entry that names it, and the purpose for which it calls, is heard.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsumerSettings {
    /// The body that calls: the `consumerId` of its vouchers.
    pub consumer: String,
    /// The purposes for which it may: their `purposeId`; all when empty.
    #[serde(default)]
    pub purposes: Vec<String>,
    /// The administration in which it may.
    pub administration: String,
    /// What it may do there.
    pub roles: Vec<Role>,
}

impl ConsumerSettings {
    /// Whether a caller is meant.
    pub(super) fn means(&self, caller: &Consumer) -> bool {
        let purpose = self.purposes.is_empty() || self.purposes.contains(&caller.purpose);
        self.consumer == caller.consumer && purpose
    }
}

/// The system that calls with a voucher, for the log and for what is written of who did what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consumer {
    /// The client of the platform that asked for the voucher: `client_id`.
    pub client: String,
    /// The body that the client belongs to: `consumerId`.
    pub consumer: String,
    /// The purpose for which it calls: `purposeId`.
    pub purpose: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consumer_is_meant_for_its_purposes_or_for_all() {
        let caller = Consumer {
            client: "client".to_owned(),
            consumer: "body".to_owned(),
            purpose: "second".to_owned(),
        };
        let entry = |consumer: &str, purposes: &[&str]| ConsumerSettings {
            consumer: consumer.to_owned(),
            purposes: purposes.iter().map(|&purpose| purpose.to_owned()).collect(),
            administration: "c_e625".to_owned(),
            roles: vec![Role::Integrator],
        };
        assert!(entry("body", &[]).means(&caller));
        assert!(entry("body", &["first", "second"]).means(&caller));
        assert!(!entry("body", &["first"]).means(&caller));
        assert!(!entry("client", &[]).means(&caller));
    }
}
