//! The program itself, as a process that can be killed.

use std::env;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use cartaviva_persistence::Target;
use cartaviva_tests::Database;
use tempfile::TempDir;

use crate::ADMINISTRATION;

/// How long the program may take to start, or to stop when it is asked to.
const PATIENCE: Duration = Duration::from_secs(60);

/// The folder of an installation.
enum Folder {
    OfItsOwn(TempDir),
    Given(PathBuf),
}

impl Folder {
    fn path(&self) -> &Path {
        match self {
            Self::OfItsOwn(folder) => folder.path(),
            Self::Given(folder) => folder,
        }
    }
}

/// An installation on a database, with a folder of its own.
pub struct Installation {
    program: PathBuf,
    folder: Folder,
    database: String,
    examples: bool,
    files: Option<u64>,
    port: u16,
    settings: Vec<(&'static str, String)>,
    running: Option<Child>,
}

impl Installation {
    /// An installation of the program that was built beside this one, or that `CARTAVIVA_BIN` names, on a database that has
    /// the examples.
    pub fn on(database: &Database) -> Self {
        let Target::Postgres(url) = &database.target else {
            panic!("a server of PostgreSQL");
        };
        let folder = tempfile::tempdir().expect("a folder for a while");
        let mut made = Self::at(url, Folder::OfItsOwn(folder));
        made.examples = false;
        made
    }

    /// An installation with the examples on a new database of PostgreSQL.
    pub fn on_url(url: &str) -> Self {
        Self::at(
            url,
            Folder::OfItsOwn(tempfile::tempdir().expect("a folder for a while")),
        )
    }

    /// An installation with the examples on a file of SQLite in its own folder.
    pub fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let url = sqlite_in(folder.path());
        Self::at(&url, Folder::OfItsOwn(folder))
    }

    /// An installation with the examples on a file of SQLite in a folder that is there.
    pub fn on_sqlite_in(folder: &Path) -> Self {
        Self::at(&sqlite_in(folder), Folder::Given(folder.to_owned()))
    }

    fn at(url: &str, folder: Folder) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let port = listener.local_addr().expect("the port has a number").port();
        Self {
            program: program(),
            folder,
            database: url.to_owned(),
            examples: true,
            files: None,
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

    /// The same that may have so many files open.
    pub fn with_files(mut self, files: u64) -> Self {
        self.files = Some(files);
        self
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// The database.
    pub fn target(&self) -> Target {
        Target::parse(&self.database).expect("a database")
    }

    /// Starts the program and waits until it answers.
    pub fn start(&mut self) {
        self.begin();
        self.wait();
        self.examples = false;
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.running.as_ref().expect("it runs").id()
    }

    /// Asks it to stop (SIGTERM) and does not wait for it.
    pub fn ask_to_stop(&self) {
        let asked = Command::new("kill")
            .args(["-TERM", &self.process().to_string()])
            .status();
        assert!(asked.is_ok_and(|status| status.success()), "it cannot be asked");
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
        self.ask_to_stop();
        let mut running = self.running.take().expect("it runs");
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
        self.prove("verify-register")
    }

    /// Whether the program finds its audit log sound.
    pub fn prove_audit(&self) -> bool {
        self.prove("verify-audit")
    }

    fn prove(&self, what: &str) -> bool {
        let proved = self
            .command()
            .args([what, "--administration", ADMINISTRATION])
            .output()
            .expect("the program runs");
        crate::say(&format!(
            "{what}: {}{}",
            String::from_utf8_lossy(&proved.stdout).trim(),
            String::from_utf8_lossy(&proved.stderr).trim()
        ));
        proved.status.success()
    }

    fn command(&self) -> Command {
        let mut command = match self.files {
            None => Command::new(&self.program),
            Some(files) => {
                let mut shell = Command::new("sh");
                let limited = format!("ulimit -n {files} && exec \"$0\" \"$@\"");
                shell.arg("-c").arg(limited).arg(&self.program);
                shell
            }
        };
        command
            .env("CARTAVIVA_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("CARTAVIVA_DATA_DIR", self.folder.path())
            .env("CARTAVIVA_DATABASE_URL", &self.database)
            .env("CARTAVIVA_NO_EXAMPLES", (!self.examples).to_string())
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

fn sqlite_in(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("cartaviva.db").display())
}

fn program() -> PathBuf {
    if let Some(named) = env::var_os("CARTAVIVA_BIN") {
        return PathBuf::from(named);
    }
    let own = env::current_exe().expect("this program is a file");
    let built = own.parent().and_then(|examples| examples.parent());
    built.expect("the folder of what was built").join("cartaviva")
}
