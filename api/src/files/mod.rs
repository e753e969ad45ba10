//! Where files are kept: a folder of this machine, or a bucket of a store that speaks S3. What they are and whose they are is
//! for the database to know; here a file has a key, which says nothing of a person.

mod open;
mod read;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use cartaviva_domain::codes::{AdministrationCode, AttachmentId};
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt};

pub use open::{FilesFault, FilesPlace};
pub use read::{Kept, Spoilt};
pub use write::Writer;

/// A place where files are kept.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
    /// How many bytes are sent to the store at a time.
    part: usize,
}

/// What a file is kept under: its administration and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(Path);

impl Key {
    /// The key of the file of an attachment.
    #[must_use]
    pub fn of(administration: &AdministrationCode, attachment: AttachmentId) -> Self {
        let id = attachment.0.to_string();
        Self(Path::from_iter([administration.as_str(), id.as_str()]))
    }
}

impl Files {
    /// Destroys a file, and what an upload that broke may have left of it; one that is not there is destroyed already. On a store
    /// that speaks S3 the parts of an upload that broke are left to the bucket's own rule for unfinished uploads.
    ///
    /// # Errors
    /// What the store says.
    pub async fn destroy(&self, key: &Key) -> Result<(), Error> {
        match self.store.delete(&key.0).await {
            Ok(()) | Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
        if let Some(folder) = &self.folder {
            // A folder's store writes under this name until the file is whole.
            let unfinished = folder.join(format!("{}#1", key.0));
            let gone = actix_web::web::block(move || std::fs::remove_file(unfinished)).await;
            let absent = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
            match gone {
                Ok(Err(source)) if !absent(&source) => {
                    return Err(Error::Generic {
                        store: "folder",
                        source: Box::new(source),
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }
}
