//! Lists, a page at a time: by keyset, never by offset.

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::bounded::{Int, Link, Token};
use crate::language::Bilingual;
use crate::problem::{ApiError, FieldError, ProblemCode};

/// How many items a page has at most.
pub type Limit = Int<1, 100>;

/// Where a page begins: what the page before gave as `next_cursor`.
pub type Cursor = Token<512>;

/// How many items a page has when the caller does not say.
const USUAL: u32 = 20;

/// Which page a caller asks for; `K` is the key of the last item they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest<K> {
    /// How many items at most (1–100).
    pub limit: u32,
    /// The key after which the page begins; none for the first page.
    pub after: Option<K>,
}

impl<K: DeserializeOwned> PageRequest<K> {
    /// The page that the parameters `limit` and `cursor` ask for.
    ///
    /// # Errors
    /// 400 when the cursor did not come from this list.
    pub fn read(limit: Option<Limit>, cursor: Option<&Cursor>) -> Result<Self, ApiError> {
        let limit = limit
            .and_then(|limit| u32::try_from(limit.get()).ok())
            .unwrap_or(USUAL);
        let after = cursor.map(|cursor| open(cursor.as_str())).transpose()?;
        Ok(Self { limit, after })
    }
}

fn open<K: DeserializeOwned>(cursor: &str) -> Result<K, ApiError> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok();
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(foreign_cursor)
}

/// The refusal of a cursor that is of another list.
pub(crate) fn foreign_cursor() -> ApiError {
    let detail = Bilingual::new(
        "Il cursore non viene da questo elenco: ripartite dalla prima pagina.",
        "The cursor did not come from this list: start again from the first page.",
    );
    let field = FieldError {
        pointer: "/cursor".to_owned(),
        code: "cursor".into(),
        detail: detail.clone(),
    };
    ApiError::saying(ProblemCode::InvalidCursor, detail).with_fields(vec![field])
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Page<T> {
    /// The items, in the list's order.
    #[schema(min_items = 0, max_items = 100)]
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<Cursor>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: PageLinks,
}

/// The links of a page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PageLinks {
    /// This page.
    #[serde(rename = "self")]
    pub this: Link,
    /// The next page; absent on the last one, and where what is asked for stands in a body: there `next_cursor` is sent with
    /// the same body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
}

impl<T> Page<T> {
    /// A page from what was found: up to `limit + 1` rows, of which the last one only tells that there is more.
    ///
    /// `this` is the absolute address of this page with its query; `key` is the key of a row; `view` shows one.
    ///
    /// # Errors
    /// 500 when a key cannot be written.
    pub fn of<R, K: Serialize>(
        mut rows: Vec<R>,
        limit: u32,
        this: &str,
        key: impl Fn(&R) -> K,
        view: impl Fn(R) -> T,
    ) -> Result<Self, ApiError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = if more { rows.last().map(key) } else { None };
        let cursor = last.map(|last| seal(&last)).transpose()?;
        let next = cursor.as_deref().map(|cursor| with_cursor(this, cursor).into());
        Ok(Self {
            items: rows.into_iter().map(view).collect(),
            next_cursor: cursor.map(Cursor::from),
            links: PageLinks {
                this: this.into(),
                next,
            },
        })
    }
}

impl<T> Page<T> {
    /// The page of a search: what is asked for stands in a body, so that no address leads to the next page; `next_cursor`
    /// is sent with the same body.
    #[must_use]
    pub fn of_search(mut self) -> Self {
        self.links.next = None;
        self
    }
}

fn seal(key: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_vec(key)
        .map(|bytes| BASE64URL_NOPAD.encode(&bytes))
        .map_err(ApiError::internal)
}

/// The same address with another cursor.
fn with_cursor(this: &str, cursor: &str) -> String {
    let (path, query) = this.split_once('?').unwrap_or((this, ""));
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let pairs: Vec<_> = kept
        .map(str::to_owned)
        .chain([format!("cursor={cursor}")])
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(rows: Vec<u8>, limit: u32) -> Page<u8> {
        Page::of(
            rows,
            limit,
            "http://h/v1/things?limit=2&cursor=old",
            |row| *row,
            |row| row,
        )
        .unwrap()
    }

    #[test]
    fn a_page_leads_to_the_next_from_its_last_item() {
        let first = page(vec![10, 20, 30], 2);
        assert_eq!(first.items, [10, 20]);
        let cursor = first.next_cursor.unwrap();
        assert_eq!(
            first.links.next.unwrap().as_str(),
            format!("http://h/v1/things?limit=2&cursor={cursor}")
        );
        let next = PageRequest::<u8>::read(None, Some(&cursor)).unwrap();
        assert_eq!(
            next,
            PageRequest {
                limit: 20,
                after: Some(20)
            }
        );
    }

    #[test]
    fn the_last_page_leads_nowhere() {
        let last = page(vec![10, 20], 2);
        assert_eq!(last.items, [10, 20]);
        assert!(last.next_cursor.is_none() && last.links.next.is_none());
    }

    #[test]
    fn a_cursor_from_elsewhere_is_refused() {
        for odd in ["%%%", "AAAA", "ImEi"] {
            let refused = PageRequest::<u8>::read(None, Some(&odd.into())).unwrap_err();
            assert_eq!(refused.code(), ProblemCode::InvalidCursor);
        }
    }

    proptest! {
        #[test]
        fn a_cursor_is_read_back_and_nothing_else_panics(key: (u64, String), odd in "[A-Za-z0-9_=-]{0,80}") {
            let cursor = seal(&key).map_err(|_| ()).unwrap();
            prop_assert_eq!(open::<(u64, String)>(&cursor).map_err(|_| ()).unwrap(), key);
            let _read = open::<(u64, String)>(&odd);
        }
    }
}
