//! PostgreSQL: a database for each test, copied by the server from one that was made once.

use std::env;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cartaviva_persistence::Target;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryResult, QueryableByName, RunQueryDsl};

use super::cluster;

/// What the name of every database of these tests begins with.
const PREFIX: &str = "cartaviva_test_";

/// How long the server may take to let go of the template.
const PATIENCE: Duration = Duration::from_secs(10);

/// The server, found once; none where there is none; or why it cannot be used.
static SERVER: LazyLock<Result<Option<Server>, String>> = LazyLock::new(|| {
    let named = env::var_os("CARTAVIVA_TEST_POSTGRES").filter(|url| !url.is_empty());
    match (named, cluster::programs()) {
        (Some(url), _) => Server::open(url.to_string_lossy().into_owned()).map(Some),
        (None, Some(programs)) => Server::open(cluster::start(&programs)?).map(Some),
        (None, None) => {
            say_skipped();
            Ok(None)
        }
    }
});

/// The server, where there is one.
pub(super) fn the_server() -> Option<&'static Server> {
    match &*SERVER {
        Ok(server) => server.as_ref(),
        Err(why) => panic!("PostgreSQL is at hand, but cannot be used: {why}"),
    }
}

/// Says it past the test runner, which would keep it to itself.
fn say_skipped() {
    let said = "\nPostgreSQL tests SKIPPED: there is no PostgreSQL here, so that everything runs on SQLite alone.\n\
                To have them, install PostgreSQL's programs (Debian: apt-get install postgresql), or name a server:\n\
                CARTAVIVA_TEST_POSTGRES=postgres://user@host/database cargo test -p cartaviva-tests\n\n";
    // Where nobody listens, the test `postgresql_is_present` still tells.
    let _heard = io::stderr().write_all(said.as_bytes());
}

/// A server on which databases may be made.
pub(super) struct Server {
    /// Where databases are made from; it names a database that stays.
    url: String,
    /// What the databases of this run begin with.
    run: String,
    made: AtomicU32,
    admin: Mutex<PgConnection>,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

impl Server {
    /// A server, with the database that the others are copies of.
    fn open(url: String) -> Result<Self, String> {
        let failed = |error: &dyn std::fmt::Display| error.to_string();
        let mut admin = PgConnection::establish(&url).map_err(|error| failed(&error))?;
        let run = format!("{PREFIX}{:016x}", RandomState::new().hash_one(std::process::id()));
        sweep(&mut admin, &run).map_err(|error| failed(&error))?;
        let server = Self {
            url,
            run,
            made: AtomicU32::new(0),
            admin: Mutex::new(admin),
        };
        let template = server.template();
        server
            .execute(&format!("CREATE DATABASE {template}"))
            .map_err(|error| failed(&error))?;
        super::examples(&Target::Postgres(server.url_of(&template)));
        let close = format!("ALTER DATABASE {template} WITH ALLOW_CONNECTIONS false");
        server.execute(&close).map_err(|error| failed(&error))?;
        Ok(server)
    }

    /// The name of the database that the others are copies of.
    fn template(&self) -> String {
        format!("{}_template", self.run)
    }

    /// Makes a new database with the examples and answers its name.
    pub(super) fn create(&self) -> String {
        let name = format!("{}_{}", self.run, self.made.fetch_add(1, Ordering::Relaxed));
        let create = format!("CREATE DATABASE {name} TEMPLATE {}", self.template());
        let started = Instant::now();
        while let Err(error) = self.execute(&create) {
            // The connections that loaded the examples are still on their way out.
            assert!(started.elapsed() < PATIENCE, "a database cannot be made: {error}");
            std::thread::sleep(Duration::from_millis(20));
        }
        name
    }

    /// Drops a database, whoever still holds it. What cannot be dropped now is swept by a later run.
    pub(super) fn drop_database(&self, name: &str) {
        let _dropped = self.execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    /// The URL of a database of this server.
    pub(super) fn url_of(&self, database: &str) -> String {
        let (before, options) = self
            .url
            .split_once('?')
            .map_or((self.url.as_str(), None), |(b, o)| (b, Some(o)));
        let (scheme, rest) = before.split_once("://").unwrap_or(("postgres", before));
        let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
        let options = options.map_or_else(String::new, |options| format!("?{options}"));
        format!("{scheme}://{authority}/{database}{options}")
    }

    fn execute(&self, sql: &str) -> QueryResult<()> {
        self.admin
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .batch_execute(sql)
    }
}

/// Drops what runs before this one left behind. Each run holds a lock in its own name for as long as it lives, so that a
/// database whose lock is free belongs to nobody.
fn sweep(admin: &mut PgConnection, run: &str) -> QueryResult<()> {
    let left = "SELECT datname::text AS name FROM pg_database WHERE datname LIKE 'cartaviva\\_test\\_%' \
                AND pg_try_advisory_lock(hashtext(substring(datname from 1 for 31)))";
    let left: Vec<Name> = diesel::sql_query(left).load(admin)?;
    for Name { name } in left {
        admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    }
    diesel::sql_query("SELECT pg_advisory_lock(hashtext($1))")
        .bind::<Text, _>(run)
        .execute(admin)?;
    Ok(())
}
