//! The program itself, as a process that can be killed.

use std::env;
use std::fs::File;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use cartaviva_persistence::Target;
use cartaviva_tests::Database;
use tempfile::TempDir;

use crate::ADMINISTRATION;

/// How long the program may take to start, or to stop when it is asked to.
const PATIENCE: Duration = Duration::from_secs(60);

/// An installation on a database, with a folder of its own.
pub struct Installation {
    program: PathBuf,
    folder: TempDir,
    database: String,
    port: u16,
    settings: Vec<(&'static str, String)>,
    running: Option<Child>,
}

impl Installation {
    /// An installation of the program that was built beside this one, or that `CARTAVIVA_BIN` names.
    pub fn on(database: &Database) -> Self {
        let Target::Postgres(url) = &database.target else {
            panic!("a server of PostgreSQL");
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let port = listener.local_addr().expect("the port has a number").port();
        Self {
            program: program(),
            folder: tempfile::tempdir().expect("a folder for a while"),
            database: url.clone(),
            port,
            settings: Vec::new(),
            running: None,
        }
    }

    /// The same with a setting of its own.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// Starts the program and waits until it answers.
    pub fn start(&mut self) {
        self.begin();
        self.wait();
    }

    /// What the program wrote into its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }

    /// Starts the program.
    pub fn begin(&mut self) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"))
            .expect("a log");
        let running = self
            .command()
            .arg("serve")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        self.running = Some(running);
    }

    /// Waits until it answers.
    pub fn wait(&self) {
        let began = Instant::now();
        while ureq::get(&format!("{}/status", self.url())).call().is_err() {
            assert!(began.elapsed() < PATIENCE, "the program does not answer");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Kills it (SIGKILL): it cannot do anything about it.
    pub fn kill(&mut self) {
        let mut running = self.running.take().expect("it runs");
        running.kill().expect("it is killed");
        running.wait().expect("it is gone");
    }

    /// Asks it to stop (SIGTERM); answers whether it ended well and in time.
    pub fn stop(&mut self) -> bool {
        let mut running = self.running.take().expect("it runs");
        let asked = Command::new("kill")
            .args(["-TERM", &running.id().to_string()])
            .status();
        assert!(asked.is_ok_and(|status| status.success()), "it cannot be asked");
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Ok(Some(status)) = running.try_wait() {
                return status.success();
            }
            thread::sleep(Duration::from_millis(50));
        }
        running.kill().expect("it is killed");
        running.wait().expect("it is gone");
        false
    }

    /// A token for a role.
    pub fn token(&self, role: &str) -> String {
        let made = self
            .command()
            .args(["token", "--administration", ADMINISTRATION, "--role", role])
            .output()
            .expect("a token is made");
        let text = String::from_utf8(made.stdout).expect("a token is text");
        text.lines().last().expect("a token").to_owned()
    }

    /// Whether the program finds its register sound.
    pub fn prove_register(&self) -> bool {
        let proved = self
            .command()
            .args(["verify-register", "--administration", ADMINISTRATION])
            .output()
            .expect("the register is looked at");
        crate::say(&format!(
            "verify-register: {}{}",
            String::from_utf8_lossy(&proved.stdout).trim(),
            String::from_utf8_lossy(&proved.stderr).trim()
        ));
        proved.status.success()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env("CARTAVIVA_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("CARTAVIVA_DATA_DIR", self.folder.path())
            .env("CARTAVIVA_DATABASE_URL", &self.database)
            .env("CARTAVIVA_NO_EXAMPLES", "true")
            .env("CARTAVIVA_LOG", "error")
            .env("CARTAVIVA_WEBHOOKS_ALLOW_PRIVATE", "true")
            .envs(self.settings.iter().map(|(name, value)| (*name, value)));
        command
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        if let Some(mut running) = self.running.take() {
            drop(running.kill());
            drop(running.wait());
        }
    }
}

fn program() -> PathBuf {
    if let Some(named) = env::var_os("CARTAVIVA_BIN") {
        return PathBuf::from(named);
    }
    let own = env::current_exe().expect("this program is a file");
    let built = own.parent().and_then(|examples| examples.parent());
    built.expect("the folder of what was built").join("cartaviva")
}
