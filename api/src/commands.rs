//! What each command of the program does.

use std::error::Error;
use std::io::{self, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::search;
use tracing::info;

use crate::attachments::sweep::sweep_always;
use crate::auth::Grant;
use crate::cli::{TokenOptions, VerifyAuditOptions, VerifyFiguresOptions, VerifyOptions};
use crate::clock::Clock;
use crate::config::{Settings, Switch};
use crate::import::ImportFault;
use crate::protocol::verify;
use crate::randomness::Randomness;
use crate::scheduler::{RateTeller, Scheduler};
use crate::server::Tuning;
use crate::state::AppState;
use crate::webhooks::Senders;
use crate::{audit, boot, contract, import, scorecards, server};

/// Whatever went wrong, with its causes.
pub type Fault = Box<dyn Error + Send + Sync>;

/// Serves until told to stop.
///
/// # Errors
/// When the installation cannot be opened or the address cannot be listened on.
pub fn serve(settings: &Settings) -> Result<(), Fault> {
    let listener = TcpListener::bind(settings.listen)
        .map_err(|error| format!("cannot listen on {}: {error}", settings.listen))?;
    let address = listener.local_addr()?;
    let state = boot::open(settings, address)?;
    let base = state.links().base().to_owned();
    let tuning = Tuning {
        workers: settings.worker_count(),
        blocking_threads: settings.blocking_threads,
        body_limit: settings.body_limit,
        rate_limit: settings.rate_limit,
        public_url: settings.public_url.clone(),
        origins: settings.cors_origins.clone(),
    };
    let rates = RateTeller::start(&state)?;
    let scheduler = scheduler(settings, &state)?;
    let senders = Senders::start(&state, settings.webhook_senders);
    let served = actix_web::rt::System::new().block_on(async {
        let sweeping = actix_web::rt::spawn(sweep_always(state.clone()));
        let server = server::serve(listener, state, &tuning)?;
        info!(%address, "listening");
        welcome(&base, settings)?;
        let served = server.await;
        sweeping.abort();
        served
    });
    senders.stop();
    drop((scheduler, rates));
    served?;
    info!("stopped");
    Ok(())
}

/// What works beside the requests, unless it is switched off here.
fn scheduler(settings: &Settings, state: &AppState) -> Result<Option<Scheduler>, Fault> {
    if settings.scheduler == Switch::Off {
        return Ok(None);
    }
    let mail = settings.mail_server()?;
    if mail.is_none() {
        info!("no mail server is set: messages wait");
    }
    let every = Duration::from_secs(u64::from(settings.scheduler_interval.get()));
    Ok(Some(Scheduler::start(state, every, mail)?))
}

/// Where to look and how to get a token.
fn welcome(base: &str, settings: &Settings) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "Cartaviva is listening.")?;
    writeln!(out, "  state          {base}/v1/status")?;
    writeln!(out, "  documentation  {base}/docs/")?;
    writeln!(out, "  contract       {base}/v1/openapi.json")?;
    if settings.local_tokens {
        let program = program();
        writeln!(
            out,
            "  a token        {program} token --administration c_e625 --role operator"
        )?;
    }
    out.flush()
}

/// How the program was called, as a person would call it again.
fn program() -> String {
    std::env::args_os().next().map_or_else(
        || "cartaviva".to_owned(),
        |name| PathBuf::from(name).display().to_string(),
    )
}

/// Loads files, one after the other; stops at the first that is refused.
///
/// # Errors
/// When the database cannot be opened or a file is refused.
pub fn import(settings: &Settings, files: &[PathBuf]) -> Result<(), Fault> {
    let db = boot::open_database(settings)?;
    for file in files {
        let loaded = import::file(&db, file, Clock::System.now(), &Randomness::System).inspect_err(tell)?;
        print(&format!("{}: {loaded}", Path::display(file)))?;
    }
    Ok(())
}

