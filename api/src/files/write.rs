//! Keeping a file as it arrives.

use std::sync::Arc;

use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};

use super::{Files, Key};

/// How many parts may be on their way to the store at a time.
const UNDER_WAY: usize = 2;

/// Writes one file, a part at a time: what is held in memory does not grow with the file. Nothing is there under its key until
/// it is finished.
pub struct Writer {
    store: Arc<dyn ObjectStore>,
    key: Path,
    part: usize,
    writing: Writing,
}

/// A small file is sent whole, a larger one in parts.
enum Writing {
    Whole(Vec<u8>),
    Parts(WriteMultipart),
}

impl Files {
    /// Begins to write a file.
    #[must_use]
    pub fn writer(&self, key: &Key) -> Writer {
        Writer {
            store: self.store.clone(),
            key: key.0.clone(),
            part: self.part,
            writing: Writing::Whole(Vec::new()),
        }
    }
}

impl Writer {
    /// Writes the next bytes, waiting while too much is under way.
    ///
    /// # Errors
    /// What the store says.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match &mut self.writing {
            Writing::Parts(parts) => {
                parts.wait_for_capacity(UNDER_WAY).await?;
                parts.write(bytes);
            }
            Writing::Whole(held) if held.len() + bytes.len() <= self.part => held.extend_from_slice(bytes),
            Writing::Whole(held) => {
                let held = std::mem::take(held);
                let upload = self.store.put_multipart(&self.key).await?;
                let mut parts = WriteMultipart::new_with_chunk_size(upload, self.part);
                parts.write(&held);
                parts.write(bytes);
                self.writing = Writing::Parts(parts);
            }
        }
        Ok(())
    }

    /// Finishes the file: from now on it is there, and stays there when the machine fails.
    ///
    /// # Errors
    /// What the store says; nothing is there then.
    pub async fn finish(self) -> Result<(), Error> {
        match self.writing {
            Writing::Whole(held) => self.store.put(&self.key, PutPayload::from(held)).await.map(drop),
            Writing::Parts(parts) => parts.finish().await.map(drop),
        }
    }

    /// Gives the file up: nothing stays of it.
    ///
    /// # Errors
    /// What the store says; what stays is cleared away later.
    pub async fn abandon(self) -> Result<(), Error> {
        match self.writing {
            Writing::Whole(_) => Ok(()),
            Writing::Parts(parts) => parts.abort().await,
        }
    }
}
