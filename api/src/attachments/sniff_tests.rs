//! What a file is, whatever it is called.

use super::*;

fn sniffed(file: &[u8]) -> Option<Format> {
    let at_once = sniffed_by(file, file.len().max(1));
    assert_eq!(
        at_once,
        sniffed_by(file, 7),
        "the pieces in which it comes do not matter"
    );
    at_once
}

fn sniffed_by(file: &[u8], piece: usize) -> Option<Format> {
    let mut sniffer = Sniffer::default();
    for bytes in file.chunks(piece) {
        sniffer.look(bytes).ok()?;
    }
    sniffer.end().ok()
}

/// The beginning of a ZIP archive with these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = Vec::new();
    for (name, content) in parts {
        let (name_length, size) = (
            u16::try_from(name.len()).unwrap(),
            u32::try_from(content.len()).unwrap(),
        );
        zip.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
        zip.extend(size.to_le_bytes());
        zip.extend(size.to_le_bytes());
        zip.extend(name_length.to_le_bytes());
        zip.extend([0, 0]);
        zip.extend(name.as_bytes());
        zip.extend(content.as_bytes());
    }
    zip
}

#[test]
fn pictures_and_documents_are_known_by_their_first_bytes() {
    assert_eq!(sniffed(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), Some(Format::Pdf));
    assert_eq!(sniffed(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some(Format::Png));
    assert_eq!(sniffed(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), Some(Format::Jpeg));
    assert_eq!(sniffed(b"II*\0\x08\0\0\0\0\0\0\0"), Some(Format::Tiff));
    assert_eq!(sniffed(b"MM\0*\0\0\0\x08\0\0\0\0"), Some(Format::Tiff));
}

#[test]
fn a_text_is_text_to_its_last_byte() {
    assert_eq!(
        sniffed("Perché lo sportello era chiuso?\r\n".as_bytes()),
        Some(Format::Text)
    );
    assert_eq!(sniffed(b"BMW targata AA000AA"), Some(Format::Text));
    assert_eq!(sniffed(b"Perch\xe9"), None, "another encoding");
    assert_eq!(sniffed(b"caff\xc3"), None, "half a character");
    assert_eq!(sniffed(b"a\0b"), None, "a control character");
    let mut long = "è".repeat(HEAD).into_bytes();
    assert_eq!(sniffed(&long), Some(Format::Text));
    long.push(0);
    assert_eq!(sniffed(&long), None, "after what is looked at first");
}

#[test]
fn pages_scripts_programs_and_archives_are_not_accepted() {
    for file in [
        b"<!DOCTYPE html><script>alert(1)</script>".as_slice(),
        b"  <html><body>",
        b"<?xml version=\"1.0\"?><svg/>",
        b"#!/bin/sh\necho",
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"Rar!\x1a\x07\0",
        b"\x1f\x8b\x08\0",
        b"GIF89a\x01\0\x01\0",
        b"",
    ] {
        assert_eq!(sniffed(file), None, "{:?}", String::from_utf8_lossy(file));
    }
    assert_eq!(sniffed(&archive(&[("a.txt", "a"), ("b.txt", "b")])), None);
    assert_eq!(
        sniffed(&archive(&[("a.exe", "a"), ("word/document.xml", "b")])),
        None
    );
}

#[test]
fn office_documents_are_known_in_whatever_order_they_are_packed() {
    let types = ("[Content_Types].xml", "<Types/>");
    let rels = ("_rels/.rels", "<Relationships/>");
    let (app, core) = (("docProps/app.xml", "<a/>"), ("docProps/core.xml", "<c/>"));
    let document = ("word/document.xml", "<w/>");
    assert_eq!(sniffed(&archive(&[types, rels, document])), Some(Format::Docx));
    assert_eq!(
        sniffed(&archive(&[rels, app, core, document, types])),
        Some(Format::Docx)
    );
    assert_eq!(
        sniffed(&archive(&[types, rels, ("xl/workbook.xml", "<x/>")])),
        None
    );
    let odt = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "<o/>"),
    ]);
    assert_eq!(sniffed(&odt), Some(Format::Odt));
    let ods = archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    assert_eq!(sniffed(&ods), None);
}

#[test]
fn a_signed_document_is_known_by_its_identifier() {
    for length in [&[0x80_u8][..], &[0x82, 0x0a, 0x0b], &[0x83, 1, 2, 3], &[0x40]] {
        let mut file = vec![0x30];
        file.extend(length);
        file.extend(SIGNED_DATA);
        file.extend([0xa0; 40]);
        assert_eq!(sniffed(&file), Some(Format::SignedCms), "{length:x?}");
    }
    let mut enveloped = vec![0x30, 0x80];
    enveloped.extend(&SIGNED_DATA[..10]);
    enveloped.extend([0x03; 40]);
    assert_eq!(sniffed(&enveloped), None);
}

#[test]
fn a_message_is_known_by_who_wrote_it_and_when() {
    let message = b"Received: from a by b;\r\n\tFri, 20 Nov 2026 10:00:00 +0100\r\nFrom: a@example.it\r\n\
                    Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nSubject: Sportello\r\n\r\nperch\xe9";
    assert_eq!(sniffed(message), Some(Format::Message));
    assert_eq!(
        sniffed(b"From: a@example.it\nNon so quando\n"),
        Some(Format::Text)
    );
    assert_eq!(sniffed(b"Date: oggi\n\nCari saluti"), Some(Format::Text));
}
