//! A PostgreSQL of one's own, which may be restarted.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cartaviva_tests::{postgresql_programs, postgresql_user};
use tempfile::TempDir;

/// What the server is started with. What is committed is in its files; it need not outlive the machine.
const OPTIONS: &str = "-c listen_addresses= -c max_connections=100 -c fsync=off -c synchronous_commit=on";

/// A cluster that goes when this goes.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    user: Option<(u32, u32)>,
}

impl Cluster {
    /// Makes a cluster and starts it.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("cartaviva-pg-")
            .tempdir()
            .expect("a folder for a while");
        let user = postgresql_user(folder.path()).expect("somebody may run PostgreSQL");
        if let Some((user, group)) = user {
            chown(folder.path(), Some(user), Some(group)).expect("the folder is given away");
        }
        let cluster = Self {
            folder,
            programs: postgresql_programs().expect("PostgreSQL's programs"),
            user,
        };
        let initdb =
            "--username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync --no-instructions";
        cluster.run("initdb", initdb.split(' '));
        let options = format!("-k {} {OPTIONS}", cluster.folder.path().display());
        cluster.control(&["-o", &options, "start"]);
        cluster
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!(
            "postgres://postgres@/postgres?host={}",
            self.folder.path().display()
        )
    }

    /// Restarts it, `fast` or `immediate`ly; answers how long that took.
    pub fn restart(&self, mode: &str) -> Duration {
        let began = Instant::now();
        self.control(&["-m", mode, "restart"]);
        began.elapsed()
    }

    fn control(&self, arguments: &[&str]) {
        let log = self.folder.path().join("log").display().to_string();
        let common = ["-w", "-l", &log];
        self.run("pg_ctl", common.into_iter().chain(arguments.iter().copied()));
    }

    fn run<'a>(&self, program: &str, arguments: impl IntoIterator<Item = &'a str>) {
        let mut command = Command::new(self.programs.join(program));
        command
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        let status = command.status().expect("PostgreSQL's programs run");
        assert!(status.success(), "{program}: {status}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.control(&["-m", "immediate", "stop"]);
            return;
        }
        // What cannot be stopped now has nobody left who would mind.
        let _stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            self.control(&["-m", "immediate", "stop"]);
        }));
    }
}
