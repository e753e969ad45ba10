//! How an installation is set up: by flags, by the environment (`CARTAVIVA_…`), by a file, by defaults; the first that says
//! something is heard.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use cartaviva_domain::attachments::Limits;
use cartaviva_persistence::{StoreError, Target};
use config::{Config, Environment, File, FileFormat};
use serde::Deserialize;

use crate::auth::IssuerSettings;
use crate::door::{ForwardedBy, Networks};
use crate::files::{FilesFault, FilesPlace};
use crate::middleware::Origins;

/// What stands before the name of a setting in the environment.
const PREFIX: &str = "CARTAVIVA";

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Whether something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// It is done.
    #[default]
    On,
    /// It is not done.
    Off,
}

/// The settings of an installation.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The address to listen on; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Where the database file and the key for local tokens are kept.
    pub data_dir: PathBuf,
    /// `postgres://…` or `sqlite://PATH`; a file in the data directory when unset.
    pub database_url: Option<String>,
    /// Connections to the database at most.
    pub database_connections: NonZeroU32,
    /// `postgres://…` of a streaming replica that answers public reads and exports; none when unset.
    pub replica_url: Option<String>,
    /// Whether statements are prepared under names that last as long as a session; off behind a pooler that does not know them.
    pub statement_cache: Switch,
    /// The address the service is known by, for absolute links; the address it listens on when unset.
    pub public_url: Option<String>,
    /// The sites whose pages may ask and read: origins with spaces between them, or `*`; none when unset.
    pub cors_origins: Origins,
    /// How the log is written.
    pub log_format: LogFormat,
    /// What the log tells: `info`, or a filter such as `warn,cartaviva_api=debug`.
    pub log: String,
    /// Whether to leave out the examples at first start.
    pub no_examples: bool,
    /// Whether tokens signed with this installation's own key are trusted.
    pub local_tokens: bool,
    /// Threads that read requests and write answers; 0 for one a processor.
    pub workers: usize,
    /// Threads of each worker that wait for the database.
    pub blocking_threads: usize,
    /// The largest body of a request, in bytes.
    pub body_limit: usize,
    /// Requests a minute that one client may make.
    pub rate_limit: NonZeroU32,
    /// Whether webhooks may go to private addresses and without encryption: for tests and intranets.
    pub webhooks_allow_private: bool,
    /// Threads that send webhooks; 0 where another replica does it.
    pub webhook_senders: usize,
    /// Where attachments are kept: `file:///FOLDER` or `s3://BUCKET/PREFIX`; a folder in the data directory when unset.
    pub attachments_url: Option<String>,
    /// The largest attachment, in bytes.
    pub attachment_limit: u64,
    /// All the attachments of a case together, in bytes.
    pub case_attachments_limit: u64,
    /// How many attachments a case may have.
    pub case_attachments: u32,
    /// Whether this server does by itself what the clock asks for: reminders, missed terms, mail.
    pub scheduler: Switch,
    /// How many seconds it rests before it looks again.
    pub scheduler_interval: NonZeroU32,
    /// `smtp://…` or `smtps://…`; while unset no mail is sent and every message waits.
    pub smtp_url: Option<String>,
    /// Who sends mail, such as `Comune di Livorno <noreply@comune.livorno.it>`; needed with `smtp_url`.
    pub mail_from: Option<String>,
    /// Who is written to in reply; who sends when unset.
    pub mail_reply_to: Option<String>,
    /// The networks of the proxies whose word on the client is taken, with commas between them; none when unset.
    pub trusted_proxies: Networks,
    /// The header in which they say it.
    pub forwarded_header: ForwardedBy,
    /// Cases a minute that one client may present without a role for it.
    pub submission_rate: NonZeroU32,
    /// Times a minute that the same body may be presented so.
    pub same_submission_rate: NonZeroU32,
    /// Requests a minute with one tracking code.
    pub tracking_rate: NonZeroU32,
    /// Tracking codes a minute that open nothing and that one client may try.
    pub unknown_code_rate: NonZeroU32,
    /// Whom to tell of a weakness: `mailto:…`, `https://…` or `tel:…`.
    pub security_contact: Option<String>,
    /// Until when that holds (RFC 3339); needed with `security_contact`.
    pub security_expires: Option<String>,
    /// Who else may vouch for callers.
    pub issuers: Vec<IssuerSettings>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data_dir: PathBuf::from("./data"),
            database_url: None,
            database_connections: NonZeroU32::new(8).unwrap_or(NonZeroU32::MIN),
            replica_url: None,
            statement_cache: Switch::On,
            public_url: None,
            cors_origins: Origins::None,
            log_format: LogFormat::Text,
            log: "info".to_owned(),
            no_examples: false,
            local_tokens: true,
            workers: 0,
            blocking_threads: 4,
            body_limit: 1_048_576,
            rate_limit: NonZeroU32::new(6_000_000).unwrap_or(NonZeroU32::MAX),
            webhooks_allow_private: false,
            webhook_senders: 2,
            attachments_url: None,
            attachment_limit: Limits::default().file,
            case_attachments_limit: Limits::default().case,
            case_attachments: Limits::default().files,
            scheduler: Switch::On,
            scheduler_interval: NonZeroU32::new(10).unwrap_or(NonZeroU32::MIN),
            smtp_url: None,
            mail_from: None,
            mail_reply_to: None,
            trusted_proxies: Networks::default(),
            forwarded_header: ForwardedBy::default(),
            submission_rate: NonZeroU32::new(6_000_000).unwrap_or(NonZeroU32::MAX),
            same_submission_rate: NonZeroU32::new(6_000_000).unwrap_or(NonZeroU32::MAX),
            tracking_rate: NonZeroU32::new(6_000_000).unwrap_or(NonZeroU32::MAX),
            unknown_code_rate: NonZeroU32::new(60).unwrap_or(NonZeroU32::MAX),
            security_contact: None,
            security_expires: None,
            issuers: Vec::new(),
        }
    }
}

