//! Field types that carry their bounds: what the contract says about a field is what is enforced, because both read
//! the same constants.
//!
//! Reading JSON accepts any value of the right JSON type; `validate` refuses, so that one answer can name every field at
//! fault. The types of this module are written into the contract where they are used, not as schemas of their own.

mod commas;
mod digits;
mod file;
mod form;
mod int;
mod list;
mod shape;
mod shapes;
mod time;
mod word;

use utoipa::openapi::extensions::Extensions;

pub use commas::Commas;
pub use file::{CsvFile, HtmlPage};
pub use form::FormFields;
pub use int::Int;
pub use list::List;
pub use shape::{Shape, Shaped};
pub use shapes::{
    AdministrationCode, Code, Digits, EmailAddress, Etag, HeaderText, Id, Line, Link, Paragraph, PhoneNumber,
    ProtocolNumber, Sha256Hex, TaxCode, Token,
};
pub use time::{Day, Moment};
pub use word::{
    CauseWord, ChannelWord, DeadlineStateWord, OutcomeWord, ProtocolDirectionWord, ReceivedKindWord,
    RegistrationStateWord, RistoroKindWord, RistoroStateWord, StartEventWord, StatusWord, StopWord,
    TermDirectionWord, TermRollWord, TermUnitWord, VisibilityWord, WaitingForWord, Word, Worded,
};

/// Marks, in a schema's name, what is written in place instead of referred to.
pub(crate) const INLINE: char = '~';

/// What a type says of an example, in its schema: the field that is of it may say better.
pub(crate) const OF_TYPE: &str = "x-example";

/// The member under which a value that is not a struct reports its own fault: it adds no step to the pointer.
pub(crate) const SELF: &str = "";

/// One fault of the value itself.
fn fault(error: validator::ValidationError) -> validator::ValidationErrors {
    let mut errors = validator::ValidationErrors::new();
    errors.add(SELF, error);
    errors
}

/// The example of a type, as its schema carries it.
fn of_type(example: &str) -> Extensions {
    Extensions::builder().add(OF_TYPE, example).build()
}
