//! The Italian tax code (*codice fiscale*): 16 characters for a person, 11 digits for a body.

use serde::{Deserialize, Serialize};

/// A tax code whose check character holds. That says nothing of whether it was ever issued.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxCode(String);

/// Why a tax code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TaxCodeFault {
    /// Neither 16 characters of a person's code nor 11 digits.
    #[error("a tax code has the 16 characters of a person's code or the 11 digits of a body's")]
    Shape,
    /// The day or the month of birth cannot be.
    #[error("the date of birth in the tax code is not a date")]
    Birth,
    /// The check character does not fit the others.
    #[error("the check character of the tax code is wrong")]
    Check,
}

/// The letters that stand for digits where two people would share a code (*omocodia*).
const DIGIT_LETTERS: &[u8; 10] = b"LMNPQRSTUV";
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
/// What each character weighs at an odd position (D.M. 23/12/1976).
const ODD: [u32; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

impl TaxCode {
    /// Reads a tax code, upper-casing it. A code with replaced digits (*omocodia*) is another person's code and stays as
    /// it is.
    ///
    /// # Errors
    /// [`TaxCodeFault`] when shape, date of birth or check character do not hold.
    pub fn parse(raw: &str) -> Result<Self, TaxCodeFault> {
        let code = raw.trim().to_ascii_uppercase();
        match code.len() {
            16 => check_person(code.as_bytes())?,
            11 => check_body(code.as_bytes())?,
            _ => return Err(TaxCodeFault::Shape),
        }
        Ok(Self(code))
    }

    /// The code in upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_person(code: &[u8]) -> Result<(), TaxCodeFault> {
    let shaped = code.iter().zip(b"LLLLLLDDLDDLDDDL").all(|(c, kind)| match kind {
        b'D' => digit(*c).is_some(),
        _ => c.is_ascii_uppercase(),
    });
    if !shaped {
        return Err(TaxCodeFault::Shape);
    }
    if code.get(8).is_none_or(|month| !MONTHS.contains(month)) {
        return Err(TaxCodeFault::Birth);
    }
    let day = code
        .get(9..11)
        .into_iter()
        .flatten()
        .filter_map(|c| digit(*c))
        .fold(0, |day, d| day * 10 + d);
    if !matches!(day, 1..=31 | 41..=71) {
        return Err(TaxCodeFault::Birth);
    }
    let sum: u32 = code
        .iter()
        .take(15)
        .enumerate()
        .map(|(index, c)| weight(*c, index % 2 == 0))
        .sum();
    let expected = u32::from(b'A') + sum % 26;
    if code.last().copied().map(u32::from) == Some(expected) {
        Ok(())
    } else {
        Err(TaxCodeFault::Check)
    }
}

/// What a character weighs; positions are counted from one, so the first is odd.
fn weight(c: u8, odd: bool) -> u32 {
    let value = if c.is_ascii_digit() { c - b'0' } else { c - b'A' };
    if odd {
        ODD.get(usize::from(value)).copied().unwrap_or(0)
    } else {
        u32::from(value)
    }
}

fn digit(c: u8) -> Option<u32> {
    if c.is_ascii_digit() {
        return Some(u32::from(c - b'0'));
    }
    DIGIT_LETTERS
        .iter()
        .position(|letter| *letter == c)
        .and_then(|value| u32::try_from(value).ok())
}

fn check_body(code: &[u8]) -> Result<(), TaxCodeFault> {
    if !code.iter().all(u8::is_ascii_digit) {
        return Err(TaxCodeFault::Shape);
    }
    let sum: u32 = code
        .iter()
        .enumerate()
        .map(|(index, c)| {
            let value = u32::from(c - b'0');
            match index % 2 {
                0 => value,
                _ if value > 4 => value * 2 - 9,
                _ => value * 2,
            }
        })
        .sum();
    if sum.is_multiple_of(10) {
        Ok(())
    } else {
        Err(TaxCodeFault::Check)
    }
}

impl TryFrom<String> for TaxCode {
    type Error = TaxCodeFault;

    fn try_from(raw: String) -> Result<Self, TaxCodeFault> {
        Self::parse(&raw)
    }
}

impl From<TaxCode> for String {
    fn from(code: TaxCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_whose_check_character_holds_are_accepted() {
        for code in [
            "RSSMRA80A01E625I",
            "RSSMRA80A01E506G",
            "RSSMRA80A01E715J",
            "RSSMRA80A01H114R",
            "RSSMRA80A01D237C",
            "RSSMRA85T43E625L",
            "00104330493",
            "02342520158",
        ] {
            assert_eq!(TaxCode::parse(code).map(String::from), Ok(code.to_owned()));
        }
    }

    #[test]
    fn an_omocode_is_another_persons_code_and_stays_as_it_is() {
        for code in ["RSSMRA80A01E62RD", "RSSMRA80A01E6N5T"] {
            assert_eq!(TaxCode::parse(code).map(String::from), Ok(code.to_owned()));
        }
    }

    #[test]
    fn lower_case_is_read_as_upper_case() {
        assert_eq!(
            TaxCode::parse(" rssmra80a01e625i ").map(String::from),
            Ok("RSSMRA80A01E625I".to_owned())
        );
    }

    #[test]
    fn a_wrong_check_character_is_refused() {
        assert_eq!(TaxCode::parse("RSSMRA80A01E625X"), Err(TaxCodeFault::Check));
        assert_eq!(TaxCode::parse("00104330494"), Err(TaxCodeFault::Check));
    }

    #[test]
    fn a_birth_that_cannot_be_is_refused() {
        assert_eq!(TaxCode::parse("RSSMRA80F01E625I"), Err(TaxCodeFault::Birth));
        assert_eq!(TaxCode::parse("RSSMRA80A32E625I"), Err(TaxCodeFault::Birth));
        assert_eq!(TaxCode::parse("RSSMRA80A00E625I"), Err(TaxCodeFault::Birth));
    }

    #[test]
    fn any_other_shape_is_refused() {
        for code in [
            "",
            "RSSMRA80A01E625",
            "RSSMRA80A01E625II",
            "1234567890A",
            "RSSMRA8ZA01E625I",
            "ÀSSMRA80A01E62I",
            "12345678901234567",
        ] {
            assert_eq!(TaxCode::parse(code), Err(TaxCodeFault::Shape), "{code}");
        }
    }
}
