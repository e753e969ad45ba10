//! Opening the place that the settings name.

use std::path::{Path as Folder, PathBuf};
use std::sync::Arc;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientConfigKey, Error, ObjectStore};

use super::Files;

/// How much is written to a folder at a time.
const PART_OF_FOLDER: usize = 1_048_576;

/// How much is sent to a bucket at a time: the least that S3 takes as a part.
const PART_OF_BUCKET: usize = 5 * 1_048_576;

/// How long one exchange with a bucket may take: a client may read slowly what the bucket sends.
const PATIENCE: &str = "15 minutes";

/// Why files cannot be kept where the settings say.
#[derive(Debug, thiserror::Error)]
pub enum FilesFault {
    /// The URL names no place.
    #[error("the place for attachments is file:///FOLDER or s3://BUCKET/PREFIX")]
    Url,
    /// The place cannot be used.
    #[error("the place for attachments cannot be used")]
    Store(#[from] Error),
}

/// Where files are to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesPlace {
    /// In a folder.
    Folder(PathBuf),
    /// In a bucket, by its URL.
    Bucket(String),
}

impl FilesPlace {
    /// Reads `file:///FOLDER` or `s3://BUCKET/PREFIX`.
    ///
    /// # Errors
    /// [`FilesFault::Url`] for anything else.
    pub fn parse(url: &str) -> Result<Self, FilesFault> {
        match url.strip_prefix("file://").map(PathBuf::from) {
            Some(folder) if folder.is_absolute() => Ok(Self::Folder(folder)),
            Some(_) => Err(FilesFault::Url),
            None => bucket_and_prefix(url).map(|_| Self::Bucket(url.to_owned())),
        }
    }
}

impl Files {
    /// Files in a folder that is there. A file is on the disk before it counts as kept.
    ///
    /// # Errors
    /// [`FilesFault::Store`] when the folder is not there.
    pub fn in_folder(folder: &Folder) -> Result<Self, FilesFault> {
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
            folder: Some(folder.to_owned()),
            part: PART_OF_FOLDER,
        })
    }

    /// Files in a bucket, `s3://BUCKET/PREFIX`; who asks, where and how is read from the standard variables (`AWS_REGION`,
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_ENDPOINT_URL`, `AWS_ALLOW_HTTP` and the like).
    ///
    /// # Errors
    /// [`FilesFault`] when the URL names no bucket or the variables are not in order.
    pub fn in_bucket(url: &str) -> Result<Self, FilesFault> {
        let (bucket, prefix) = bucket_and_prefix(url)?;
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), PATIENCE)
            .build()?;
        let store: Arc<dyn ObjectStore> = if prefix.is_empty() {
            Arc::new(store)
        } else {
            Arc::new(PrefixStore::new(store, Path::parse(prefix).map_err(Error::from)?))
        };
        Ok(Self {
            store,
            folder: None,
            part: PART_OF_BUCKET,
        })
    }

    /// Files that are forgotten with the process: for trying things out.
    #[must_use]
    pub fn in_memory() -> Self {
        Self {
            store: Arc::new(InMemory::new()),
            folder: None,
            part: PART_OF_FOLDER,
        }
    }
}

/// The bucket and the prefix of `s3://BUCKET/PREFIX`.
fn bucket_and_prefix(url: &str) -> Result<(&str, &str), FilesFault> {
    let rest = url.strip_prefix("s3://").ok_or(FilesFault::Url)?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    let shaped = (3..=63).contains(&bucket.len())
        && bucket
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    if shaped {
        Ok((bucket, prefix.trim_matches('/')))
    } else {
        Err(FilesFault::Url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_may_have_a_prefix() {
        assert_eq!(bucket_and_prefix("s3://carta").unwrap(), ("carta", ""));
        assert_eq!(bucket_and_prefix("s3://carta/a/b/").unwrap(), ("carta", "a/b"));
        for odd in [
            "carta",
            "s3://",
            "s3:///a",
            "s3://Not_A_Bucket/a",
            "https://carta",
        ] {
            assert!(bucket_and_prefix(odd).is_err(), "{odd}");
        }
    }
}
