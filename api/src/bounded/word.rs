//! Enums of the domain as the contract writes them: a closed list of words.

use std::borrow::Cow;

use cartaviva_domain::cases::{Cause, Channel, Outcome, ReceivedKind, Status, Stop, Visibility, WaitingFor};
use cartaviva_domain::deadline::{DeadlineState, Direction as TermDirection, Roll, StartEvent, Unit};
use cartaviva_domain::protocol::{Direction, RegistrationState};
use cartaviva_domain::ristoro::{GrantState, Kind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationErrors};

/// An enum of the domain and the words for its variants: those of its serde form.
pub trait Worded: Serialize + DeserializeOwned {
    /// The name of its schema.
    const NAME: &'static str;
    /// Its words.
    const WORDS: &'static [&'static str];
}

/// A value of an enum of the domain, written as its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Word<T>(pub T);

/// How a submission arrives.
pub type ChannelWord = Word<Channel>;
/// Where a case stands.
pub type StatusWord = Word<Status>;
/// For whom a case waits.
pub type WaitingForWord = Word<WaitingFor>;
/// What was decided.
pub type OutcomeWord = Word<Outcome>;
/// What stopped the terms of a case.
pub type StopWord = Word<Stop>;
/// Who may read a note.
pub type VisibilityWord = Word<Visibility>;
/// What a later document of who presented a case is.
pub type ReceivedKindWord = Word<ReceivedKind>;
/// What brought a disservice about.
pub type CauseWord = Word<Cause>;
/// How a deadline stands.
pub type DeadlineStateWord = Word<DeadlineState>;
/// What starts a term.
pub type StartEventWord = Word<StartEvent>;
/// What a term counts.
pub type TermUnitWord = Word<Unit>;
/// Where a term may end.
pub type TermRollWord = Word<Roll>;
/// Which way a term is counted.
pub type TermDirectionWord = Word<TermDirection>;
/// Which way a document went.
pub type ProtocolDirectionWord = Word<Direction>;
/// How a document stands in the register.
pub type RegistrationStateWord = Word<RegistrationState>;
/// What a redress gives.
pub type RistoroKindWord = Word<Kind>;
/// How a redress that was granted stands.
pub type RistoroStateWord = Word<GrantState>;

impl<T> From<T> for Word<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Validate for Word<T> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl<T: Worded> PartialSchema for Word<T> {
    fn schema() -> RefOr<Schema> {
        let example = T::WORDS.first().copied();
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(T::WORDS.iter().copied()))
            .examples(example)
            .into()
    }
}

impl<T: Worded> ToSchema for Word<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }
}

impl Worded for Channel {
    const NAME: &'static str = "Channel";
    const WORDS: &'static [&'static str] = &[
        "desk",
        "phone",
        "whatsapp",
        "email",
        "certified_email",
        "post",
        "fax",
        "web",
        "app",
        "api",
    ];
}

impl Worded for Status {
    const NAME: &'static str = "CaseStatus";
    const WORDS: &'static [&'static str] = &[
        "received",
        "registered",
        "forwarded",
        "in_progress",
        "suspended",
        "decided",
        "closed",
        "inadmissible",
        "withdrawn",
        "reopened",
        "merged",
    ];
}

impl Worded for Stop {
    const NAME: &'static str = "CaseStop";
    const WORDS: &'static [&'static str] = &["suspension", "completion", "notice"];
}

impl Worded for WaitingFor {
    const NAME: &'static str = "WaitingFor";
    const WORDS: &'static [&'static str] = &["register", "citizen", "others"];
}

impl Worded for Visibility {
    const NAME: &'static str = "NoteVisibility";
    const WORDS: &'static [&'static str] = &["internal", "public"];
}

impl Worded for ReceivedKind {
    const NAME: &'static str = "ReceivedKind";
    const WORDS: &'static [&'static str] = &["completion", "observations"];
}

impl Worded for Outcome {
    const NAME: &'static str = "Outcome";
    const WORDS: &'static [&'static str] = &[
        "upheld",
        "partially_upheld",
        "rejected",
        "not_competent",
        "inadmissible",
    ];
}

impl Worded for Cause {
    const NAME: &'static str = "Cause";
    const WORDS: &'static [&'static str] = &["administration", "third_party", "force_majeure", "user"];
}

impl Worded for DeadlineState {
    const NAME: &'static str = "DeadlineState";
    const WORDS: &'static [&'static str] = &[
        "not_started",
        "running",
        "suspended",
        "met",
        "missed",
        "cancelled",
    ];
}

impl Worded for StartEvent {
    const NAME: &'static str = "StartEvent";
    const WORDS: &'static [&'static str] = &["received", "registered", "forwarded", "completed"];
}

impl Worded for Unit {
    const NAME: &'static str = "TermUnit";
    const WORDS: &'static [&'static str] = &[
        "immediate",
        "opening_minutes",
        "opening_hours",
        "working_day_hours",
        "working_days",
        "calendar_days",
        "months",
    ];
}

impl Worded for Roll {
    const NAME: &'static str = "TermRoll";
    const WORDS: &'static [&'static str] = &["next_non_holiday", "none", "next_working_day"];
}

impl Worded for TermDirection {
    const NAME: &'static str = "TermDirection";
    const WORDS: &'static [&'static str] = &["forward", "backward"];
}

impl Worded for Direction {
    const NAME: &'static str = "ProtocolDirection";
    const WORDS: &'static [&'static str] = &["incoming", "outgoing", "internal"];
}

impl Worded for RegistrationState {
    const NAME: &'static str = "RegistrationState";
    const WORDS: &'static [&'static str] = &["registered", "emergency", "waiting"];
}

impl Worded for Kind {
    const NAME: &'static str = "RistoroKind";
    const WORDS: &'static [&'static str] = &["publication", "parking_day", "bus_ride"];
}

impl Worded for GrantState {
    const NAME: &'static str = "RistoroState";
    const WORDS: &'static [&'static str] = &["granted", "delivered", "expired", "returned"];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word reads as a value and is written back, and no other word reads.
    fn holds<T: Worded>() {
        for word in T::WORDS {
            let json = serde_json::Value::from(*word);
            let value: T = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(serde_json::to_value(value).unwrap(), json);
        }
        let refused = serde_json::from_value::<T>("no_such_word".into())
            .err()
            .unwrap()
            .to_string();
        let known = refused.matches('`').count() / 2 - 1;
        assert_eq!(known, T::WORDS.len(), "{}: {refused}", T::NAME);
    }

    #[test]
    fn the_words_of_the_contract_are_those_of_the_domain() {
        holds::<Channel>();
        holds::<Status>();
        holds::<Stop>();
        holds::<Visibility>();
        holds::<ReceivedKind>();
        holds::<Outcome>();
        holds::<Cause>();
        holds::<DeadlineState>();
        holds::<StartEvent>();
        holds::<Unit>();
        holds::<Roll>();
        holds::<TermDirection>();
        holds::<Direction>();
        holds::<RegistrationState>();
        holds::<Kind>();
        holds::<GrantState>();
    }
}
