//! The program `cartaviva`: reads the command line and the settings, and does what they say.

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use cartaviva_api::cli::{Cli, Command};
use cartaviva_api::commands::{self, Fault};
use cartaviva_api::config::Settings;
use cartaviva_api::logging;
use clap::Parser;
use mimalloc::MiMalloc;

/// Every request takes and gives back dozens of small pieces of memory, on whichever thread answers it.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Where nobody reads the standard error there is nobody to tell.
            let _told = writeln!(std::io::stderr(), "cartaviva: {}", explain(fault.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<(), Fault> {
    let environment = environment();
    let file = cli
        .options
        .config
        .clone()
        .or_else(|| environment.get("CARTAVIVA_CONFIG").map(PathBuf::from));
    let settings = Settings::read(cli.flags(), environment, file.as_deref())?;
    // What prints its result says nothing beside it.
    if !matches!(cli.command, Some(Command::Token(_) | Command::Openapi)) {
        logging::begin(&settings)?;
    }
    match &cli.command {
        None | Some(Command::Serve(_)) => commands::serve(&settings),
        Some(Command::Import { files }) => commands::import(&settings, files),
        Some(Command::Migrate) => commands::migrate(&settings),
        Some(Command::VerifyRegister(options)) => commands::verify_register(&settings, options),
        Some(Command::VerifyAudit(options)) => commands::verify_audit(&settings, options),
        Some(Command::VerifyFigures(options)) => commands::verify_figures(&settings, options),
        Some(Command::Token(options)) => commands::token(&settings, options),
        Some(Command::Openapi) => commands::openapi(),
    }
}

/// The environment, as far as it is text.
fn environment() -> HashMap<String, String> {
    let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    std::env::vars_os().filter_map(text).collect()
}

/// A fault with its causes, in one line; a cause that was told already is not told again.
fn explain(fault: &dyn Error) -> String {
    let mut told = one_line(fault);
    let mut cause = fault.source();
    while let Some(deeper) = cause {
        let said = one_line(deeper);
        if !told.contains(&said) {
            told = format!("{told}: {said}");
        }
        cause = deeper.source();
    }
    told
}

fn one_line(fault: &dyn Error) -> String {
    fault.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
