//! A mail server that can be down for a while, and what arrived at it before and after.

use std::net::SocketAddr;

use cartaviva_tests::{Mail, MailServer, Mailbox};

/// A mail server that may be up or down; what it was given is kept.
pub struct Post {
    address: SocketAddr,
    server: Option<MailServer>,
    boxes: Vec<Mailbox>,
}

impl Post {
    /// A mail server that is up.
    pub fn start() -> Self {
        let server = MailServer::start();
        Self {
            address: server.address(),
            boxes: vec![server.mailbox()],
            server: Some(server),
        }
    }

    /// Its address as a setting.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// It goes down: nobody answers there.
    pub fn goes_down(&mut self) {
        self.server = None;
    }

    /// It is back, where it was.
    pub fn is_back(&mut self) {
        let server = MailServer::at(self.address);
        self.boxes.push(server.mailbox());
        self.server = Some(server);
    }

    /// What arrived, by the id of the message: of a mail that came twice the id stands twice.
    pub fn arrived(&self) -> Vec<String> {
        let mails = self.boxes.iter().flat_map(Mailbox::mails);
        mails.map(|mail| id(&mail)).collect()
    }
}

/// The id of the message that a mail is.
fn id(mail: &Mail) -> String {
    let header = mail.header("Message-ID");
    let id = header.trim_start_matches('<').split('@').next();
    id.unwrap_or_default().to_owned()
}
