//! Reading a file back, held against its digest.

use actix_web::web::Bytes;
use cartaviva_domain::protocol::Sha256Digest;
use futures_util::stream::{BoxStream, Stream, StreamExt, try_unfold};
use object_store::{Error, ObjectStoreExt};
use sha2::{Digest, Sha256};

use super::{Files, Key};

/// Up to this size a file is read and verified whole before its first byte is sent.
const SMALL: u64 = 1_048_576;

/// What is kept cannot be given out.
#[derive(Debug, thiserror::Error)]
pub enum Spoilt {
    /// The store cannot give it.
    #[error("the file cannot be read")]
    Store(#[from] Error),
    /// It is not what was received.
    #[error("the file is not the one that was received: its digest or its size differs")]
    Altered,
}

/// The content of a file.
pub enum Kept {
    /// Verified.
    Whole(Bytes),
    /// Verified as it flows: its last part is given out only when all of it is what was received, and else the stream breaks off
    /// with an error, short of the size that was announced.
    Flowing(BoxStream<'static, Result<Bytes, Spoilt>>),
}

impl Files {
    /// Reads a file that must have this size and this digest.
    ///
    /// # Errors
    /// [`Spoilt`] when it cannot be read, or is seen at once not to be what was received.
    pub async fn read(&self, key: &Key, size: u64, sha256: Sha256Digest) -> Result<Kept, Spoilt> {
        let found = self.store.get(&key.0).await?;
        if found.meta.size != size {
            return Err(Spoilt::Altered);
        }
        if size > SMALL {
            return Ok(Kept::Flowing(verified(found.into_stream(), sha256).boxed()));
        }
        let whole = found.bytes().await?;
        if Sha256::digest(&whole).as_slice() == sha256 {
            Ok(Kept::Whole(whole))
        } else {
            Err(Spoilt::Altered)
        }
    }
}

/// A file on its way out: what is still to come, what it was so far, and the part that is held back.
struct Flow {
    rest: BoxStream<'static, Result<Bytes, Error>>,
    digest: Sha256,
    held: Option<Bytes>,
}

/// The same stream, always one part behind, so that the last is given out only when the whole has this digest.
fn verified(
    rest: BoxStream<'static, Result<Bytes, Error>>,
    sha256: Sha256Digest,
) -> impl Stream<Item = Result<Bytes, Spoilt>> + Send {
    let flow = Flow {
        rest,
        digest: Sha256::new(),
        held: None,
    };
    try_unfold(flow, move |mut flow| async move {
        while let Some(part) = flow.rest.next().await {
            let part = part?;
            flow.digest.update(&part);
            if let Some(previous) = flow.held.replace(part) {
                return Ok(Some((previous, flow)));
            }
        }
        let Some(last) = flow.held.take() else {
            return Ok(None);
        };
        if flow.digest.clone().finalize().as_slice() != sha256 {
            return Err(Spoilt::Altered);
        }
        Ok(Some((last, flow)))
    })
}

#[cfg(test)]
mod tests {
    use futures_util::stream::iter;

    use super::*;

    async fn read(parts: &'static [&'static str], of: &str) -> (String, bool) {
        let sha256 = Sha256::digest(of.as_bytes()).into();
        let parts = iter(parts.iter().map(|part| Ok(Bytes::from_static(part.as_bytes()))));
        let (mut told, mut whole) = (String::new(), true);
        let mut flow = verified(parts.boxed(), sha256).boxed();
        while let Some(part) = flow.next().await {
            match part {
                Ok(part) => told.push_str(std::str::from_utf8(&part).unwrap()),
                Err(_) => whole = false,
            }
        }
        (told, whole)
    }

    #[actix_web::test]
    async fn what_is_as_it_was_received_is_given_out_whole() {
        assert_eq!(read(&["ab", "c", "d"], "abcd").await, ("abcd".to_owned(), true));
        assert_eq!(read(&["a"], "a").await, ("a".to_owned(), true));
    }

    #[actix_web::test]
    async fn the_end_of_what_was_altered_is_never_given_out() {
        assert_eq!(read(&["ab", "c", "X"], "abcd").await, ("abc".to_owned(), false));
        assert_eq!(read(&["X"], "a").await, (String::new(), false));
    }
}
