//! Texts in the cells of files that people open with a spreadsheet.

use std::borrow::Cow;

/// What people wrote, so that no spreadsheet takes it for a formula: an apostrophe stands before what begins like one.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_no_formula_to_a_spreadsheet() {
        for formula in ["=1+1", "+39 0586", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["Anna Rossi", "1=1", "", "è = é"] {
            assert_eq!(harmless(text), text);
        }
    }
}
