//! The settings as they are shown: without passwords.

use std::fmt;

use super::Settings;

/// A URL of a database without its password.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return "[not a URL]".to_owned();
    };
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:[hidden]@{host}")
        }
        None => format!("{scheme}://{rest}"),
    }
}

impl fmt::Debug for Settings {
    /// Everything but the password of the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("listen", &self.listen)
            .field("data_dir", &self.data_dir)
            .field(
                "database_url",
                &self.database_url.as_deref().map(without_password),
            )
            .field("database_connections", &self.database_connections)
            .field("replica_url", &self.replica_url.as_deref().map(without_password))
            .field("statement_cache", &self.statement_cache)
            .field("public_url", &self.public_url)
            .field("cors_origins", &self.cors_origins)
            .field("log_format", &self.log_format)
            .field("log", &self.log)
            .field("no_examples", &self.no_examples)
            .field("local_tokens", &self.local_tokens)
            .field("workers", &self.workers)
            .field("blocking_threads", &self.blocking_threads)
            .field("body_limit", &self.body_limit)
            .field("rate_limit", &self.rate_limit)
            .field("webhooks_allow_private", &self.webhooks_allow_private)
            .field("webhook_senders", &self.webhook_senders)
            .field("attachments_url", &self.attachments_url)
            .field("attachment_limit", &self.attachment_limit)
            .field("case_attachments_limit", &self.case_attachments_limit)
            .field("case_attachments", &self.case_attachments)
            .field("scheduler", &self.scheduler)
            .field("scheduler_interval", &self.scheduler_interval)
            .field("smtp_url", &self.smtp_url.as_deref().map(without_password))
            .field("mail_from", &self.mail_from)
            .field("mail_reply_to", &self.mail_reply_to)
            .field("trusted_proxies", &self.trusted_proxies)
            .field("forwarded_header", &self.forwarded_header)
            .field("submission_rate", &self.submission_rate)
            .field("same_submission_rate", &self.same_submission_rate)
            .field("tracking_rate", &self.tracking_rate)
            .field("unknown_code_rate", &self.unknown_code_rate)
            .field("security_contact", &self.security_contact)
            .field("security_expires", &self.security_expires)
            .field("issuers", &self.issuers)
            .finish()
    }
}
