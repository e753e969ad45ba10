//! Slow and half-closed clients by the thousand: others are served beside them, and they are cut off when their time is over.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::callers::{Callers, Manner};
use crate::check::count;
use crate::cluster::Cluster;
use crate::findings::Findings;
use crate::installation::Installation;
use crate::kept;
use crate::say;

/// How many clients work as usual.
const CLIENTS: u64 = 4;

/// After how long every slow client must be gone: the longest patience of the server, and a little.
const PATIENCE: Duration = Duration::from_secs(180);

/// How long somebody who works as usual may wait, on a machine that is busy with other things too.
const BOUND: Duration = Duration::from_secs(20);

/// How much the server's memory may grow for each slow client, in KiB: what is under way to those who do not read.
const MEMORY: u64 = 256;

/// What a slow client does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Sends the head of its request byte by byte.
    Head,
    /// Asks, is answered, and sends the head of the next request byte by byte.
    NextHead,
    /// Sends the body of its request byte by byte.
    Body,
    /// Asks, closes its side, and waits for the answer.
    HalfClosed,
    /// Sends half of a request and closes its side.
    HalfAsked,
    /// Asks for more than it ever reads.
    NeverReads,
}

const HABITS: [Habit; 6] = [
    Habit::Head,
    Habit::NextHead,
    Habit::Body,
    Habit::HalfClosed,
    Habit::HalfAsked,
    Habit::NeverReads,
];

/// A request that is whole.
const WHOLE: &[u8] = b"GET /v1/administrations/c_e625 HTTP/1.1\r\nHost: carta.example\r\n\r\n";

/// The head of a request that goes on for ever.
const BEGUN: &[u8] = b"GET /v1/status HTTP/1.1\r\nHost: carta.example\r\nX-Slow: ";

/// A head that announces a body.
const ANNOUNCED: &[u8] = b"POST /v1/administrations/c_e625/cases HTTP/1.1\r\nHost: carta.example\r\n\
    Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

/// A request with a long answer.
const LONG: &[u8] = b"GET /v1/openapi.json HTTP/1.1\r\nHost: carta.example\r\n\r\n";

/// One slow client.
struct Slow {
    habit: Habit,
    stream: TcpStream,
    gone: bool,
    answered: bool,
    begun_again: bool,
}

impl Slow {
    fn at(address: SocketAddr, habit: Habit) -> std::io::Result<Self> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(20))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        match habit {
            Habit::Head => stream.write_all(BEGUN)?,
            Habit::NextHead => stream.write_all(WHOLE)?,
            Habit::Body => stream.write_all(ANNOUNCED)?,
            Habit::HalfClosed => stream.write_all(WHOLE)?,
            Habit::HalfAsked => stream.write_all(BEGUN)?,
            Habit::NeverReads => (0..8).try_for_each(|_| stream.write_all(LONG))?,
        }
        if matches!(habit, Habit::HalfClosed | Habit::HalfAsked) {
            stream.shutdown(Shutdown::Write)?;
        }
        stream.set_nonblocking(true)?;
        Ok(Self {
            habit,
            stream,
            gone: false,
            answered: false,
            begun_again: false,
        })
    }

    /// Sends another byte and sees whether the server is still there.
    fn goes_on(&mut self) {
        if self.gone {
            return;
        }
        let next: &[u8] = match self.habit {
            Habit::Head | Habit::Body => b"a",
            Habit::NextHead if self.begun_again => b"a",
            Habit::NextHead if self.answered => BEGUN,
            _ => b"",
        };
        self.begun_again |= next == BEGUN;
        if !next.is_empty()
            && self
                .stream
                .write(next)
                .is_err_and(|error| error.kind() != ErrorKind::WouldBlock)
        {
            self.gone = true;
            return;
        }
        if self.habit == Habit::NeverReads {
            // It never reads: whether the server is there, its own end of the connection tells.
            self.gone = self.stream.take_error().is_ok_and(|error| error.is_some())
                || self
                    .stream
                    .write(b"G")
                    .is_err_and(|error| error.kind() != ErrorKind::WouldBlock);
            return;
        }
        let mut heard = [0; 4_096];
        loop {
            match self.stream.read(&mut heard) {
                Ok(0) => {
                    self.gone = true;
                    return;
                }
                Ok(_) => self.answered |= heard.starts_with(b"HTTP/1.1 "),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => {
                    self.gone = true;
                    return;
                }
            }
        }
    }
}

