//! The real server, started for one behaviour.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use cartaviva_api::attachments::{Cabinet, Patience};
use cartaviva_api::auth::{LocalKey, Verifier};
use cartaviva_api::clock::Clock;
use cartaviva_api::door::Door;
use cartaviva_api::files::Files;
use cartaviva_api::links::Links;
use cartaviva_api::mail::{self, Delivered, MailServer, MailSettings};
use cartaviva_api::middleware::Origins;
use cartaviva_api::randomness::Randomness;
use cartaviva_api::scheduler::{self, Rung};
use cartaviva_api::server::{self, Tuning};
use cartaviva_api::state::AppState;
use cartaviva_api::webhooks::Courier;
use cartaviva_domain::attachments;
use cartaviva_persistence::{Db, Limits};
use serde_json::{Map, Value};
use tempfile::TempDir;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use ureq::Agent;

use crate::actors::Person;
use crate::databases::Database;
use crate::deeds::Deeds;
use crate::tally::{Counted, Tally};

/// When every behaviour begins: a Friday morning.
pub const NOW: &str = "2026-11-20T11:30:00+01:00";

/// A Cartaviva of its own, with the five example administrations.
pub struct App {
    address: SocketAddr,
    clock: Clock,
    key: LocalKey,
    agent: Agent,
    handle: ServerHandle,
    serving: Option<JoinHandle<()>>,
    database: Database,
    state: AppState,
    attachments: TempDir,
    deeds: Deeds,
    tally: Tally,
}

/// Proves a behaviour on SQLite, and on PostgreSQL where there is one; each time on data of its own.
pub fn on_both(behaviour: impl Fn(&App)) {
    behaviour(&App::on(Database::sqlite()));
    if let Some(database) = Database::postgresql() {
        behaviour(&App::on(database));
    }
}

impl App {
    /// Starts the server on a database, on a port that is free.
    pub fn on(database: Database) -> Self {
        Self::with_attachments(database, attachments::Limits::default(), Patience::default())
    }

    /// The same, behind a door.
    pub fn behind(database: Database, door: Door) -> Self {
        Self::started(
            database,
            attachments::Limits::default(),
            Patience::default(),
            (Limits::default(), 8),
            door,
        )
    }

    /// The same, where so much may be attached to a case, so slowly.
    pub fn with_attachments(database: Database, limits: attachments::Limits, patience: Patience) -> Self {
        Self::started(
            database,
            limits,
            patience,
            (Limits::default(), 8),
            Door::default(),
        )
    }

    /// The same with one connection to the database and one thread that waits for it.
    pub fn narrow(database: Database) -> Self {
        let one = Limits {
            connections: 1,
            ..Limits::default()
        };
        Self::started(
            database,
            attachments::Limits::default(),
            Patience::default(),
            (one, 1),
            Door::default(),
        )
    }

    /// Another server on the same database and with the same key for tokens, behind a door, with randomness of its own.
    pub fn another(&self, seed: u64, door: Door) -> Self {
        Self::seeded(
            self.database.shared(),
            attachments::Limits::default(),
            Patience::default(),
            (Limits::default(), 8),
            door,
            Some(seed),
        )
    }

    fn started(
        database: Database,
        limits: attachments::Limits,
        patience: Patience,
        sized: (Limits, usize),
        door: Door,
    ) -> Self {
        Self::seeded(database, limits, patience, sized, door, None)
    }

    fn seeded(
        database: Database,
        limits: attachments::Limits,
        patience: Patience,
        (connections, threads): (Limits, usize),
        door: Door,
        other: Option<u64>,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let address = listener.local_addr().expect("the port has a number");
        let (clock, randomness) = (Clock::at(moment(NOW)), Randomness::seeded(2026));
        let key = LocalKey::generate(&randomness);
        let randomness = other.map_or(randomness, Randomness::seeded);
        let issuer = key.issuer().expect("the key is an issuer's");
        let db = Db::open(&database.target, connections).expect("the database opens");
        let links = Links::under(&format!("http://{address}"));
        let attachments = tempfile::tempdir().expect("a folder for attachments");
        let cabinet = Cabinet {
            limits,
            patience,
            ..Cabinet::of(Files::in_folder(attachments.path()).expect("files are kept"))
        };
        let verifier = Verifier::new(vec![issuer]);
        let state = AppState::new(db, clock.clone(), randomness, verifier, links, cabinet)
            .with_courier(Courier::new(true))
            .with_door(door);
        let (serving, handle) = serve(listener, state.clone(), threads);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        Self {
            address,
            clock,
            key,
            agent,
            handle,
            serving: Some(serving),
            database,
            state,
            attachments,
            deeds: Deeds::default(),
            tally: Tally::default(),
        }
    }

    /// Lets it be another moment.
    pub fn set_clock(&self, at: &str) {
        self.clock.set(moment(at));
    }