/// The names of the settings that the environment may give.
const NAMES: [&str; 35] = [
    "listen",
    "data_dir",
    "database_url",
    "database_connections",
    "replica_url",
    "statement_cache",
    "public_url",
    "cors_origins",
    "log_format",
    "log",
    "no_examples",
    "local_tokens",
    "workers",
    "blocking_threads",
    "body_limit",
    "rate_limit",
    "webhooks_allow_private",
    "webhook_senders",
    "attachments_url",
    "attachment_limit",
    "case_attachments_limit",
    "case_attachments",
    "scheduler",
    "scheduler_interval",
    "smtp_url",
    "mail_from",
    "mail_reply_to",
    "trusted_proxies",
    "forwarded_header",
    "submission_rate",
    "same_submission_rate",
    "tracking_rate",
    "unknown_code_rate",
    "security_contact",
    "security_expires",
];

/// Settings given on the command line: names and values.
pub type Flags = Vec<(&'static str, String)>;

/// Why the settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFault {
    /// The file cannot be read, or a setting in it is unknown or malformed.
    #[error("the configuration file {} is not in order", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: config::ConfigError,
    },
    /// A setting is malformed.
    #[error("the configuration is not in order")]
    Value(#[source] config::ConfigError),
    /// A setting has a value that cannot work.
    #[error("{name}: {reason}")]
    Refused {
        /// The setting.
        name: &'static str,
        /// Why.
        reason: &'static str,
    },
}

impl Settings {
    /// Reads the settings: `flags` over `environment` over `file` over the defaults.
    ///
    /// # Errors
    /// [`SettingsFault`] when the file cannot be read, or a setting is unknown or malformed.
    pub fn read(
        flags: Flags,
        environment: HashMap<String, String>,
        file: Option<&Path>,
    ) -> Result<Self, SettingsFault> {
        let mut builder = Config::builder();
        if let Some(path) = file {
            check_file(path)?;
            builder = builder.add_source(File::from(path).format(FileFormat::Toml));
        }
        let environment = Environment::with_prefix(PREFIX)
            .try_parsing(true)
            .source(Some(known(environment)));
        builder = builder.add_source(environment);
        for (name, value) in flags {
            builder = builder.set_override(name, value).map_err(SettingsFault::Value)?;
        }
        let settings: Self = builder
            .build()
            .and_then(Config::try_deserialize)
            .map_err(SettingsFault::Value)?;
        settings.check()?;
        Ok(file.map_or(settings.clone(), |file| settings.beside(file)))
    }

    /// The same settings, with the files of keys looked for beside the configuration file.
    fn beside(mut self, file: &Path) -> Self {
        let folder = file.parent().unwrap_or(Path::new(""));
        for issuer in &mut self.issuers {
            issuer.jwks_file = issuer.jwks_file.as_ref().map(|file| folder.join(file));
        }
        self
    }

    /// The database these settings name.
    ///
    /// # Errors
    /// [`StoreError::Target`] when the URL names neither PostgreSQL nor SQLite.
    pub fn database(&self) -> Result<Target, StoreError> {
        match &self.database_url {
            Some(url) => Target::parse(url),
            None => Ok(Target::Sqlite(self.data_dir.join("cartaviva.db"))),
        }
    }

    /// The replica these settings name, if they do.
    ///
    /// # Errors
    /// [`StoreError::Target`] when the URL names no server of PostgreSQL.
    pub fn replica(&self) -> Result<Option<Target>, StoreError> {
        let Some(url) = self.replica_url.as_deref().filter(|url| !url.is_empty()) else {
            return Ok(None);
        };
        match Target::parse(url)? {
            replica @ Target::Postgres(_) => Ok(Some(replica)),
            Target::Sqlite(_) => Err(StoreError::Target),
        }
    }

    /// Where these settings keep attachments.
    ///
    /// # Errors
    /// [`FilesFault::Url`] when the URL names no place.
    pub fn attachments(&self) -> Result<FilesPlace, FilesFault> {
        match &self.attachments_url {
            Some(url) => FilesPlace::parse(url),
            None => Ok(FilesPlace::Folder(self.data_dir.join("attachments"))),
        }
    }

    /// How much these settings let be attached to a case.
    #[must_use]
    pub fn attachment_limits(&self) -> Limits {
        Limits {
            file: self.attachment_limit,
            case: self.case_attachments_limit,
            files: self.case_attachments,
        }
    }

    /// How many workers: as set, or one a processor.
    #[must_use]
    pub fn worker_count(&self) -> usize {
        match self.workers {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            set => set,
        }
    }
}

/// Reads the file alone, where no name may be unknown.
fn check_file(path: &Path) -> Result<(), SettingsFault> {
    let alone = Config::builder()
        .add_source(File::from(path).format(FileFormat::Toml))
        .build();
    alone
        .and_then(Config::try_deserialize::<Settings>)
        .map(drop)
        .map_err(|source| SettingsFault::File {
            file: path.to_owned(),
            source,
        })
}

/// The settings in the environment; other variables of the prefix belong to somebody else.
fn known(environment: HashMap<String, String>) -> HashMap<String, String> {
    let wanted = |name: &str| {
        NAMES
            .iter()
            .any(|known| name == format!("{PREFIX}_{}", known.to_uppercase()))
    };
    environment.into_iter().filter(|(name, _)| wanted(name)).collect()
}

#[path = "config_checked.rs"]
mod checked;

#[path = "config_door.rs"]
mod at_the_door;

#[path = "config_shown.rs"]
mod shown;

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