/// Names every fault of a file, one a line; a single one is told by the refusal itself.
fn tell(refused: &ImportFault) {
    let faults = refused.faults();
    for fault in faults.iter().filter(|_| faults.len() > 1) {
        // Where nobody reads the standard error there is nobody to tell.
        let _told = writeln!(io::stderr(), "{}", import::line(fault));
    }
}

/// Brings the database up to date, and the words of its cases: a server does that beside the requests.
///
/// # Errors
/// When it cannot be.
pub fn migrate(settings: &Settings) -> Result<(), Fault> {
    let db = boot::open_database(settings)?;
    search::complete(&db, &|| true)?;
    print("The database is up to date.")
}

/// Proves the protocol registers and tells each that is whole.
///
/// # Errors
/// When an entry does not hold, the administration is unknown or the database cannot be read.
pub fn verify_register(settings: &Settings, options: &VerifyOptions) -> Result<(), Fault> {
    let administration = options
        .administration
        .as_deref()
        .map(AdministrationCode::parse)
        .transpose()?;
    let db = boot::open_database(settings)?;
    let mut told = Vec::new();
    let proved = db.read(|conn| {
        verify::all(conn, administration.as_ref(), options.year, |proved| {
            told.push(proved)
        })
    });
    told.iter().try_for_each(|proved| print(&proved.to_string()))?;
    Ok(proved?)
}

/// Proves the audit logs and prints a line for each.
///
/// # Errors
/// When an entry does not hold, the administration is unknown or the database cannot be read.
pub fn verify_audit(settings: &Settings, options: &VerifyAuditOptions) -> Result<(), Fault> {
    let named = options.administration.as_deref();
    let administration = named.map(AdministrationCode::parse).transpose()?;
    let db = boot::open_database(settings)?;
    let mut told = Vec::new();
    let proved =
        db.read(|conn| audit::verify::all(conn, administration.as_ref(), |proved| told.push(proved)));
    told.iter().try_for_each(|proved| print(&proved.to_string()))?;
    Ok(proved?)
}

/// Counts the figures of scorecards anew and prints a line for each administration; with `--repair` what differs is made right.
///
/// # Errors
/// When a figure differs and is not made right, the administration is unknown or the database cannot be used.
pub fn verify_figures(settings: &Settings, options: &VerifyFiguresOptions) -> Result<(), Fault> {
    let named = options.administration.as_deref();
    let administration = named.map(AdministrationCode::parse).transpose()?;
    let db = boot::open_database(settings)?;
    let mut differ = false;
    for verified in scorecards::verify::all(&db, administration.as_ref(), options.repair)? {
        print(&verified.to_string())?;
        differ |= !verified.is_right();
    }
    if differ {
        return Err("figures differ from what was counted anew: --repair makes them right".into());
    }
    Ok(())
}

/// Prints a token; explanations go to the standard error.
///
/// # Errors
/// When the key cannot be used or the grant cannot be written.
pub fn token(settings: &Settings, options: &TokenOptions) -> Result<(), Fault> {
    let randomness = Randomness::System;
    let key = boot::open_key(settings, &randomness)?;
    let grant = Grant {
        subject: options.subject.clone(),
        roles: options.roles.clone(),
        administration: options.administration.clone(),
        office: options.office.clone(),
        assurance: options.assurance,
        tax_code: options.tax_code.clone(),
        valid_for: options.valid_for,
    };
    let now = Clock::System.now();
    let token = key.sign(&grant.claims(now, randomness.id(now))?)?;
    let roles = grant
        .roles
        .iter()
        .map(|role| role.name())
        .collect::<Vec<_>>()
        .join(", ");
    let administration = grant.administration.as_deref().unwrap_or("no administration");
    let minutes = grant.valid_for.as_secs() / 60;
    writeln!(
        io::stderr(),
        "A token for {roles} of {administration}, valid for {minutes} minutes:"
    )?;
    print(&token)
}

/// Prints the contract.
///
/// # Errors
/// When it cannot be written.
pub fn openapi() -> Result<(), Fault> {
    print(&serde_json::to_string_pretty(&contract::document()?)?)
}

fn print(line: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
