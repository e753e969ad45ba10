//! The fields of a procedure's form, and whether what was written in them is what is asked.

use super::{Label, Procedure};
use crate::codes::Code;
use crate::dates;
use crate::language::Language;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was written in a field: 1 to 5,000 characters.
pub type FieldValue = Text<1, 5_000>;
/// What was written in the fields of a form, by code, at most 50.
pub type Fields = BTreeMap<Code, FieldValue>;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A text.
    Text,
    /// A day, as a full-date of RFC 3339.
    Date,
    /// One of the options, by its code.
    Choice,
    /// An office of the administration, by its code.
    Office,
}

/// One of the answers to a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldOption {
    /// Its code within the field.
    pub code: Code,
    /// What it says.
    pub label: Label,
}

/// A field of a procedure's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// Its code within the procedure.
    pub code: Code,
    /// What it asks, in Italian and English.
    pub label: Label,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    #[serde(default)]
    pub required: bool,
    /// Whether what is written in it may say who somebody is: it is then kept with who presented the case.
    #[serde(default)]
    pub identifying: bool,
    /// The longest text, 1 to 5,000 characters; for a text alone, 2,000 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u16>,
    /// The answers to a choice, 2 to 50; for a choice alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FieldOption>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field.
    pub field: Code,
    /// What is wrong with it.
    pub what: FieldFaultKind,
}

/// Why a field is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldFaultKind {
    /// The procedure has no such field.
    Unknown,
    /// It must be filled in.
    Missing,
    /// Its text is longer than this many characters.
    TooLong(u16),
    /// It is not a day.
    NotADate,
    /// It is none of the options.
    NotAnOption,
    /// It is not the code of an office.
    NotAnOffice,
    /// It was filled in before: what was presented stays as it was.
    AlreadyGiven,
}

impl FieldFaultKind {
    /// Why, as a stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::TooLong(_) => "too_long",
            Self::NotADate => "not_a_date",
            Self::NotAnOption => "not_an_option",
            Self::NotAnOffice => "not_an_office",
            Self::AlreadyGiven => "already_given",
        }
    }

    /// Why, in a plain sentence.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        let (italian, english) = match self {
            Self::Unknown => (
                "Il procedimento non ha questo campo.",
                "The procedure has no such field.",
            ),
            Self::Missing => ("Il campo è obbligatorio.", "The field must be filled in."),
            Self::TooLong(longest) => {
                return match language {
                    Language::Italian => format!("Sono ammessi al massimo {longest} caratteri."),
                    Language::English => format!("At most {longest} characters are allowed."),
                };
            }
            Self::NotADate => (
                "Serve una data, come 2026-11-22.",
                "A day is needed, like 2026-11-22.",
            ),
            Self::NotAnOption => (
                "Il valore non è tra quelli ammessi.",
                "The value is none of the options.",
            ),
            Self::NotAnOffice => (
                "Serve il codice di un ufficio dell'ente.",
                "The code of one of the administration's offices is needed.",
            ),
            Self::AlreadyGiven => (
                "Il campo era già compilato: quanto presentato non si cambia.",
                "The field was filled in already: what was presented is not changed.",
            ),
        };
        language.pick(italian, english).to_owned()
    }
}

impl FieldRule {
    /// The longest text that may be written in it, in characters.
    #[must_use]
    pub fn longest(&self) -> u16 {
        self.max_length.unwrap_or(2_000)
    }

    /// Whether a value is what the field holds; of an office only that it has the form of a code.
    ///
    /// # Errors
    /// Why it is not.
    pub fn check(&self, value: &FieldValue) -> Result<(), FieldFaultKind> {
        let text = value.as_str();
        let (holds, fault) = match self.kind {
            FieldKind::Text => (
                text.chars().count() <= usize::from(self.longest()),
                FieldFaultKind::TooLong(self.longest()),
            ),
            FieldKind::Date => (dates::read(text).is_ok(), FieldFaultKind::NotADate),
            FieldKind::Choice => (
                self.options.iter().any(|option| option.code.as_str() == text),
                FieldFaultKind::NotAnOption,
            ),
            FieldKind::Office => (Code::parse(text).is_ok(), FieldFaultKind::NotAnOffice),
        };
        if holds { Ok(()) } else { Err(fault) }
    }
}