    /// What the server holds, for what it does by itself.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Lets some seconds pass.
    pub fn pass(&self, seconds: i64) {
        self.clock
            .set(self.clock.now() + time::Duration::seconds(seconds));
    }

    /// Which database it runs on.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Where it keeps the files of attachments.
    pub fn attachments(&self) -> &Path {
        self.attachments.path()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Another server on the same database, with its own connections and the same clock.
    pub fn beside(&self, seed: u64) -> AppState {
        let db = Db::open(&self.database.target, Limits::default()).expect("the database opens");
        let links = Links::under("http://beside.example");
        let verifier = Verifier::new(Vec::new());
        let cabinet = self.state.cabinet().clone();
        AppState::new(
            db,
            self.clock.clone(),
            Randomness::seeded(seed),
            verifier,
            links,
            cabinet,
        )
    }

    /// Lets it be another moment, and everything happen that is to happen by itself until then.
    #[track_caller]
    pub fn ring_at(&self, at: &str) -> Rung {
        self.set_clock(at);
        let rung = scheduler::ring(&self.state).expect("alarms are looked for");
        assert_eq!(rung.failed, 0, "{rung:?}");
        rung
    }

    /// Lets the mail that is due now go to a server.
    #[track_caller]
    pub fn deliver_to(&self, url: &str) -> Delivered {
        let settings = MailSettings {
            url,
            from: "Carta viva <noreply@carta.example>",
            reply_to: Some("URP <urp@carta.example>"),
        };
        let server = MailServer::of(settings).expect("a mail server is set");
        mail::deliver(&self.state, &server, || true).expect("the outbox is read")
    }

    /// The moment it is, in seconds since 1970.
    pub fn seconds(&self) -> i64 {
        self.clock.now().unix_timestamp()
    }

    /// A token that this installation signed.
    pub fn sign(&self, claims: &Map<String, Value>) -> String {
        self.key.sign(claims).expect("a token is signed")
    }

    /// Somebody without a token who files reports and follows them.
    pub fn citizen(&self) -> Person<'_> {
        Person::without_token(self)
    }

    /// Anybody who reads what is public.
    pub fn anonymous(&self) -> Person<'_> {
        Person::without_token(self)
    }

    /// Somebody at the public relations desk.
    pub fn operator(&self, administration: &str) -> Person<'_> {
        Person::of(self, "operator", administration, None)
    }

    /// Somebody who handles the cases of an office.
    pub fn officer(&self, administration: &str, office: &str) -> Person<'_> {
        Person::of(self, "officer", administration, Some(office))
    }

    /// The manager of an office.
    pub fn manager(&self, administration: &str, office: &str) -> Person<'_> {
        Person::of(self, "manager", administration, Some(office))
    }

    /// Somebody who holds another role in a whole administration.
    pub fn who(&self, role: &str, administration: &str) -> Person<'_> {
        Person::of(self, role, administration, None)
    }

    /// Somebody who shows this token.
    pub fn bearer(&self, token: &str) -> Person<'_> {
        Person::without_token(self).with("Authorization", &format!("Bearer {token}"))
    }

    /// Lets the audit log be other than the requests of this test: for tests that change it by hand.
    pub fn forget_deeds(&self) {
        self.deeds.forget();
    }

    /// What each request that was answered well cost, where the database is watched.
    pub fn counted(&self) -> Vec<Counted> {
        self.tally.counted()
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    pub(crate) fn deeds(&self) -> &Deeds {
        &self.deeds
    }

    pub(crate) fn agent(&self) -> &Agent {
        &self.agent
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "App({} on {})", self.address, self.database.kind)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if thread::panicking() {
            let _heard = writeln!(io::stderr(), "… on {}", self.database.kind);
        }
        drop(self.handle.stop(false));
        if let Some(serving) = self.serving.take() {
            let _ended = serving.join();
        }
        if !thread::panicking()
            && let Ok(faults) = self.deeds.faults(&self.state)
        {
            assert!(faults.is_empty(), "{}: {faults:#?}", self.database.kind);
        }
    }
}

/// Serves on a thread of its own, as the program does.
fn serve(listener: TcpListener, state: AppState, threads: usize) -> (JoinHandle<()>, ServerHandle) {
    let tuning = Tuning {
        workers: 1,
        blocking_threads: threads,
        body_limit: 1_048_576,
        rate_limit: NonZeroU32::MAX,
        public_url: None,
        origins: Origins::default(),
    };
    let (tell, told) = mpsc::channel();
    let serving = thread::spawn(move || {
        actix_web::rt::System::new().block_on(async {
            let server = server::serve(listener, state, &tuning).expect("the server starts");
            tell.send(server.handle()).expect("somebody waits for the server");
            server.await.expect("the server ends well");
        });
    });
    let handle = told.recv().expect("the server has started");
    (serving, handle)
}

/// A moment as people write it.
fn moment(at: &str) -> OffsetDateTime {
    OffsetDateTime::parse(at, &Rfc3339).expect("a moment by RFC 3339")
}
