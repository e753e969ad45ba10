//! A throwaway PostgreSQL cluster: made of the installed programs, gone when this process is gone.

use std::env;
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use diesel::{Connection, PgConnection};

/// Makes the cluster, serves until the standard input ends (which it does when the process that holds its other end ends,
/// in whatever way), and clears everything away. `$1`: the folder of the programs; `$2`: the folder of the cluster.
///
/// Nothing is flushed to the disk: what a crash would lose is of no use to anybody.
const LIFE: &str = r#"
"$1/initdb" --pgdata "$2/data" --username postgres --auth trust --encoding UTF8 --locale C --no-sync --no-instructions || exit 1
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off &
cat
kill -QUIT $!
wait
rm -rf "$2"
"#;

/// How long the cluster may take to be made and to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The shell that watches over the cluster. Its standard input is held here until this process ends.
static WATCH: Mutex<Option<Child>> = Mutex::new(None);

/// The folder of PostgreSQL's programs, where they are installed: in the path, or where Debian and Red Hat keep them.
pub fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut kept: Vec<PathBuf> = ["/usr/lib/postgresql", "/usr"]
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path().join("bin")))
        .collect();
    kept.sort();
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres"]
            .iter()
            .all(|name| folder.join(name).is_file())
    };
    env::split_paths(&path)
        .chain(kept.into_iter().rev())
        .find(complete)
}

/// Starts a cluster and answers the URL under which it is reached.
pub(super) fn start(programs: &Path) -> Result<String, String> {
    let folder = tempfile::Builder::new()
        .prefix("cartaviva-pg-")
        .tempdir()
        .map_err(|error| error.to_string())?;
    let user = other_user(folder.path())?;
    if let Some((user, group)) = user {
        chown(folder.path(), Some(user), Some(group)).map_err(|error| error.to_string())?;
    }
    // From here on the shell clears it away.
    let folder = folder.keep();
    let log = folder.join("log");
    let mut shell = shell(programs, &folder, user, &log).map_err(|error| format!("sh: {error}"))?;
    let url = format!("postgres://postgres@/postgres?host={}", folder.display());
    let answered = wait(&url, &mut shell);
    let said = fs::read_to_string(&log).unwrap_or_default();
    *WATCH.lock().map_err(|error| error.to_string())? = Some(shell);
    if answered {
        Ok(url)
    } else {
        Err(format!("the throwaway cluster does not answer; it said:\n{said}"))
    }
}

fn shell(programs: &Path, folder: &Path, user: Option<(u32, u32)>, log: &Path) -> std::io::Result<Child> {
    let out = fs::File::create(log)?;
    let mut shell = Command::new("sh");
    shell
        .args(["-c", LIFE, "sh"])
        .args([programs, folder])
        .current_dir(folder)
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(out.try_clone()?)
        .stderr(out)
        .process_group(0);
    if let Some((user, group)) = user {
        shell.uid(user).gid(group);
    }
    shell.spawn()
}

/// PostgreSQL refuses to run as root: then it runs as its own user, or as nobody; none where whoever owns the folder will do.
///
/// # Errors
/// When root has no user to run it as.
pub fn other_user(folder: &Path) -> Result<Option<(u32, u32)>, String> {
    let mine = fs::metadata(folder).map_err(|error| error.to_string())?.uid();
    if mine != 0 {
        return Ok(None);
    }
    let known = fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
    let find = |name: &str| {
        let fields = known.lines().map(|line| line.split(':').collect::<Vec<_>>());
        fields
            .filter(|fields| fields.first() == Some(&name))
            .find_map(|fields| match fields.as_slice() {
                [_, _, user, group, ..] => Some((user.parse().ok()?, group.parse().ok()?)),
                _ => None,
            })
    };
    find("postgres")
        .or_else(|| find("nobody"))
        .map(Some)
        .ok_or_else(|| "root has no user to run it as".to_owned())
}

/// Waits until the cluster answers; false when it ended or took too long.
fn wait(url: &str, shell: &mut Child) -> bool {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if PgConnection::establish(url).is_ok() {
            return true;
        }
        if !matches!(shell.try_wait(), Ok(None)) {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}
