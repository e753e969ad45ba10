//! The mails as they are read, in both languages, held to what was reviewed (`golden/`). With
//! `CARTAVIVA_WRITE_GOLDEN=1` they are written anew: read their difference like code.

use std::fs;
use std::path::PathBuf;

use cartaviva_domain::codes::MessageId;
use cartaviva_domain::people::EmailAddress;
use cartaviva_domain::procedures::Silence;
use time::macros::datetime;
use uuid::Uuid;

use super::compose::{Sender, compose};
use super::letter::{Letter, Told};
use crate::language::Language;
use cartaviva_domain::notices::{Audience, NoticeKind};

/// Every message that somebody gets.
const TOLD: [(Audience, NoticeKind); 26] = [
    (Audience::Citizen, NoticeKind::Receipt),
    (Audience::Citizen, NoticeKind::Forwarded),
    (Audience::Office, NoticeKind::Forwarded),
    (Audience::Citizen, NoticeKind::CompletionAsked),
    (Audience::Citizen, NoticeKind::Suspended),
    (Audience::Citizen, NoticeKind::NoticeGiven),
    (Audience::Citizen, NoticeKind::Extended),
    (Audience::Urp, NoticeKind::Extended),
    (Audience::Citizen, NoticeKind::Answered),
    (Audience::Urp, NoticeKind::Answered),
    (Audience::Citizen, NoticeKind::Corrected),
    (Audience::Urp, NoticeKind::Corrected),
    (Audience::Citizen, NoticeKind::Reopened),
    (Audience::Office, NoticeKind::DeadlineApproaching),
    (Audience::Office, NoticeKind::DeadlineMissed),
    (Audience::Urp, NoticeKind::DeadlineMissed),
    (Audience::Substitute, NoticeKind::DeadlineMissed),
    (Audience::Office, NoticeKind::SuspensionOver),
    (Audience::Citizen, NoticeKind::ClaimWindowClosing),
    (Audience::Office, NoticeKind::RistoroClaimed),
    (Audience::Citizen, NoticeKind::RistoroGranted),
    (Audience::Citizen, NoticeKind::RistoroRefused),
    (Audience::Citizen, NoticeKind::VoucherExpiring),
    (Audience::Office, NoticeKind::VoucherExpired),
    (Audience::Office, NoticeKind::ReviewDue),
    (Audience::Urp, NoticeKind::ReviewDue),
];

/// What there is to tell, whether or not this message tells it.
fn told(kind: NoticeKind, audience: Audience, language: Language) -> Told {
    let mut told = Told::nothing(kind, audience, "Comune di Livorno");
    let words = |italian: &str, english: &str| language.pick(italian, english).to_owned();
    told.due = words("lunedì 21 dicembre 2026", "Monday 21 December 2026");
    told.last_day = words("giovedì 31 dicembre 2026", "Thursday 31 December 2026");
    if kind == NoticeKind::ReviewDue {
        told.charter = "Carta dei servizi dell'URP".to_owned();
        return told;
    }
    told.number = words(
        "2026/0000123 del venerdì 20 novembre 2026",
        "2026/0000123 of Friday 20 November 2026",
    );
    told.procedure = "Segnalazione di disservizio".to_owned();
    told.office = "Ufficio Relazioni con il Pubblico".to_owned();
    told.reason = "Serve un sopralluogo.".to_owned();
    told.answer = "Lo sportello doveva essere aperto.\n\nCe ne scusiamo.".to_owned();
    told.outcome = words("accolta", "upheld");
    told.late_reasons = "L'ufficio era chiuso per lavori.".to_owned();
    told.term = "Risposta scritta".to_owned();
    told.level = 3;
    told.silence = Silence::Refusal;
    told.holder = "Segretario generale".to_owned();
    told.item = "Una pubblicazione".to_owned();
    told.quantity = 2;
    told.voucher = "K7QM-2R9T".to_owned();
    if audience == Audience::Citizen {
        told.subject = "Sportello chiuso in orario di apertura".to_owned();
    } else {
        told.link = "https://carta.example/v1/administrations/c_e625/cases/019a".to_owned();
    }
    told
}

fn held_to(name: &str, found: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/mail/golden")
        .join(name);
    if std::env::var_os("CARTAVIVA_WRITE_GOLDEN").is_some() {
        fs::write(&file, found).unwrap();
    }
    let reviewed = fs::read_to_string(&file).unwrap();
    assert_eq!(found, reviewed, "{name}");
}

#[test]
fn every_message_says_what_was_reviewed_in_both_languages() {
    for (name, language) in [("it.txt", Language::Italian), ("en.txt", Language::English)] {
        let mut found = String::new();
        for (audience, kind) in TOLD {
            let letter = Letter::write(&told(kind, audience, language), language).unwrap();
            found.push_str(&format!(
                "=== {audience:?}, {kind:?}\n{}\n\n{}\n",
                letter.subject, letter.text
            ));
        }
        held_to(name, &found);
    }
}

#[test]
fn a_mail_goes_out_as_it_was_reviewed_in_both_languages() {
    let sender = Sender {
        from: "Comune di Livorno <noreply@comune.livorno.it>".parse().unwrap(),
        reply_to: Some("URP <urp@comune.livorno.it>".parse().unwrap()),
    };
    let to = EmailAddress::parse("anna.rossi@example.it").unwrap();
    let id = MessageId(Uuid::from_u128(0x019a_a7c2_6f1b_8c3e_9d53_0d8a_3b7f_0c11));
    for (name, language) in [
        ("answered.it.eml", Language::Italian),
        ("answered.en.eml", Language::English),
    ] {
        let told = told(NoticeKind::Answered, Audience::Citizen, language);
        let letter = Letter::write(&told, language).unwrap();
        let mail = compose(&sender, &to, id, &letter, datetime!(2026-11-20 10:30 UTC)).unwrap();
        let text = String::from_utf8(mail.formatted()).unwrap().replace("\r\n", "\n");
        held_to(name, &text);
    }
}
