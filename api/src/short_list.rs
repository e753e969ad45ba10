//! Short lists of a catalogue: read whole, in the order of their file, and shown a page at a time.

use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::Link;
use crate::page::{Cursor, Limit, Page, PageRequest};
use crate::problem::{ApiError, ProblemCode};

/// Which page of a list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at most; 20 when absent.
    #[validate(nested)]
    pub limit: Option<Limit>,
    /// Where the page begins: the `next_cursor` of the page before.
    #[validate(nested)]
    pub cursor: Option<Cursor>,
}

impl PageQuery {
    /// The page that is asked for of a list whose items are known by their codes.
    ///
    /// # Errors
    /// 400 when the cursor cannot be read.
    pub(crate) fn read(&self) -> Result<PageRequest<String>, ApiError> {
        PageRequest::read(self.limit, self.cursor.as_ref())
    }
}

/// The page that is asked for of a whole list; `this` is its own address, `code` tells the items apart.
///
/// # Errors
/// 400 when the cursor did not come from this list.
pub(crate) fn page<R, V>(
    mut rows: Vec<R>,
    asked: &PageRequest<String>,
    this: &Link,
    code: impl Fn(&R) -> &str,
    view: impl Fn(R) -> V,
) -> Result<Page<V>, ApiError> {
    if let Some(last) = &asked.after {
        let place = rows.iter().position(|row| code(row) == last);
        let place = place.ok_or_else(|| ApiError::new(ProblemCode::InvalidCursor))?;
        rows.drain(..=place);
    }
    Page::of(rows, asked.limit, this.as_str(), |row| code(row).to_owned(), view)
}

/// The answer that anybody may keep for a minute.
pub(crate) fn public(page: &Page<impl Serialize>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("Cache-Control", "public, max-age=60"))
        .json(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(limit: i64, cursor: Option<Cursor>) -> Result<Page<&'static str>, ApiError> {
        let asked = PageQuery {
            limit: Some(limit.into()),
            cursor,
        }
        .read()?;
        page(
            vec!["urp", "roads", "parks"],
            &asked,
            &"http://h/v1/offices".into(),
            |code| code,
            |code| code,
        )
    }

    #[test]
    fn a_short_list_is_shown_in_its_own_order_page_by_page() {
        let first = of(2, None).unwrap();
        assert_eq!(first.items, ["urp", "roads"]);
        let second = of(2, first.next_cursor).unwrap();
        assert_eq!(second.items, ["parks"]);
        assert!(second.next_cursor.is_none());
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let asked = PageQuery {
            limit: Some(1.into()),
            cursor: None,
        }
        .read()
        .unwrap();
        let other = page(
            vec!["a", "b"],
            &asked,
            &"http://h".into(),
            |code| code,
            |code| code,
        )
        .unwrap();
        assert_eq!(
            of(1, other.next_cursor).unwrap_err().code(),
            ProblemCode::InvalidCursor
        );
    }
}
