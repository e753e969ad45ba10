//! Mail, on a real mail server.

use std::net::TcpListener;

use cartaviva_tests::{App, Mail, MailServer, on_both};
use serde_json::{Value, json};

const CITIZEN: &str = "anna.rossi@example.it";
const URP: &str = "urp@comune.livorno.it";
const MORNING: &str = "2026-11-23T09:00:00+01:00";

fn url(server: &MailServer) -> String {
    format!("smtp://{}", server.address())
}

/// The mails for an address.
fn for_whom(server: &MailServer, address: &str) -> Vec<Mail> {
    let mut mails = server.mails();
    mails.retain(|mail| mail.to == address);
    mails
}

/// The messages that stand so.
fn standing(app: &App, state: &str) -> Vec<Value> {
    let path = format!("/administrations/c_e625/messages?state={state}&limit=100");
    let answer = app.operator("c_e625").get(&path).expect(200);
    answer.at("/items").as_array().unwrap().clone()
}

#[test]
fn the_answer_reaches_who_asked_and_the_public_relations_office() {
    on_both(|app| {
        app.upheld();
        let server = MailServer::start();
        app.set_clock(MORNING);
        let delivered = app.deliver_to(&url(&server));
        assert!(!delivered.server_away, "{delivered:?}");
        let subjects: Vec<String> = for_whom(&server, CITIZEN)
            .iter()
            .map(|mail| mail.header("Subject"))
            .collect();
        assert_eq!(subjects.len(), 3, "{subjects:?}");
        let copy = for_whom(&server, URP);
        assert_eq!(copy.len(), 1);
        assert!(
            copy[0].text.contains("lo sportello doveva essere aperto"),
            "{}",
            copy[0].text
        );
        assert!(!copy[0].text.contains(CITIZEN), "{}", copy[0].text);
        assert_eq!(
            standing(app, "pending"),
            [json!(null); 0],
            "the office has no address"
        );
        assert_eq!(app.deliver_to(&url(&server)).leased, 0, "once");
    });
}

#[test]
fn a_mail_says_that_no_person_sends_it_and_carries_the_id_of_its_message() {
    on_both(|app| {
        app.received();
        let server = MailServer::start();
        app.deliver_to(&url(&server));
        let mail = for_whom(&server, CITIZEN).remove(0);
        let message = standing(app, "sent").remove(0);
        let id = message["id"].as_str().unwrap();
        assert_eq!(mail.header("Message-ID"), format!("<{id}@carta.example>"));
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        assert_eq!(mail.header("From"), "\"Carta viva\" <noreply@carta.example>");
        assert_eq!(mail.header("Reply-To"), "URP <urp@carta.example>");
        assert_eq!(mail.header("To"), CITIZEN);
        assert!(mail.header("Content-Type").starts_with("multipart/alternative"));
        assert!(!mail.text.to_lowercase().contains("list-unsubscribe"));
    });
}

#[test]
fn a_mail_server_that_is_down_for_a_while_loses_nothing() {
    on_both(|app| {
        app.upheld();
        let nobody = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = nobody.local_addr().unwrap();
        drop(nobody);
        let url = format!("smtp://{address}");
        for at in [
            "2026-11-23T09:00:00+01:00",
            "2026-11-23T12:00:00+01:00",
            "2026-11-30T09:00:00+01:00",
        ] {
            app.set_clock(at);
            let delivered = app.deliver_to(&url);
            assert!(delivered.server_away);
            assert_eq!(delivered.sent, 0);
        }
        let mut still = standing(app, "pending");
        // The office has no address: what is for it is given up when its turn comes.
        still.retain(|message| message["audience"] != "office");
        assert_eq!(still.len(), 4);
        assert!(still.iter().all(|message| message["attempts"] == 0), "{still:?}");
        let server = MailServer::at(address);
        app.set_clock("2026-11-30T09:05:00+01:00");
        assert_eq!(app.deliver_to(&url).sent, 4);
        assert_eq!(for_whom(&server, CITIZEN).len(), 3);
        assert_eq!(for_whom(&server, URP).len(), 1);
        assert_eq!(standing(app, "pending").len(), 0);
    });
}

#[test]
fn a_mail_that_is_not_taken_for_now_waits_longer_each_time() {
    on_both(|app| {
        app.received();
        let server = MailServer::start();
        server.refuses(CITIZEN, "451 Try again later");
        app.deliver_to(&url(&server));
        let message = standing(app, "pending").remove(0);
        assert_eq!(message["attempts"], json!(1));
        assert_eq!(
            message["last_error"],
            json!("the mail server did not take it: 451")
        );
        assert_eq!(app.deliver_to(&url(&server)).leased, 0, "it waits");
        app.set_clock("2026-11-20T11:32:00+01:00");
        app.deliver_to(&url(&server));
        assert_eq!(standing(app, "pending").remove(0)["attempts"], json!(2));
        server.accepts(CITIZEN);
        app.set_clock("2026-11-20T12:00:00+01:00");
        assert_eq!(app.deliver_to(&url(&server)).sent, 1);
        assert_eq!(for_whom(&server, CITIZEN).len(), 1);
    });
}

#[test]
fn a_mail_that_is_refused_is_given_up_until_somebody_asks_for_it_again() {
    on_both(|app| {
        app.received();
        let server = MailServer::start();
        server.refuses(CITIZEN, "550 No such mailbox");
        assert_eq!(app.deliver_to(&url(&server)).dead, 1);
        let dead = standing(app, "dead").remove(0);
        assert_eq!(dead["last_error"], json!("the mail server refused it: 550"));
        app.set_clock("2026-12-20T11:30:00+01:00");
        assert_eq!(app.deliver_to(&url(&server)).leased, 0);
        server.accepts(CITIZEN);
        let id = dead["id"].as_str().unwrap();
        app.operator("c_e625")
            .post_nothing(&format!("/administrations/c_e625/messages/{id}/retry"))
            .expect(202);
        assert_eq!(app.deliver_to(&url(&server)).sent, 1);
        app.operator("c_e625")
            .post_nothing(&format!("/administrations/c_e625/messages/{id}/retry"))
            .expect(409);
    });
}

#[test]
fn one_refused_mail_keeps_no_other_waiting() {
    on_both(|app| {
        app.upheld();
        let server = MailServer::start();
        server.refuses(CITIZEN, "550 No such mailbox");
        app.set_clock(MORNING);
        let delivered = app.deliver_to(&url(&server));
        assert_eq!(delivered.dead, 3);
        assert_eq!(for_whom(&server, URP).len(), 1);
    });
}

#[test]
fn what_somebody_writes_never_becomes_a_header_or_markup() {
    on_both(|app| {
        let mut body = app.report();
        body["subject"] = json!("Chiuso <b>sempre</b> Bcc: spia@example.it");
        app.filed("c_e625", &body);
        let server = MailServer::start();
        app.deliver_to(&url(&server));
        let mails = server.mails();
        assert_eq!(mails.len(), 1, "one receiver");
        assert_eq!(mails[0].header("Bcc"), "");
        assert!(mails[0].text.contains("&#60;b&#62;"), "{}", mails[0].text);
    });
}
