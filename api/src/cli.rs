//! The command line of the program `cartaviva`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use cartaviva_domain::people::{AssuranceLevel, NoSuchLevel, TaxCode};
use clap::{Args, Parser, Subcommand};

use crate::auth::Role;
use crate::config::{Flags, LogFormat};

/// Turns a public body's Carta dei servizi into a live JSON API.
///
/// Without a command it serves: on first start it makes the data directory with an embedded database, a key for local tokens
/// and the example charters, and says where to look.
#[derive(Debug, Parser)]
#[command(name = "cartaviva", version, max_term_width = 110)]
pub struct Cli {
    /// What to do; to serve when absent.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The settings that every command heeds.
    #[command(flatten)]
    pub options: Options,
    /// The settings of serving, when no command is named.
    #[command(flatten)]
    pub serve: ServeOptions,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the API until it is told to stop (SIGTERM, Ctrl-C).
    Serve(ServeOptions),
    /// Loads administrations from files, each whole or not at all.
    ///
    /// A file holds one administration with its calendar, offices, services, charters, standards, procedures and ristoro.
    /// Loading the same file twice changes nothing. A file with faults is refused, and every fault is named by its path.
    Import {
        /// The files to load.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Brings the database up to date with this version of the program, and ends.
    Migrate,
    /// Proves that the protocol registers are whole: every entry is there and is what was sealed, in its order.
    ///
    /// Names the first entry that does not hold and ends with status 1; reads the registers a chunk at a time.
    VerifyRegister(VerifyOptions),
    /// Proves that the audit logs are whole: every entry is there and is what was sealed, in its order.
    ///
    /// Names the first entry that does not hold and ends with status 1; reads the logs a chunk at a time.
    VerifyAudit(VerifyAuditOptions),
    /// Counts anew what scorecards are summed of, and compares.
    ///
    /// Names what differs and ends with status 1; with --repair it is made right instead. It reads every case there is.
    VerifyFigures(VerifyFiguresOptions),
    /// Makes a token for this installation; the last line of the output is the token.
    ///
    /// The token is signed with the installation's own key, which is made in the data directory when there is none.
    /// Example: cartaviva token --administration c_e625 --role operator
    Token(TokenOptions),
    /// Prints the contract: the OpenAPI document.
    Openapi,
}

/// Which registers are proved.
#[derive(Clone, Debug, Args)]
pub struct VerifyOptions {
    /// The administration whose registers are proved; all of them when absent.
    #[arg(long, value_name = "CODE")]
    pub administration: Option<String>,
    /// The year whose registers are proved; all of them when absent.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
}

/// Which audit logs are proved.
#[derive(Clone, Debug, Args)]
pub struct VerifyAuditOptions {
    /// The administration whose log is proved; all of them when absent.
    #[arg(long, value_name = "CODE")]
    pub administration: Option<String>,
}

/// Whose figures are proved.
#[derive(Clone, Debug, Args)]
pub struct VerifyFiguresOptions {
    /// The administration whose figures are proved; all of them when absent.
    #[arg(long, value_name = "CODE")]
    pub administration: Option<String>,
    /// Makes right what differs. Whoever changes cases of the administration waits meanwhile.
    #[arg(long)]
    pub repair: bool,
}

/// What a new token says.
#[derive(Clone, Debug, Args)]
pub struct TokenOptions {
    /// The administration's code, such as c_e625.
    #[arg(long, value_name = "CODE")]
    pub administration: Option<String>,
    /// A role to give; may be repeated.
    #[arg(long = "role", value_name = "ROLE", required = true)]
    pub roles: Vec<Role>,
    /// The office the roles are held in; without it they are held in the whole administration.
    #[arg(long, value_name = "CODE")]
    pub office: Option<String>,
    /// Whom the token is about.
    #[arg(long, value_name = "NAME", default_value = "local")]
    pub subject: String,
    /// How surely it is known whom it is about: the level of a digital identity, 1 to 3.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub assurance: Option<AssuranceLevel>,
    /// The tax code of the person, for citizens who look at their own cases.
    #[arg(long, value_name = "CODE", value_parser = TaxCode::parse)]
    pub tax_code: Option<TaxCode>,
    /// How long it is valid: 30m, 8h, 7d.
    #[arg(long, value_name = "TIME", default_value = "8h", value_parser = duration)]
    pub valid_for: Duration,
}

/// The settings that every command heeds. Each may stand in the environment or in the configuration file instead.
#[derive(Debug, Args)]
#[command(next_help_heading = "Settings (flag, else environment, else configuration file)")]
pub struct Options {
    /// The configuration file (TOML) [env: CARTAVIVA_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where the embedded database and the key for local tokens are kept [env: CARTAVIVA_DATA_DIR] [default: ./data]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data_dir: Option<String>,
    /// postgres://… or sqlite://PATH [env: CARTAVIVA_DATABASE_URL] [default: SQLite in the data directory]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// How the log is written [env: CARTAVIVA_LOG_FORMAT] [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// What the log tells, such as warn or info,cartaviva_api=debug [env: CARTAVIVA_LOG] [default: info]
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
}

/// The settings of serving.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Settings of serving")]
pub struct ServeOptions {
    /// The address to listen on [env: CARTAVIVA_LISTEN] [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// The address the service is known by, for absolute links [env: CARTAVIVA_PUBLIC_URL]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Sites whose pages may ask and read: origins with spaces between, or * [env: CARTAVIVA_CORS_ORIGINS] [default: none]
    #[arg(long, value_name = "ORIGINS")]
    pub cors_origins: Option<String>,
    /// Leaves out the examples at first start [env: CARTAVIVA_NO_EXAMPLES]
    #[arg(long)]
    pub no_examples: bool,
    /// Whether tokens signed with the installation's own key are trusted [env: CARTAVIVA_LOCAL_TOKENS] [default: true]
    #[arg(long, value_name = "BOOL")]
    pub local_tokens: Option<bool>,
    /// Connections to the database at most [env: CARTAVIVA_DATABASE_CONNECTIONS] [default: 8]
    #[arg(long, value_name = "NUMBER")]
    pub database_connections: Option<u32>,
    /// Threads that read requests and write answers [env: CARTAVIVA_WORKERS] [default: one a processor]
    #[arg(long, value_name = "NUMBER")]
    pub workers: Option<usize>,
    /// Threads of each worker that wait for the database [env: CARTAVIVA_BLOCKING_THREADS] [default: 4]
    #[arg(long, value_name = "NUMBER")]
    pub blocking_threads: Option<usize>,
    /// The largest body of a request, in bytes [env: CARTAVIVA_BODY_LIMIT] [default: 1048576]
    #[arg(long, value_name = "BYTES")]
    pub body_limit: Option<usize>,
    /// Requests a minute that one client may make [env: CARTAVIVA_RATE_LIMIT] [default: 6000000]
    #[arg(long, value_name = "NUMBER")]
    pub rate_limit: Option<u32>,
    /// Lets webhooks go to private addresses and without encryption [env: CARTAVIVA_WEBHOOKS_ALLOW_PRIVATE]
    #[arg(long)]
    pub webhooks_allow_private: bool,
    /// Threads that send webhooks, 0 where another replica does it [env: CARTAVIVA_WEBHOOK_SENDERS] [default: 2]
    #[arg(long, value_name = "NUMBER")]
    pub webhook_senders: Option<usize>,
    /// Where attachments are kept, file:///FOLDER or s3://BUCKET/PREFIX [env: CARTAVIVA_ATTACHMENTS_URL] [default: a folder
    /// in the data directory]
    #[arg(long, value_name = "URL")]
    pub attachments_url: Option<String>,
    /// The largest attachment, in bytes [env: CARTAVIVA_ATTACHMENT_LIMIT] [default: 20971520]
    #[arg(long, value_name = "BYTES")]
    pub attachment_limit: Option<u64>,
    /// All the attachments of a case together, in bytes [env: CARTAVIVA_CASE_ATTACHMENTS_LIMIT] [default: 104857600]
    #[arg(long, value_name = "BYTES")]
    pub case_attachments_limit: Option<u64>,
    /// How many attachments a case may have [env: CARTAVIVA_CASE_ATTACHMENTS] [default: 50]
    #[arg(long, value_name = "NUMBER")]
    pub case_attachments: Option<u32>,
}

impl Cli {
    /// The settings that were given, by name; those after the command come last and win.
    #[must_use]
    pub fn flags(&self) -> Flags {
        let mut flags = self.options.flags();
        flags.extend(self.serve.flags());
        if let Some(Command::Serve(options)) = &self.command {
            flags.extend(options.flags());
        }
        flags
    }
}

impl Options {
    fn flags(&self) -> Flags {
        let format = self.log_format.map(|format| match format {
            LogFormat::Text => "text".to_owned(),
            LogFormat::Json => "json".to_owned(),
        });
        given([
            ("data_dir", self.data_dir.clone()),
            ("database_url", self.database_url.clone()),
            ("log_format", format),
            ("log", self.log.clone()),
        ])
    }
}

impl ServeOptions {
    fn flags(&self) -> Flags {
        given([
            ("listen", self.listen.map(|address| address.to_string())),
            ("public_url", self.public_url.clone()),
            ("cors_origins", self.cors_origins.clone()),
            ("no_examples", self.no_examples.then(|| "true".to_owned())),
            ("local_tokens", self.local_tokens.map(|on| on.to_string())),
            (
                "database_connections",
                self.database_connections.map(|number| number.to_string()),
            ),
            ("workers", self.workers.map(|number| number.to_string())),
            (
                "blocking_threads",
                self.blocking_threads.map(|number| number.to_string()),
            ),
            ("body_limit", self.body_limit.map(|number| number.to_string())),
            ("rate_limit", self.rate_limit.map(|number| number.to_string())),
            (
                "webhooks_allow_private",
                self.webhooks_allow_private.then(|| true.to_string()),
            ),
            (
                "webhook_senders",
                self.webhook_senders.map(|number| number.to_string()),
            ),
            ("attachments_url", self.attachments_url.clone()),
            (
                "attachment_limit",
                self.attachment_limit.map(|bytes| bytes.to_string()),
            ),
            (
                "case_attachments_limit",
                self.case_attachments_limit.map(|bytes| bytes.to_string()),
            ),
            (
                "case_attachments",
                self.case_attachments.map(|number| number.to_string()),
            ),
        ])
    }
}

fn given<const N: usize>(settings: [(&'static str, Option<String>); N]) -> Flags {
    settings
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect()
}

/// Reads a level of assurance.
fn level(text: &str) -> Result<AssuranceLevel, String> {
    let number: u8 = text.parse().map_err(|_| NoSuchLevel.to_string())?;
    AssuranceLevel::try_from(number).map_err(|fault| fault.to_string())
}

/// Reads `30m`, `8h`, `7d`; a day has 24 hours.
fn duration(text: &str) -> Result<Duration, String> {
    let span: jiff::Span = text
        .parse()
        .map_err(|_| "a time is written as 30m, 8h or 7d".to_owned())?;
    let length = span
        .to_duration(jiff::SpanRelativeTo::days_are_24_hours())
        .map_err(|error| error.to_string())?;
    match Duration::try_from(length) {
        Ok(length) if !length.is_zero() => Ok(length),
        _ => Err("the time must be longer than nothing".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serving_is_the_default_and_settings_may_stand_before_or_after_the_command() {
        assert!(Cli::parse_from(["cartaviva"]).command.is_none());
        for line in [
            ["cartaviva", "--data-dir", "d", "serve"],
            ["cartaviva", "serve", "--data-dir", "d"],
        ] {
            assert_eq!(
                Cli::parse_from(line).options.flags(),
                [("data_dir", "d".to_owned())]
            );
        }
    }

    #[test]
    fn a_token_needs_a_role_and_may_have_several() {
        assert!(Cli::try_parse_from(["cartaviva", "token", "--administration", "c_e625"]).is_err());
        let line = [
            "cartaviva",
            "token",
            "--role",
            "operator",
            "--role",
            "manager",
            "--valid-for",
            "2d",
        ];
        let Some(Command::Token(token)) = Cli::parse_from(line).command else {
            panic!("not a token")
        };
        assert_eq!(token.roles, [Role::Operator, Role::Manager]);
        assert_eq!(token.valid_for, Duration::from_secs(2 * 24 * 3_600));
    }

    #[test]
    fn a_level_of_assurance_is_1_2_or_3() {
        assert_eq!(level("2"), Ok(AssuranceLevel::Substantial));
        for odd in ["0", "4", "two", ""] {
            assert!(level(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_time_is_positive_and_has_a_unit() {
        assert_eq!(duration("30m"), Ok(Duration::from_secs(1_800)));
        for odd in ["", "8", "-1h", "0s", "soon"] {
            assert!(duration(odd).is_err(), "{odd}");
        }
    }
}
