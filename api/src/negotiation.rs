//! Which representation of a resource a caller prefers (RFC 9110 §12.5.1).

use actix_web::HttpRequest;
use actix_web::http::header::{Accept, Header};

/// The best of the media types offered for what `Accept` says; the first where it says nothing, anything, or nothing that
/// is offered.
pub(crate) fn best<'a>(request: &HttpRequest, offered: &[&'a str]) -> &'a str {
    let ranges = Accept::parse(request)
        .map(|accept| accept.ranked())
        .unwrap_or_default();
    let fits = |range: &str, media: &str| {
        range == "*/*"
            || range == media
            || range
                .strip_suffix('*')
                .is_some_and(|kind| media.starts_with(kind))
    };
    ranges
        .iter()
        .find_map(|range| offered.iter().find(|media| fits(range.essence_str(), media)))
        .or(offered.first())
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn answered(accept: &str) -> &'static str {
        let request = TestRequest::default()
            .insert_header(("Accept", accept))
            .to_http_request();
        best(&request, &["application/json", "text/html"])
    }

    #[test]
    fn a_caller_gets_what_they_prefer_of_what_is_offered() {
        let silent = TestRequest::default().to_http_request();
        assert_eq!(
            best(&silent, &["application/json", "text/html"]),
            "application/json"
        );
        assert_eq!(answered("*/*"), "application/json");
        assert_eq!(
            answered("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            "text/html"
        );
        assert_eq!(answered("text/*"), "text/html");
        assert_eq!(answered("text/html;q=0.5, application/json"), "application/json");
        assert_eq!(answered("image/png"), "application/json");
        assert_eq!(answered(";;;"), "application/json");
    }
}