impl Procedure {
    /// One of the fields of its form.
    #[must_use]
    pub fn field(&self, code: &Code) -> Option<&FieldRule> {
        self.fields.iter().find(|rule| rule.code == *code)
    }

    /// Whether what was written in the fields of its form is what is asked.
    ///
    /// # Errors
    /// Every field that is unknown or does not hold what it should.
    pub fn check_fields(&self, given: &Fields) -> Result<(), Vec<FieldFault>> {
        let fault = |(code, value): (&Code, &FieldValue)| {
            let what = match self.field(code) {
                None => FieldFaultKind::Unknown,
                Some(rule) => rule.check(value).err()?,
            };
            Some(FieldFault {
                field: code.clone(),
                what,
            })
        };
        let faults: Vec<FieldFault> = given.iter().filter_map(fault).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The fields that must be filled in and are not, in the order of the form.
    #[must_use]
    pub fn missing_fields(&self, given: &Fields) -> Vec<Code> {
        self.fields
            .iter()
            .filter(|rule| rule.required && !given.contains_key(&rule.code))
            .map(|rule| rule.code.clone())
            .collect()
    }

    /// What was written, apart: what says nothing of who presents the case, then what may.
    #[must_use]
    pub fn set_apart(&self, given: &Fields) -> (Fields, Fields) {
        given
            .clone()
            .into_iter()
            .partition(|(code, _)| self.field(code).is_none_or(|rule| !rule.identifying))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn field(settings: serde_json::Value) -> FieldRule {
        let mut whole = json!({ "code": "x", "label": { "it": "Campo", "en": "Field" } });
        let members = whole.as_object_mut().unwrap();
        members.extend(settings.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    fn check(rule: &FieldRule, text: &str) -> Result<(), FieldFaultKind> {
        rule.check(&FieldValue::parse(text).unwrap())
    }

    #[test]
    fn a_text_is_as_long_as_the_field_allows_counted_in_characters() {
        let short = field(json!({ "kind": "text", "max_length": 6 }));
        assert_eq!(check(&short, "perché"), Ok(()));
        assert_eq!(check(&short, "perché?"), Err(FieldFaultKind::TooLong(6)));
        assert_eq!(field(json!({ "kind": "text" })).longest(), 2_000);
    }

    #[test]
    fn a_date_is_a_day_that_there_is() {
        let day = field(json!({ "kind": "date" }));
        assert_eq!(check(&day, "2026-02-28"), Ok(()));
        for odd in ["2026-02-29", "28/02/2026", "ieri"] {
            assert_eq!(check(&day, odd), Err(FieldFaultKind::NotADate), "{odd}");
        }
    }

    #[test]
    fn a_choice_is_one_of_its_options() {
        let copies = field(json!({ "kind": "choice", "options": [
            { "code": "yes", "label": { "it": "Sì", "en": "Yes" } }, { "code": "no", "label": { "it": "No", "en": "No" } } ] }));
        assert_eq!(check(&copies, "yes"), Ok(()));
        assert_eq!(check(&copies, "Sì"), Err(FieldFaultKind::NotAnOption));
    }

    #[test]
    fn an_office_is_named_by_its_code() {
        let office = field(json!({ "kind": "office" }));
        assert_eq!(check(&office, "urp"), Ok(()));
        assert_eq!(check(&office, "L'URP"), Err(FieldFaultKind::NotAnOffice));
    }

    #[test]
    fn every_fault_says_why_in_both_languages() {
        for fault in [
            FieldFaultKind::Unknown,
            FieldFaultKind::Missing,
            FieldFaultKind::TooLong(9),
            FieldFaultKind::NotADate,
            FieldFaultKind::NotAnOption,
            FieldFaultKind::NotAnOffice,
        ] {
            assert!(!fault.code().is_empty());
            assert_ne!(
                fault.sentence(Language::Italian),
                fault.sentence(Language::English)
            );
        }
    }
}
