//! The two languages in which public sentences are written, and which of them a reader prefers.

use std::borrow::Cow;

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptLanguage, Header, Preference, Quality};
pub use cartaviva_domain::language::Language;

/// The language that `Accept-Language` prefers; Italian, the language of the charters, when it names neither or is
/// malformed.
#[must_use]
pub fn preferred(request: &HttpRequest) -> Language {
    AcceptLanguage::parse(request)
        .map(|header| weighed(&header))
        .unwrap_or_default()
}

/// The tag of a language for `Content-Language`.
#[must_use]
pub fn tag(language: Language) -> &'static str {
    language.pick("it", "en")
}

fn weighed(header: &AcceptLanguage) -> Language {
    let best = |wanted: &str| {
        let named = |preference: &Preference<_>| match preference {
            Preference::Any => false,
            Preference::Specific(tag) => primary(tag).eq_ignore_ascii_case(wanted),
        };
        let weight = |test: &dyn Fn(&Preference<_>) -> bool| {
            header
                .0
                .iter()
                .filter(|range| test(&range.item))
                .map(|range| range.quality)
                .max()
        };
        weight(&named).or_else(|| weight(&|preference| matches!(preference, Preference::Any)))
    };
    let (italian, english) = (best("it"), best("en"));
    let wanted = english.is_some_and(|quality| quality > Quality::ZERO);
    if wanted && english > italian {
        Language::English
    } else {
        Language::Italian
    }
}

/// `en` of `en-GB`.
fn primary(tag: &impl ToString) -> String {
    tag.to_string().split('-').next().unwrap_or_default().to_owned()
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// The Italian sentence.
    pub it: Cow<'static, str>,
    /// The English sentence.
    pub en: Cow<'static, str>,
}

impl Bilingual {
    /// A sentence said in Italian and in English.
    pub fn new(it: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self {
            it: it.into(),
            en: en.into(),
        }
    }

    /// A sentence that reads the same in both languages, such as a quotation of the charter.
    pub fn same(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        Self {
            it: text.clone(),
            en: text,
        }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::Italian => &self.it,
            Language::English => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use proptest::prelude::*;

    fn language(header: &str) -> Language {
        preferred(
            &TestRequest::default()
                .insert_header(("Accept-Language", header))
                .to_http_request(),
        )
    }

    #[test]
    fn italian_is_spoken_unless_english_is_preferred() {
        assert_eq!(
            preferred(&TestRequest::default().to_http_request()),
            Language::Italian
        );
        assert_eq!(language("en"), Language::English);
        assert_eq!(language("en-GB,en;q=0.9,it;q=0.8"), Language::English);
        assert_eq!(language("it-IT,it;q=0.9,en;q=0.8"), Language::Italian);
        assert_eq!(language("it;q=0.3,en;q=0.4"), Language::English);
        assert_eq!(language("de,en;q=0.5"), Language::English);
        assert_eq!(language("*"), Language::Italian);
        assert_eq!(language("it;q=0.5,*;q=0.7"), Language::English);
        assert_eq!(language("de"), Language::Italian);
        assert_eq!(language("en;q=0"), Language::Italian);
        assert_eq!(language(";;;"), Language::Italian);
    }

    proptest! {
        #[test]
        fn no_language_makes_the_reader_panic(odd in "[ -~]{0,80}", ranges in "([a-zA-Z]{1,9}(-[a-z0-9]{1,9})?(;q=[0-9.]{0,6})?[, ]{1,2}){0,6}") {
            for text in [odd, ranges] {
                let request = TestRequest::default().insert_header(("Accept-Language", text)).to_http_request();
                let _language = preferred(&request);
            }
        }
    }
}
