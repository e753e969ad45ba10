//! What somebody looks for.

use super::words::{is_small, split, stem};

/// What is looked for: every wanted term, and none of the unwanted.
///
/// `sportello chiuso` finds both words in whatever form, `"orario di apertura"` these words as they stand in this order,
/// `asfalt*` every word that begins so, and a `-` before any of them what has it not. Whatever else is written is a blank.
/// A `"` that is not closed counts as closed at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    wanted: Vec<Term>,
    unwanted: Vec<Term>,
}

/// One thing looked for. Its words are made of lower-case letters and digits alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Any word of this stem.
    Stem(String),
    /// These words as they are, one after another; at least one.
    Phrase(Vec<String>),
    /// Any word that begins so.
    Prefix(String),
}

/// Why a query finds nothing that could be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryFault {
    /// It has no letter and no digit.
    #[error("it has no word")]
    Empty,
    /// It only says what is not wanted.
    #[error("it only says what is not wanted")]
    OnlyUnwanted,
}

impl Query {
    /// Reads a query as people write it.
    ///
    /// # Errors
    /// [`QueryFault`] when it does not say what is wanted.
    pub fn parse(text: &str) -> Result<Self, QueryFault> {
        let (mut wanted, mut unwanted, mut small) = (Vec::new(), Vec::new(), Vec::new());
        for piece in pieces(text) {
            let terms = piece.terms();
            if piece.refused {
                unwanted.extend(terms);
            } else if piece.quoted {
                wanted.extend(terms);
            } else {
                let (lone, telling): (Vec<_>, Vec<_>) = terms.into_iter().partition(is_lone_small);
                small.extend(lone);
                wanted.extend(telling);
            }
        }
        if wanted.is_empty() {
            wanted = small;
        }
        match (wanted.is_empty(), unwanted.is_empty()) {
            (true, true) => Err(QueryFault::Empty),
            (true, false) => Err(QueryFault::OnlyUnwanted),
            _ => Ok(Self { wanted, unwanted }),
        }
    }

    /// What must be there; at least one.
    pub(crate) fn wanted(&self) -> &[Term] {
        &self.wanted
    }

    /// What must not be there.
    pub(crate) fn unwanted(&self) -> &[Term] {
        &self.unwanted
    }
}

fn is_lone_small(term: &Term) -> bool {
    matches!(term, Term::Phrase(words) if matches!(words.as_slice(), [word] if is_small(word)))
}

/// A part of a query between blanks or quotes.
struct Piece<'a> {
    text: &'a str,
    refused: bool,
    quoted: bool,
}

impl Piece<'_> {
    /// What it looks for; a word alone by its stem, several that are refused together as they stand.
    fn terms(&self) -> Vec<Term> {
        let mut words = split(self.text);
        if self.quoted {
            return phrase(words);
        }
        let begins = self.text.ends_with('*').then(|| words.pop()).flatten();
        let begins = begins.map(Term::Prefix);
        if self.refused && words.len() > 1 {
            return phrase(words).into_iter().chain(begins).collect();
        }
        let free = words.into_iter().map(|word| match is_small(&word) {
            true => Term::Phrase(vec![word]),
            false => Term::Stem(stem(&word)),
        });
        free.chain(begins).collect()
    }
}

fn phrase(words: Vec<String>) -> Vec<Term> {
    if words.is_empty() {
        Vec::new()
    } else {
        vec![Term::Phrase(words)]
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text.trim_start());
    while !rest.is_empty() {
        let (refused, after) = match rest.strip_prefix('-') {
            Some(after) => (true, after),
            None => (false, rest),
        };
        let (text, quoted, left) = match after.strip_prefix('"') {
            Some(inside) => {
                let (text, left) = inside.split_once('"').unwrap_or((inside, ""));
                (text, true, left)
            }
            None => {
                let end = after
                    .find(|c: char| c.is_whitespace() || c == '"')
                    .unwrap_or(after.len());
                let (text, left) = after.split_at(end);
                (text, false, left)
            }
        };
        pieces.push(Piece {
            text,
            refused,
            quoted,
        });
        rest = left.trim_start();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(words: &[&str]) -> Vec<Term> {
        words.iter().map(|word| Term::Stem((*word).to_owned())).collect()
    }

    fn words(words: &[&str]) -> Term {
        Term::Phrase(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn read(text: &str) -> (Vec<Term>, Vec<Term>) {
        let query = Query::parse(text).unwrap();
        (query.wanted, query.unwanted)
    }

    #[test]
    fn words_are_looked_for_by_their_stem_and_small_ones_do_not_narrow() {
        assert_eq!(
            read("Lo sportello è chiuso"),
            (stems(&["sportell", "chius"]), vec![])
        );
        assert_eq!(read("dell'ufficio"), (stems(&["uffic"]), vec![]));
    }

    #[test]
    fn small_words_alone_are_looked_for_as_they_are() {
        assert_eq!(read("non più").0, [words(&["non"]), words(&["piu"])]);
    }

    #[test]
    fn quoted_words_stand_as_they_are_one_after_another() {
        assert_eq!(
            read("\"Orario di apertura\" estivo"),
            (
                vec![words(&["orario", "di", "apertura"]), stems(&["estiv"]).remove(0)],
                vec![]
            )
        );
        assert_eq!(read("\"non chiusa").0, [words(&["non", "chiusa"])]);
        assert_eq!(
            read("\"non\" chiusa").0,
            [words(&["non"]), stems(&["chius"]).remove(0)]
        );
    }

    #[test]
    fn a_minus_refuses_a_word_a_phrase_or_a_beginning() {
        assert_eq!(
            read("buca -asfalto -\"via Roma\" -lamp* -e-mail"),
            (
                stems(&["buc"]),
                vec![
                    stems(&["asfalt"]).remove(0),
                    words(&["via", "roma"]),
                    Term::Prefix("lamp".to_owned()),
                    words(&["e", "mail"]),
                ]
            )
        );
    }

    #[test]
    fn a_star_is_the_end_of_a_beginning_and_elsewhere_a_blank() {
        assert_eq!(read("Asfàlt*").0, [Term::Prefix("asfalt".to_owned())]);
        assert_eq!(read("a*b").0, [words(&["a"]), stems(&["b"]).remove(0)][1..]);
    }

    #[test]
    fn a_query_says_what_is_wanted() {
        for empty in ["", "  ", "\"\"", "-", "*", "' ) OR (", "-\"\""] {
            let read = Query::parse(empty);
            assert!(empty.contains("OR") || read == Err(QueryFault::Empty), "{empty}");
        }
        assert_eq!(Query::parse("-buca"), Err(QueryFault::OnlyUnwanted));
    }

    #[test]
    fn whatever_is_written_its_words_hold_nothing_but_letters_and_digits() {
        let odd = "a' & b | !c:* <-> (d) \\ \"e'f\" NEAR(g h) {i}: ^j -k; DROP é\u{0}ø 中文";
        let (wanted, unwanted) = read(odd);
        for term in wanted.iter().chain(&unwanted) {
            let words = match term {
                Term::Stem(word) | Term::Prefix(word) => std::slice::from_ref(word),
                Term::Phrase(words) => words,
            };
            assert!(
                words
                    .iter()
                    .all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric))
            );
        }
    }
}