/// So many slow clients beside a few who work as usual, on a server that may have so many files open.
pub fn tried(slow: u64, files: u64) -> Findings {
    let cluster = Cluster::start();
    let mut installation = Installation::on_url(&cluster.url()).with_files(files);
    installation.start();
    let callers = Callers::gather(&[installation.url()], CLIENTS, Manner::Repeats);
    callers.wait_for(20);
    let before = Usage::of(installation.process());
    let address = installation.address();
    let mut clients: Vec<Slow> = HABITS
        .iter()
        .cycle()
        .take(usize::try_from(slow).unwrap_or(1_000))
        .filter_map(|habit| Slow::at(address, *habit).ok())
        .collect();
    let registered = callers.registered();
    say(&format!("{} slow clients are connected", clients.len()));
    let began = Instant::now();
    let mut most = Usage::of(installation.process());
    while clients.iter().any(|client| !client.gone) && began.elapsed() < PATIENCE {
        clients.iter_mut().for_each(Slow::goes_on);
        most = most.max(Usage::of(installation.process()));
        thread::sleep(Duration::from_millis(500));
    }
    let took = began.elapsed();
    let meanwhile = callers.registered() - registered;
    let told = callers.disperse();
    let after = Usage::of(installation.process());
    let left: Vec<u64> = HABITS
        .iter()
        .map(|habit| {
            count(
                clients
                    .iter()
                    .filter(|client| client.habit == *habit && !client.gone)
                    .count(),
            )
        })
        .collect();
    let unanswered = clients
        .iter()
        .filter(|client| client.habit == Habit::HalfClosed && !client.answered);
    let unanswered = count(unanswered.count());
    let connected = count(clients.len());
    drop(clients);
    let stopped = installation.stop();
    let mut found = kept::findings(&installation, &told);
    found.counts.extend([
        ("slow clients", connected),
        ("files that the server may have open", files),
        ("seconds until all of them were gone", took.as_secs()),
        ("cases registered meanwhile", meanwhile),
        ("open files before, then at most, then after", before.files),
        ("", most.files),
        ("", after.files),
        ("KiB of memory before, then at most, then after", before.memory),
        ("", most.memory),
        ("", after.memory),
    ]);
    let names = [
        "left of those slow with a head",
        "left of those slow with their second head",
        "left of those slow with a body",
        "left of those half-closed",
        "left of those half-closed in the middle of a request",
        "left of those who never read",
    ];
    found.faults.extend(names.into_iter().zip(left));
    found.faults.extend([
        (
            "slow clients who could not connect though there was room",
            if slow + 200 < files { slow - connected } else { 0 },
        ),
        ("half-closed clients without their answer", unanswered),
        (
            "answers to others that took more than 20 s",
            u64::from(told.slowest > BOUND),
        ),
        (
            "trials in which more files were open than may be",
            u64::from(most.files > files),
        ),
        (
            "files that stayed open",
            u64::from(after.files > before.files + 64),
        ),
        (
            "servers whose memory grew out of bounds",
            u64::from(most.memory > before.memory + 65_536 + connected * MEMORY),
        ),
        ("servers that did not stop well when asked", u64::from(!stopped)),
    ]);
    found
}

/// What a process uses.
#[derive(Clone, Copy)]
struct Usage {
    /// Open files and connections.
    files: u64,
    /// Memory, in KiB.
    memory: u64,
}

impl Usage {
    fn of(process: u32) -> Self {
        let files = fs::read_dir(format!("/proc/{process}/fd")).map_or(0, Iterator::count);
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let memory = status.lines().find_map(|line| {
            line.strip_prefix("VmRSS:")?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        });
        Self {
            files: count(files),
            memory: memory.unwrap_or_default(),
        }
    }

    fn max(self, other: Self) -> Self {
        Self {
            files: self.files.max(other.files),
            memory: self.memory.max(other.memory),
        }
    }
}
