//! The documents of a case as they stand in the register.

use cartaviva_domain::protocol::Registration;
use cartaviva_persistence::{Conn, protocol};
use serde::Serialize;
use utoipa::ToSchema;

use super::file::CaseFile;
use super::view::moment;
use crate::bounded::{Int, Line, List, Moment, ProtocolDirectionWord, RegistrationStateWord};
use crate::problem::ApiError;
use crate::protocol::EmergencyNumberView;

/// An entry of the protocol register, or a document that waits for one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ProtocolEntry, example = json!({
    "state": "registered",
    "number": "0000123",
    "year": 2026,
    "registered_at": "2026-11-20T11:30:00+01:00",
    "direction": "incoming",
    "annulled": false
}))]
pub struct ProtocolView {
    /// Whether it has its number, has one of the emergency register, or waits for it.
    pub state: RegistrationStateWord,
    /// The number, progressive within the year, of at least seven digits; absent while it waits for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Line<7, 20>>,
    /// The year of the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<Int<2000, 2199>>,
    /// The code of the register, where it is another system's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<Line<1, 16>>,
    /// When it was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<Moment>,
    /// Whether the document was received, sent, or stays inside.
    pub direction: ProtocolDirectionWord,
    /// The number that it took in the emergency register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<EmergencyNumberView>,
    /// Whether the entry was annulled.
    pub annulled: bool,
}

impl ProtocolView {
    /// The documents of a case, first to last.
    pub(crate) fn all(db: &mut Conn, file: &CaseFile) -> Result<List<Self, 100>, ApiError> {
        let found = protocol::registrations(db, &file.case.administration, file.case.id)?;
        Ok(Self::among(file, &found))
    }

    /// Those that are given.
    pub(crate) fn among(file: &CaseFile, found: &[Registration]) -> List<Self, 100> {
        let views = found
            .iter()
            .map(|registration| Self::of(file, registration, registration.is_annulled_among(found)));
        views.collect::<Vec<_>>().into()
    }

    /// A document in the register.
    pub(crate) fn of(file: &CaseFile, registration: &Registration, annulled: bool) -> Self {
        let number = registration.number();
        Self {
            state: registration.state().into(),
            number: number.map(|(number, ..)| format!("{:07}", number.number).into()),
            year: number.map(|(number, ..)| i64::from(number.year).into()),
            register: number.and_then(|(.., register)| register.map(|code| code.as_str().into())),
            registered_at: number.map(|(_, at, _)| moment(file, at)),
            direction: registration.document().direction.into(),
            emergency: registration
                .particulars()
                .emergency
                .as_ref()
                .map(EmergencyNumberView::of),
            annulled,
        }
    }
}
