//! The words of a text.

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word, in characters; of a longer one its beginning counts.
const LONGEST: usize = 64;

/// Articles, prepositions, conjunctions and particles, as they stand in a text without accents: they are found within
/// quotes, and otherwise do not narrow a search.
const SMALL: [&str; 90] = [
    "a", "ad", "agli", "ai", "al", "all", "alla", "alle", "allo", "anche", "c", "che", "chi", "ci", "coi",
    "col", "come", "con", "cui", "d", "da", "dagli", "dai", "dal", "dall", "dalla", "dalle", "dallo",
    "degli", "dei", "del", "dell", "della", "delle", "dello", "di", "e", "ed", "gli", "ha", "hanno", "ho",
    "i", "il", "in", "l", "la", "le", "li", "lo", "ma", "mi", "ne", "negli", "nei", "nel", "nell", "nella",
    "nelle", "nello", "non", "o", "od", "per", "piu", "quando", "quell", "quest", "se", "si", "sono", "su",
    "sugli", "sui", "sul", "sull", "sulla", "sulle", "sullo", "ti", "tra", "fra", "un", "una", "uno", "vi",
    "m", "s", "t", "v",
];

/// The words of a text, in its order, each with its stem.
pub(crate) struct Words(Vec<(String, Option<String>)>);

impl Words {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Self {
        let with_stem = |word: String| {
            let stem = (!is_small(&word)).then(|| stem(&word));
            (word, stem)
        };
        Self(split(text).into_iter().map(with_stem).collect())
    }

    /// Each word with its stem; a small word has none.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(word, stem)| (word.as_str(), stem.as_deref()))
    }
}

/// Letters and digits as they are compared: `Perché l'ID?` is `perche`, `l`, `id`.
pub(super) fn split(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}

/// What the forms of an Italian word share: `sportello` and `sportelli` are `sportell`. A word that is not written in plain
/// letters stays as it is. The `h` that keeps a plural hard goes in short words too, which Snowball leaves (`buca`, `buche`).
pub(super) fn stem(word: &str) -> String {
    if !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let stem = Stemmer::new(Algorithm::Italian).stem(word);
    match stem.strip_suffix('h') {
        Some(hard) if hard.ends_with(['c', 'g']) => hard.to_owned(),
        _ => stem.into_owned(),
    }
}

/// Whether a word says too little to narrow a search.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_signs_do_not_tell_words_apart() {
        assert_eq!(split("PERCHÉ l'Ufficio?"), ["perche", "l", "ufficio"]);
        assert_eq!(
            split("n.º 12/2026, e-mail: così"),
            ["n", "o", "12", "2026", "e", "mail", "cosi"]
        );
        assert_eq!(split("e\u{300} ﬁne"), ["e", "fine"]);
        assert!(split(" …'\"*-(): ").is_empty());
    }

    #[test]
    fn the_forms_of_a_word_share_their_stem() {
        let forms = [
            ["sportello", "sportelli"],
            ["segnalazione", "segnalazioni"],
            ["rifiuto", "rifiuti"],
            ["strada", "strade"],
            ["buca", "buche"],
            ["chiuso", "chiusi"],
            ["lampione", "lampioni"],
            ["velocita", "veloce"],
        ];
        for [one, other] in forms {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("strada"), stem("sportello"));
    }

    #[test]
    fn stems_are_stored_so_that_another_library_shows_itself_here() {
        let text = "pagamento pagare pagherà scuola mensa asfaltatura illuminazione pubblica";
        let stems: Vec<_> = split(text).iter().map(|word| stem(word)).collect();
        assert_eq!(
            stems.join(" "),
            "pag pag pagher scuol mens asfaltatur illumin pubblic"
        );
    }

    #[test]
    fn a_word_in_other_letters_stays_as_it_is() {
        assert_eq!(stem("улица"), "улица");
        assert_eq!(stem("b12"), "b12");
    }

    #[test]
    fn small_words_have_no_stem_and_are_written_as_they_are_compared() {
        let words = Words::of("Allo sportello");
        let seen: Vec<_> = words.iter().collect();
        assert_eq!(seen, [("allo", None), ("sportello", Some("sportell"))]);
        assert!(SMALL.iter().all(|small| split(small) == [*small]));
    }

    #[test]
    fn of_an_endless_word_its_beginning_counts() {
        assert_eq!(split(&"è".repeat(5_000)), ["e".repeat(64)]);
    }
}
