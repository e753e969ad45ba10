use super::*;
use crate::cases::Reason;
use crate::codes::{AdministrationCode, CaseId};
use crate::text::Source;
use time::macros::{date, datetime};

fn livorno() -> AdministrationCode {
    AdministrationCode::parse("c_e625").unwrap()
}

fn a_document(subject: &str) -> Document {
    Document {
        direction: Direction::Incoming,
        correspondent: "Anna Rossi".to_owned(),
        subject: subject.to_owned(),
        digest: digest_of(&[subject.as_bytes()]),
    }
}

fn particulars() -> Particulars {
    Particulars {
        case: Some(CaseId(uuid::Uuid::from_u128(7))),
        foreign: Some(ForeignProtocol {
            number: ForeignNumber::parse("A-12").unwrap(),
            date: Some(date!(2026 - 11 - 18)),
        }),
        emergency: Some(EmergencyNumber {
            register: "EM-2026".to_owned(),
            number: 3,
            date: date!(2026 - 11 - 19),
        }),
        annuls: None,
    }
}

fn register(end: RegisterEnd, subject: &str) -> Entry {
    let at = datetime!(2026-11-20 10:30 UTC);
    Entry::register(&livorno(), 2026, end, a_document(subject), particulars(), at)
}

fn two_entries() -> (Entry, Entry) {
    let first = register(RegisterEnd::EMPTY, "first");
    let second = register(first.end(), "second");
    (first, second)
}

/// An entry as it was sealed before entries had particulars; its hash was computed apart, in another language.
fn old_entry() -> Entry {
    let hash = [
        0xa1, 0x4f, 0x4e, 0xbd, 0x77, 0xd4, 0x91, 0x88, 0x42, 0x8a, 0x6f, 0x23, 0xcb, 0x30, 0x49, 0x41, 0x06,
        0x07, 0x8e, 0x19, 0xdc, 0x8e, 0x1a, 0x8f, 0x4f, 0xa0, 0x00, 0x8e, 0x69, 0xb6, 0x44, 0x44,
    ];
    Entry {
        number: ProtocolNumber {
            year: 2026,
            number: 1,
        },
        registered_at: datetime!(2026-11-20 10:30 UTC),
        document: a_document("first"),
        particulars: Particulars::default(),
        previous: [0; 32],
        hash,
        seal: Seal::First,
    }
}

#[test]
fn numbers_are_progressive_and_have_at_least_seven_digits() {
    let (first, second) = two_entries();
    assert_eq!(first.number.to_string(), "2026/0000001");
    assert_eq!(second.number.to_string(), "2026/0000002");
    let long = ProtocolNumber {
        year: 2026,
        number: 12_345_678,
    };
    assert_eq!(long.to_string(), "2026/12345678");
}

#[test]
fn each_entry_follows_the_one_before() {
    let (first, second) = two_entries();
    assert!(first.follows(&livorno(), RegisterEnd::EMPTY));
    assert!(second.follows(&livorno(), first.end()));
    assert!(!second.follows(&livorno(), RegisterEnd::EMPTY));
}

#[test]
fn the_time_of_a_register_never_goes_back() {
    let first = register(RegisterEnd::EMPTY, "first");
    let earlier = first.registered_at - time::Duration::SECOND;
    let document = a_document("second");
    let second = Entry::register(
        &livorno(),
        2026,
        first.end(),
        document,
        Particulars::default(),
        earlier,
    );
    assert_eq!(second.registered_at, first.registered_at);
}

#[test]
fn no_field_of_an_entry_can_change_unseen() {
    let (first, second) = two_entries();
    let changes: [fn(&mut Entry); 11] = [
        |e| e.document.subject.push('!'),
        |e| e.document.correspondent.clear(),
        |e| e.document.direction = Direction::Outgoing,
        |e| e.document.digest = [7; 32],
        |e| e.registered_at += time::Duration::microseconds(1),
        |e| e.number.year += 1,
        |e| e.particulars.case = None,
        |e| e.particulars.foreign = None,
        |e| e.particulars.emergency.as_mut().unwrap().number = 4,
        |e| e.particulars.annuls = Some(first_number()),
        |e| e.seal = Seal::First,
    ];
    for change in changes {
        let mut changed = second.clone();
        change(&mut changed);
        assert!(!changed.follows(&livorno(), first.end()));
    }
    let elsewhere = AdministrationCode::parse("c_e506").unwrap();
    assert!(!second.follows(&elsewhere, first.end()));
}

fn first_number() -> ProtocolNumber {
    ProtocolNumber {
        year: 2026,
        number: 1,
    }
}

