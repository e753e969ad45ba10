//! A connection that does not wait for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::exchange::Exchange;
use super::watch::Watch;

/// How long a client may take nothing of its answer.
const UNREAD: Duration = Duration::from_secs(60);

/// How long the next request of a client may be on its way: a little longer than a connection stays open without one, since
/// whoever has begun to ask is no longer idle.
const NEXT: Duration = Duration::from_secs(80);

/// A stream whose other end is given up when it takes nothing of an answer, or does not come to the end of a head.
#[derive(Debug)]
pub(crate) struct Patient<S> {
    stream: S,
    exchange: Exchange,
    /// Runs while the next request is waited for.
    asking: Watch,
    /// Runs while the client takes nothing.
    taking: Watch,
}

impl<S> Patient<S> {
    /// The connection to a client who has just come.
    pub(crate) fn of(stream: S) -> Self {
        Self::waiting(stream, NEXT, UNREAD)
    }

    fn waiting(stream: S, next: Duration, unread: Duration) -> Self {
        Self {
            stream,
            exchange: Exchange::default(),
            asking: Watch::of(next),
            taking: Watch::of(unread),
        }
    }

    /// Whose turn it is here.
    pub(crate) fn exchange(&self) -> Exchange {
        self.exchange.clone()
    }

    /// What is left of an attempt to write: nothing is waited for once the client takes something.
    fn wrote(&mut self, context: &mut Context<'_>, done: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match done {
            Poll::Pending if self.taking.is_over(context) => Poll::Ready(Err(given_up())),
            Poll::Pending => Poll::Pending,
            done => {
                self.taking.stop();
                self.asking.stop();
                self.exchange.is_answered();
                done
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let read = Pin::new(&mut this.stream).poll_read(context, into);
        if read.is_ready() {
            return read;
        }
        if this.exchange.is_at_work() {
            this.asking.stop();
        } else if this.asking.is_over(context) {
            return Poll::Ready(Err(given_up()));
        }
        Poll::Pending
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let done = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.wrote(context, done)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

fn given_up() -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, "the client is too slow")
}

#[cfg(test)]
mod tests {
    use actix_web::rt::time::sleep;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const SHORT: Duration = Duration::from_millis(80);

    #[actix_web::test]
    async fn who_takes_nothing_of_an_answer_is_given_up() {
        let (near, _far) = duplex(16);
        let mut near = Patient::waiting(near, SHORT, SHORT);
        let refused = near.write_all(&[0; 64]).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
    }

    #[actix_web::test]
    async fn who_takes_a_little_from_time_to_time_is_waited_for() {
        let (near, mut far) = duplex(16);
        let mut near = Patient::waiting(near, SHORT, SHORT);
        let taking = async {
            for _ in 0..4 {
                sleep(SHORT / 2).await;
                far.read_exact(&mut [0; 16]).await.unwrap();
            }
        };
        let (wrote, ()) = futures_util::future::join(near.write_all(&[0; 64]), taking).await;
        assert!(wrote.is_ok());
    }

    #[actix_web::test]
    async fn who_begins_to_ask_and_does_not_end_is_given_up_however_often_a_byte_comes() {
        let (near, mut far) = duplex(64);
        let mut near = Patient::waiting(near, SHORT, SHORT);
        let asking = async {
            for _ in 0..8 {
                sleep(SHORT / 4).await;
                // Nobody may be there any more.
                let _sent = far.write_all(b"a").await;
            }
        };
        let reading = async {
            let mut byte = [0];
            loop {
                if let Err(error) = near.read_exact(&mut byte).await {
                    return error.kind();
                }
            }
        };
        let (refused, ()) = futures_util::future::join(reading, asking).await;
        assert_eq!(refused, io::ErrorKind::TimedOut);
    }

    #[actix_web::test]
    async fn while_a_request_is_worked_upon_the_client_need_not_say_anything() {
        let (near, mut far) = duplex(64);
        let mut near = Patient::waiting(near, SHORT, SHORT);
        near.exchange().is_asked();
        let late = async {
            sleep(SHORT * 3).await;
            far.write_all(b"a").await.unwrap();
        };
        let mut byte = [0];
        let (read, ()) = futures_util::future::join(near.read_exact(&mut byte), late).await;
        assert!(read.is_ok());
        near.write_all(b"answer").await.unwrap();
        let refused = near.read_exact(&mut byte).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
    }
}
