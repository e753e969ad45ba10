//! What settings cannot work.

use std::collections::HashSet;

use tracing_subscriber::EnvFilter;

use cartaviva_persistence::Target;

use super::{Settings, SettingsFault};
use crate::attachments::LARGEST;
use crate::auth::LOCAL_ISSUER;

impl Settings {
    /// Refuses the first setting that cannot work.
    pub(super) fn check(&self) -> Result<(), SettingsFault> {
        let refused = |name, reason| Err(SettingsFault::Refused { name, reason });
        if self.database().is_err() {
            return refused("database_url", "it begins with postgres:// or sqlite://");
        }
        match (self.database(), self.replica()) {
            (_, Ok(None)) | (Ok(Target::Postgres(_)), Ok(Some(_))) => {}
            (Ok(Target::Sqlite(_)), Ok(Some(_))) => {
                return refused(
                    "replica_url",
                    "only a database on PostgreSQL has a replica, and this one is a file of SQLite",
                );
            }
            _ => return refused("replica_url", "it begins with postgres://"),
        }
        if self
            .public_url
            .as_ref()
            .is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://"))
        {
            return refused("public_url", "it begins with http:// or https://");
        }
        if self.attachments().is_err() {
            return refused("attachments_url", "it is file:///FOLDER or s3://BUCKET/PREFIX");
        }
        if !(1..=LARGEST).contains(&self.attachment_limit) {
            return refused(
                "attachment_limit",
                "it is at least 1 and at most 1073741824, one GiB",
            );
        }
        if EnvFilter::builder().parse(&self.log).is_err() {
            return refused(
                "log",
                "it is a level such as info, or a filter such as warn,cartaviva_api=debug",
            );
        }
        if let Err(fault) = self.mail_server() {
            return refused(fault.setting(), fault.reason());
        }
        if self.blocking_threads == 0 {
            return refused(
                "blocking_threads",
                "at least one thread must wait for the database",
            );
        }
        if self.security_contact.is_some() && self.security().is_none() {
            return refused(
                "security_contact",
                "it begins with mailto:, https:// or tel:, and security_expires is a moment such as 2027-12-31T00:00:00Z",
            );
        }
        let named = self.issuers.iter().map(|issuer| issuer.issuer.as_str());
        if named.chain([LOCAL_ISSUER]).collect::<HashSet<_>>().len() <= self.issuers.len() {
            return refused(
                "issuers",
                "each is named once, and none as this installation's own",
            );
        }
        if !self.local_tokens && self.issuers.is_empty() {
            return refused(
                "local_tokens",
                "without local tokens and without issuers nobody could be trusted",
            );
        }
        Ok(())
    }
}
