//! The log: to the standard error, as lines for people or JSON for machines.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

use crate::config::{LogFormat, Settings};

/// Begins to write the log as the settings ask. Only the first call has an effect.
///
/// # Errors
/// When the filter cannot be read.
pub fn begin(settings: &Settings) -> Result<(), ParseError> {
    let filter = EnvFilter::builder().parse(&settings.log)?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Where the log cannot be written, as on a disk that is full, there is nobody to tell.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    // A log that was begun already stays as it is.
    let _begun = match settings.log_format {
        LogFormat::Text => lines.with_ansi(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    Ok(())
}
