//! A mail server on the loopback: it speaks SMTP (RFC 5321) and keeps what it is given.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A mail as the server was given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Who it is for, from the envelope.
    pub to: String,
    /// The whole text, headers first, lines ended by `\n`.
    pub text: String,
}

impl Mail {
    /// A header, unfolded; empty when it is not there.
    pub fn header(&self, name: &str) -> String {
        let (head, _) = self.text.split_once("\n\n").unwrap_or((&self.text, ""));
        let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
        let wanted = format!("{}:", name.to_lowercase());
        let found = unfolded
            .lines()
            .find(|line| line.to_lowercase().starts_with(&wanted))
            .map(|line| line[wanted.len()..].trim().to_owned());
        found.unwrap_or_default()
    }
}

#[derive(Debug, Default)]
struct Shared {
    mails: Mutex<Vec<Mail>>,
    refusals: Mutex<HashMap<String, &'static str>>,
    stops: AtomicBool,
}

/// A mail server; it stops when it is dropped.
#[derive(Debug)]
pub struct MailServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl MailServer {
    /// A server on a port that is free.
    pub fn start() -> Self {
        Self::at(SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    /// A server at an address.
    pub fn at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).expect("the address is free");
        let address = listener.local_addr().expect("the port has a number");
        let shared = Arc::new(Shared::default());
        let kept = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if kept.stops.load(Ordering::SeqCst) {
                    break;
                }
                let kept = kept.clone();
                thread::spawn(move || serve(&stream, &kept));
            }
        });
        Self { address, shared }
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it puts what it is given: a mail that it takes while it stops is in it too.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox(self.shared.clone())
    }

    /// What it was given so far.
    pub fn mails(&self) -> Vec<Mail> {
        held(&self.shared.mails).clone()
    }

    /// From now on it answers so to who writes to an address: `550 No such mailbox`.
    pub fn refuses(&self, to: &str, answer: &'static str) {
        held(&self.shared.refusals).insert(to.to_owned(), answer);
    }

    /// From now on it takes mail for an address again.
    pub fn accepts(&self, to: &str) {
        held(&self.shared.refusals).remove(to);
    }
}

/// What a server was given, also once it has stopped.
#[derive(Clone, Debug)]
pub struct Mailbox(Arc<Shared>);

impl Mailbox {
    /// What is in it.
    pub fn mails(&self) -> Vec<Mail> {
        held(&self.0.mails).clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.shared.stops.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves one client until it goes, or the server stops.
fn serve(stream: &TcpStream, shared: &Shared) {
    // A client that goes in the middle is its own affair.
    let _gone = converse(stream, shared);
}

fn converse(mut stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let mut lines = BufReader::new(stream);
    stream.write_all(b"220 localhost\r\n")?;
    let mut to: Vec<String> = Vec::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || shared.stops.load(Ordering::SeqCst) {
            return Ok(());
        }
        let answer = match line.trim_end().split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-localhost\r\n250 8BITMIME".to_owned(),
            "MAIL" | "RSET" => {
                to.clear();
                "250 OK".to_owned()
            }
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                let refusal = held(&shared.refusals).get(&address).copied();
                if refusal.is_none() {
                    to.push(address);
                }
                refusal.unwrap_or("250 OK").to_owned()
            }
            "DATA" => {
                stream.write_all(b"354 Go on\r\n")?;
                let text = data(&mut lines)?;
                let mails = to.drain(..).map(|to| Mail {
                    to,
                    text: text.clone(),
                });
                held(&shared.mails).extend(mails);
                "250 OK".to_owned()
            }
            "NOOP" => "250 OK".to_owned(),
            "QUIT" => {
                stream.write_all(b"221 Bye\r\n")?;
                return Ok(());
            }
            _ => "502 Not here".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes())?;
    }
}

/// The lines of a mail up to the lonely dot, each without the dot that guards it.
fn data(lines: &mut impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let line = line.trim_end_matches(['\r', '\n']);
        if line == "." {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(line));
        text.push('\n');
    }
}
