//! A receiver of webhooks on this machine, which writes down what it gets and answers as it is told.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::Value;

/// What was posted.
#[derive(Clone, Debug)]
pub struct Posted {
    /// The headers, by their names in small letters.
    pub headers: HashMap<String, String>,
    /// The body as it came.
    pub body: String,
    /// The body as JSON.
    pub json: Value,
}

/// How the receiver answers: a status, from what was posted.
type Answering = Box<dyn Fn(&Posted) -> u16 + Send>;

/// A receiver, which ends when it is dropped.
pub struct Receiver {
    address: SocketAddr,
    told: Arc<Told>,
}

struct Told {
    answering: Mutex<Answering>,
    posted: Mutex<Vec<Posted>>,
    ended: AtomicBool,
}

impl Receiver {
    /// A receiver that takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let address = listener.local_addr().expect("the port has a number");
        let told = Arc::new(Told {
            answering: Mutex::new(Box::new(|_| 204)),
            posted: Mutex::default(),
            ended: AtomicBool::new(false),
        });
        let heard = told.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if heard.ended.load(Ordering::SeqCst) {
                    return;
                }
                let heard = heard.clone();
                thread::spawn(move || serve(&heard, stream));
            }
        });
        Self { address, told }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on it answers with this status.
    pub fn answers(&self, status: u16) {
        self.answers_by(move |_| status);
    }

    /// From now on it answers with a status that depends on what is posted.
    pub fn answers_by(&self, answering: impl Fn(&Posted) -> u16 + Send + 'static) {
        *self.told.answering.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(answering);
    }

    /// What was posted so far, first to last.
    pub fn posted(&self) -> Vec<Posted> {
        self.told
            .posted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The types of the events that were posted so far.
    pub fn types(&self) -> Vec<String> {
        let posted = self.posted();
        posted
            .iter()
            .filter_map(|posted| Some(posted.json.get("type")?.as_str()?.to_owned()))
            .collect()
    }

    /// Forgets what was posted.
    pub fn forget(&self) {
        self.told
            .posted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.told.ended.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

/// Serves one connection; who breaks it off is not heard.
fn serve(told: &Told, mut stream: TcpStream) {
    let Ok(posted) = read(&stream) else {
        return;
    };
    let status = told.answering.lock().unwrap_or_else(PoisonError::into_inner)(&posted);
    told.posted
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(posted);
    let answer = format!(
        "HTTP/1.1 {status} Answered\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    drop(stream.write_all(answer.as_bytes()));
}

fn read(stream: &TcpStream) -> io::Result<Posted> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut headers = HashMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Posted {
        json: serde_json::from_str(&body).unwrap_or_default(),
        headers,
        body,
    })
}
