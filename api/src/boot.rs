//! What happens before the first request: the data directory, the database, the examples, the key for local tokens.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use cartaviva_persistence::{Db, Limits, Statements, StoreError};

use crate::attachments::Cabinet;
use crate::auth::{Issuer, IssuerFault, LocalKey, LocalKeyFault, Verifier};
use crate::clock::Clock;
use crate::config::{Settings, Switch};
use crate::files::{Files, FilesFault, FilesPlace};
use crate::import::{self, ImportFault};
use crate::links::Links;
use crate::randomness::Randomness;
use crate::state::AppState;
use crate::webhooks::Courier;

/// Why the program cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum BootFault {
    /// The data directory cannot be made.
    #[error("the data directory {} cannot be made", folder.display())]
    DataDirectory {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database cannot be opened or brought up to date.
    #[error("the database cannot be used")]
    Database(#[from] StoreError),
    /// The key for local tokens cannot be used.
    #[error(transparent)]
    Key(#[from] LocalKeyFault),
    /// Attachments cannot be kept where the settings say.
    #[error(transparent)]
    Files(#[from] FilesFault),
    /// An issuer cannot be trusted as configured.
    #[error(transparent)]
    Issuer(#[from] IssuerFault),
    /// A file of charters was refused.
    #[error(transparent)]
    Import(#[from] ImportFault),
}

/// Opens the database that the settings name and brings it up to date.
///
/// # Errors
/// [`BootFault`] when it cannot be used; it is left as it was.
pub fn open_database(settings: &Settings) -> Result<Db, BootFault> {
    let target = settings.database()?;
    make_folder(&settings.data_dir)?;
    Ok(Db::open(&target, limits(settings))?)
}

/// The connections that the settings allow.
fn limits(settings: &Settings) -> Limits {
    Limits {
        connections: settings.database_connections.get(),
        statements: match settings.statement_cache {
            Switch::On => Statements::Kept,
            Switch::Off => Statements::Forgotten,
        },
        ..Limits::default()
    }
}

/// The key for local tokens, made when there is none.
///
/// # Errors
/// [`BootFault`] when the data directory or the key's file cannot be used.
pub fn open_key(settings: &Settings, randomness: &Randomness) -> Result<LocalKey, BootFault> {
    make_folder(&settings.data_dir)?;
    Ok(LocalKey::open(&settings.data_dir, randomness)?)
}

/// Everything a server needs, from the settings; `address` is where it will listen.
///
/// # Errors
/// [`BootFault`] when something of it cannot be used.
pub fn open(settings: &Settings, address: SocketAddr) -> Result<AppState, BootFault> {
    let (clock, randomness) = (Clock::System, Randomness::System);
    let mut db = open_database(settings)?;
    if !settings.no_examples {
        import::examples(&db, clock.now(), &randomness)?;
    }
    if let Some(replica) = settings.replica()? {
        db = db.with_replica(&replica, limits(settings))?;
    }
    let verifier = verifier(settings, &clock, &randomness)?;
    let links = links(settings, address);
    let courier = Courier::new(settings.webhooks_allow_private);
    let cabinet = open_cabinet(settings)?;
    Ok(AppState::new(db, clock, randomness, verifier, links, cabinet)
        .with_courier(courier)
        .with_door(settings.door()))
}

/// Where attachments are kept; a folder is made when it is not there.
fn open_cabinet(settings: &Settings) -> Result<Cabinet, BootFault> {
    let files = match settings.attachments()? {
        FilesPlace::Folder(folder) => {
            make_folder(&folder)?;
            Files::in_folder(&folder)?
        }
        FilesPlace::Bucket(url) => Files::in_bucket(&url)?,
    };
    Ok(Cabinet {
        limits: settings.attachment_limits(),
        ..Cabinet::of(files)
    })
}

fn verifier(settings: &Settings, clock: &Clock, randomness: &Randomness) -> Result<Verifier, BootFault> {
    let mut issuers = settings
        .issuers
        .iter()
        .map(|issuer| Issuer::load(issuer, clock.now()))
        .collect::<Result<Vec<_>, _>>()?;
    if settings.local_tokens {
        issuers.push(open_key(settings, randomness)?.issuer()?);
    }
    Ok(Verifier::new(issuers))
}

/// Links under the public address, or else under the one that is listened on.
#[must_use]
pub fn links(settings: &Settings, address: SocketAddr) -> Links {
    match &settings.public_url {
        Some(url) => Links::under(url),
        None if address.ip().is_unspecified() => {
            Links::under(&format!("http://localhost:{}", address.port()))
        }
        None => Links::under(&format!("http://{address}")),
    }
}

fn make_folder(folder: &Path) -> Result<(), BootFault> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| BootFault::DataDirectory {
        folder: folder.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(listen: &str, public_url: Option<&str>) -> String {
        let settings = Settings {
            public_url: public_url.map(str::to_owned),
            ..Settings::default()
        };
        links(&settings, listen.parse().unwrap()).base().to_owned()
    }

    #[test]
    fn links_name_an_address_that_a_browser_can_open() {
        assert_eq!(base("127.0.0.1:8080", None), "http://127.0.0.1:8080");
        assert_eq!(base("0.0.0.0:9000", None), "http://localhost:9000");
        assert_eq!(
            base("0.0.0.0:9000", Some("https://carta.example/")),
            "https://carta.example"
        );
    }
}