#[test]
fn what_was_sealed_before_entries_had_particulars_stays_sealed() {
    assert!(old_entry().is_whole(&livorno()));
    let second = register(old_entry().end(), "second");
    assert!(second.follows(&livorno(), old_entry().end()));
}

#[test]
fn fields_do_not_run_into_each_other() {
    assert_ne!(digest_of(&[b"ab", b"c"]), digest_of(&[b"a", b"bc"]));
}

fn proved(entries: &[Entry], end: RegisterEnd) -> Result<(), Unsound> {
    let mut proof = Proof::begin(livorno(), 2026);
    for entry in entries {
        proof.accept(entry, None)?;
    }
    proof.close(end)
}

fn unsound(number: i64, flaw: Flaw) -> Result<(), Unsound> {
    let number = ProtocolNumber { year: 2026, number };
    Err(Unsound { number, flaw })
}

#[test]
fn a_proof_names_the_first_entry_that_does_not_hold() {
    let (first, second) = two_entries();
    let third = register(second.end(), "third");
    let whole = [first.clone(), second.clone(), third.clone()];
    assert_eq!(proved(&whole, third.end()), Ok(()));

    let gap = [first.clone(), third.clone()];
    assert_eq!(proved(&gap, third.end()), unsound(2, Flaw::Missing));
    let cut = [first.clone(), second.clone()];
    assert_eq!(proved(&cut, third.end()), unsound(3, Flaw::Missing));
    assert_eq!(proved(&whole, second.end()), unsound(3, Flaw::BeyondTheEnd));

    let mut altered = whole.clone();
    altered[1].document.subject.push('!');
    assert_eq!(proved(&altered, third.end()), unsound(2, Flaw::Altered));

    let another = register(first.end(), "another");
    let replaced = [first.clone(), another, third.clone()];
    assert_eq!(proved(&replaced, third.end()), unsound(3, Flaw::NotFollowing));
    let other_end = RegisterEnd {
        hash: [1; 32],
        ..third.end()
    };
    assert_eq!(proved(&whole, other_end), unsound(3, Flaw::OtherEnd));
}

fn annulment() -> Annulment {
    Annulment {
        entry: first_number(),
        reference: Source::parse("Disposizione 12/2026").unwrap(),
        reason: Reason::parse("Registrata due volte").unwrap(),
        by: "manager".to_owned(),
        at: datetime!(2026-11-21 09:00 UTC),
    }
}

/// The first entry and the one that records its annulment.
fn annulled() -> (Entry, Entry) {
    let first = register(RegisterEnd::EMPTY, "first");
    let act = annulment();
    let particulars = Particulars {
        annuls: Some(act.entry),
        ..Particulars::default()
    };
    let document = act.document("Comune di Livorno");
    let second = Entry::register(&livorno(), 2026, first.end(), document, particulars, act.at);
    (first, second)
}

#[test]
fn an_annulment_cannot_be_removed_changed_or_made_up_unnoticed() {
    let (first, act) = annulled();
    let prove = |kept: [Option<Sha256Digest>; 2]| {
        let mut proof = Proof::begin(livorno(), 2026);
        proof.accept(&first, kept[0])?;
        proof.accept(&act, kept[1])?;
        proof.close(act.end())
    };
    assert_eq!(prove([None, Some(annulment().digest())]), Ok(()));
    assert_eq!(prove([None, None]), unsound(2, Flaw::AnnulmentAltered));
    let mut changed = annulment();
    changed.by.push('!');
    assert_eq!(
        prove([None, Some(changed.digest())]),
        unsound(2, Flaw::AnnulmentAltered)
    );
    let made_up = Some(annulment().digest());
    assert_eq!(prove([made_up, made_up]), unsound(1, Flaw::AnnulmentUnknown));
}

#[test]
fn an_entry_is_annulled_once_and_an_annulment_never() {
    let (first, act) = annulled();
    assert_eq!(may_annul(&first, false), Ok(()));
    assert_eq!(may_annul(&first, true), Err(AnnulRefusal::Already));
    assert_eq!(may_annul(&act, false), Err(AnnulRefusal::RecordsAnnulment));
}

#[test]
fn a_protocol_number_is_read_as_it_is_written() {
    let read = ProtocolNumber::read("2026/0000123").unwrap();
    assert_eq!((read.year, read.number), (2026, 123));
    assert_eq!(read.to_string(), "2026/0000123");
    for other in ["", "2026", "2026/", "/1", "2026/x"] {
        assert_eq!(ProtocolNumber::read(other), None, "{other}");
    }
}
