//! A form with a file, as a browser sends it.

/// What separates the fields.
const BOUNDARY: &str = "------------------------carta0viva0boundary";

/// A `multipart/form-data` body.
#[derive(Clone, Debug, Default)]
pub struct Form {
    body: Vec<u8>,
}

impl Form {
    /// A form with this file, as it is called, and what it is.
    pub fn with(kind: &str, called: &str, content: &[u8]) -> Self {
        Self::default().field("kind", kind).file(called, content)
    }

    /// The same form with one field more.
    pub fn field(mut self, name: &str, value: &str) -> Self {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        self.part(&head, value.as_bytes());
        self
    }

    /// The same form with one field more, whose value is no text.
    pub fn bytes_of(mut self, name: &str, value: &[u8]) -> Self {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        self.part(&head, value);
        self
    }

    /// The same form with a file, which says of itself that it is a PDF.
    pub fn file(mut self, called: &str, content: &[u8]) -> Self {
        let called = called.replace('\\', "\\\\").replace('"', "\\\"");
        let head = format!(
            "Content-Disposition: form-data; name=\"file\"; filename=\"{called}\"\r\nContent-Type: application/pdf"
        );
        self.part(&head, content);
        self
    }

    fn part(&mut self, head: &str, content: &[u8]) {
        self.body
            .extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").as_bytes());
        self.body.extend(content);
        self.body.extend(b"\r\n");
    }

    /// The media type, with its boundary.
    pub fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    /// The body, whole.
    pub fn bytes(&self) -> Vec<u8> {
        let end = format!("--{BOUNDARY}--\r\n");
        [self.body.as_slice(), end.as_bytes()].concat()
    }
}
