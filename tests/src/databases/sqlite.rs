//! SQLite: a file for each test, copied from one that was made once.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use cartaviva_persistence::Target;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use tempfile::TempDir;

/// The file that the others are copies of.
static TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let (loaded, whole) = (folder.path().join("loaded.db"), folder.path().join("whole.db"));
    super::examples(&Target::Sqlite(loaded.clone()));
    let mut connection = SqliteConnection::establish(&loaded.to_string_lossy()).expect("the file opens");
    let copy = format!("VACUUM INTO '{}'", whole.display());
    connection.batch_execute(&copy).expect("the file is copied whole");
    fs::read(whole).expect("the copy is read")
});

/// A new copy in a folder of its own.
pub(super) fn copy() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let file = folder.path().join("cartaviva.db");
    fs::write(&file, &*TEMPLATE).expect("the copy is written");
    (folder, file)
}
