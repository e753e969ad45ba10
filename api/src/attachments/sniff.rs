//! Knowing a file by its content. Its name and the type that it was sent with count for nothing.

use cartaviva_domain::attachments::Format;
use infer::MatcherType;

/// How much of a file is looked at to tell its format, in bytes.
const HEAD: usize = 32_768;

/// The object identifier of signed data (RFC 5652 §5.1), in DER.
const SIGNED_DATA: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

/// Looks at a file as it passes.
#[derive(Debug, Default)]
pub(super) struct Sniffer {
    head: Vec<u8>,
    format: Option<Format>,
    text: Text,
}

/// The file is of no format that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotAccepted;

impl Sniffer {
    /// Looks at the next bytes.
    ///
    /// # Errors
    /// [`NotAccepted`] as soon as it is sure.
    pub(super) fn look(&mut self, bytes: &[u8]) -> Result<(), NotAccepted> {
        self.text.look(bytes);
        if self.format.is_none() {
            let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
            self.head
                .extend_from_slice(bytes.get(..wanted).unwrap_or_default());
            if self.head.len() == HEAD {
                self.decide()?;
            }
        }
        if self.format == Some(Format::Text) && !self.text.is_text() {
            return Err(NotAccepted);
        }
        Ok(())
    }

    /// The format of the file, of which nothing more comes.
    ///
    /// # Errors
    /// [`NotAccepted`].
    pub(super) fn end(mut self) -> Result<Format, NotAccepted> {
        if self.format.is_none() {
            self.decide()?;
        }
        match self.format {
            Some(Format::Text) if !self.text.is_whole() => Err(NotAccepted),
            Some(format) => Ok(format),
            None => Err(NotAccepted),
        }
    }

    fn decide(&mut self) -> Result<(), NotAccepted> {
        self.format = format(&self.head, self.text.is_text());
        self.head = Vec::new();
        self.format.map(drop).ok_or(NotAccepted)
    }
}

/// The format that a file begins like; `text` says whether what was seen of it is text.
fn format(head: &[u8], text: bool) -> Option<Format> {
    let kind = infer::get(head);
    if let Some(format) = kind.and_then(|kind| Format::of_media_type(kind.mime_type())) {
        return Some(format);
    }
    if is_docx(head) {
        return Some(Format::Docx);
    }
    if is_signed_data(head) {
        return Some(Format::SignedCms);
    }
    // A few letters at the beginning of a text may look like a picture's; a page or a script that looks like one is one.
    let active = kind.is_some_and(|kind| kind.matcher_type() == MatcherType::Text);
    if active || head.is_empty() {
        return None;
    }
    if is_message(head) {
        return Some(Format::Message);
    }
    text.then_some(Format::Text)
}

/// Whether a ZIP archive begins as Office Open XML text does, in whatever order its writer put the parts.
fn is_docx(head: &[u8]) -> bool {
    let begins = ["[Content_Types].xml", "_rels/", "docProps/", "word/"];
    let first = head.strip_prefix(b"PK\x03\x04").and_then(|rest| rest.get(26..));
    let named = |first: &[u8]| begins.iter().any(|part| first.starts_with(part.as_bytes()));
    first.is_some_and(named)
        && contains(head, b"word/")
        && !contains(head, b"xl/")
        && !contains(head, b"ppt/")
}

/// Whether it is CMS signed data in DER: a sequence whose first member is that identifier.
fn is_signed_data(head: &[u8]) -> bool {
    let Some([0x30, length, rest @ ..]) = head.get(..24) else {
        return false;
    };
    let longer = match length {
        0x81..=0x84 => usize::from(length - 0x80),
        _ => 0,
    };
    rest.get(longer..)
        .is_some_and(|rest| rest.starts_with(&SIGNED_DATA))
}

/// Whether it begins with the header of a message (RFC 5322 §3.6): fields alone, among them who wrote and when.
fn is_message(head: &[u8]) -> bool {
    let end = find(head, b"\r\n\r\n").or_else(|| find(head, b"\n\n"));
    let header = head.get(..end.unwrap_or(head.len())).unwrap_or_default();
    let Ok(header) = std::str::from_utf8(header) else {
        return false;
    };
    let (mut from, mut date) = (false, false);
    for line in header.lines().filter(|line| !line.starts_with([' ', '\t'])) {
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        from |= name.eq_ignore_ascii_case("from");
        date |= name.eq_ignore_ascii_case("date");
    }
    from && date
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    find(bytes, what).is_some()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Whether what passes is text in UTF-8, without control characters but line ends, tabs and page breaks.
#[derive(Debug, Default)]
struct Text {
    broken: bool,
    /// The beginning of a character whose end is still to come.
    begun: Vec<u8>,
}

impl Text {
    fn look(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        let control = |b: &u8| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c);
        if bytes.iter().any(control) {
            self.broken = true;
            return;
        }
        let mut begun = std::mem::take(&mut self.begun);
        begun.extend_from_slice(bytes);
        if let Err(error) = std::str::from_utf8(&begun) {
            self.broken = error.error_len().is_some();
            self.begun = begun.split_off(error.valid_up_to());
        }
    }

    fn is_text(&self) -> bool {
        !self.broken
    }

    fn is_whole(&self) -> bool {
        !self.broken && self.begun.is_empty()
    }
}

#[cfg(test)]
#[path = "sniff_tests.rs"]
mod tests;
