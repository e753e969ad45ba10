//! The mail server that the settings of an installation name.

use super::server::{MailFault, MailServer, MailSettings};
use crate::config::Settings;

impl Settings {
    /// The mail server these settings name; none where none is set.
    ///
    /// # Errors
    /// [`MailFault`] when it cannot be used as set.
    pub fn mail_server(&self) -> Result<Option<MailServer>, MailFault> {
        let Some(url) = &self.smtp_url else {
            return Ok(None);
        };
        let settings = MailSettings {
            url,
            from: self.mail_from.as_deref().ok_or(MailFault::From)?,
            reply_to: self.mail_reply_to.as_deref(),
        };
        MailServer::of(settings).map(Some)
    }
}
