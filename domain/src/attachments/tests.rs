//! Names made safe; how much may be attached.

use super::*;
use proptest::prelude::*;

fn named(called: &str, format: Format) -> String {
    FileName::safe(called, format).as_str().to_owned()
}

#[test]
fn a_name_keeps_what_people_called_the_file() {
    assert_eq!(
        named("Ricevuta di pagamento.pdf", Format::Pdf),
        "Ricevuta di pagamento.pdf"
    );
    assert_eq!(named("perché no.PDF", Format::Pdf), "perché no.pdf");
    assert_eq!(named("atto.pdf.p7m", Format::SignedCms), "atto.pdf.p7m");
    assert_eq!(named("foto.jpeg", Format::Jpeg), "foto.jpeg");
    assert_eq!(named("verbale v1.2", Format::Odt), "verbale v1.2.odt");
}

#[test]
fn a_name_that_says_another_format_gets_the_ending_of_its_content() {
    assert_eq!(named("fattura.pdf.exe", Format::Pdf), "fattura.pdf.pdf");
    assert_eq!(named("foto.html", Format::Png), "foto.png");
    assert_eq!(named("foto", Format::Png), "foto.png");
}

#[test]
fn a_name_leads_nowhere() {
    assert_eq!(named("../../etc/passwd", Format::Text), "passwd.txt");
    assert_eq!(named("C:\\Windows\\system32\\a.dll", Format::Pdf), "a.pdf");
    for nothing in ["", "..", "/", "\\", " . ", ".pdf", "con.pdf", "\u{202e}", "a/\0"] {
        assert_eq!(named(nothing, Format::Pdf), "allegato.pdf", "{nothing:?}");
    }
}

#[test]
fn a_name_cannot_turn_itself_around_or_break_a_line() {
    assert_eq!(named("fattura\u{202e}fdp.exe", Format::Pdf), "fatturafdp.pdf");
    assert_eq!(named("a\r\nSet-Cookie: b.pdf", Format::Pdf), "aSet-Cookie_ b.pdf");
    assert_eq!(
        FileName::safe("perché \"no\".pdf", Format::Pdf).ascii(),
        "perch_ _no_.pdf"
    );
}

proptest! {
    #[test]
    fn every_name_is_safe_and_is_its_own_safe_name(called in any::<String>(), format in proptest::sample::select(Format::ALL.to_vec())) {
        let name = FileName::safe(&called, format);
        let text = name.as_str();
        prop_assert!(!text.contains(['/', '\\', '"', '\0', '\r', '\n']) && !text.starts_with('.'));
        prop_assert!((5..=126).contains(&text.chars().count()));
        prop_assert_eq!(FileName::safe(text, format), name);
    }
}

#[test]
fn every_format_is_found_by_its_media_type() {
    for format in Format::ALL {
        assert_eq!(Format::of_media_type(format.media_type()), Some(format));
    }
    assert_eq!(Format::of_media_type("application/zip"), None);
}

#[test]
fn there_is_room_until_the_last_file_and_the_last_byte() {
    let limits = Limits {
        file: 10,
        case: 100,
        files: 3,
    };
    let held = |files, bytes| Held { files, bytes };
    assert_eq!(limits.room_for(10, held(2, 90)), Ok(()));
    assert_eq!(
        limits.room_for(11, held(2, 90)),
        Err(Refusal::TooMuch { most: 100 })
    );
    assert_eq!(limits.room_for(1, held(3, 0)), Err(Refusal::TooMany { most: 3 }));
    assert_eq!(
        limits.room_for(u64::MAX, held(0, 1)),
        Err(Refusal::TooMuch { most: 100 })
    );
}

#[test]
fn a_size_is_told_as_people_say_it() {
    use crate::language::Language;
    let told = |most| Refusal::TooMuch { most }.sentence(Language::English);
    assert!(told(100 * 1_048_576).contains("100 MiB"));
    assert!(told(1_000).contains("1000 byte"));
}
