//! What is refused, and where it is said to stand.

use actix_web::dev::Payload;
use actix_web::test::TestRequest;
use actix_web::{FromRequest, web};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Json, Path, Query};
use crate::bounded::{AdministrationCode, Code, Day, EmailAddress, Int, Line, List};
use crate::problem::{ApiError, ProblemCode};

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Report {
    #[validate(nested)]
    subject: Line<1, 10>,
    #[validate(nested)]
    reporter: Option<Reporter>,
    #[serde(default)]
    #[validate(nested)]
    parts: List<Part, 2>,
    #[serde(default)]
    #[validate(length(max = 1))]
    tags: Vec<String>,
    happened_on: Option<Day>,
    kind: Option<Kind>,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Reporter {
    #[validate(nested)]
    email: EmailAddress,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Part {
    #[validate(nested)]
    weight: Int<1, 5>,
    #[serde(default)]
    #[validate(nested)]
    names: List<Line<1, 3>, 9>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Fault,
    Complaint,
}

async fn body_as(media_type: &str, body: &str) -> Result<Report, ApiError> {
    let request = TestRequest::default()
        .insert_header(("Content-Type", media_type))
        .set_payload(body.to_owned());
    let (request, mut payload) = request.app_data(web::PayloadConfig::new(500)).to_http_parts();
    Json::<Report>::from_request(&request, &mut payload)
        .await
        .map(Json::into_inner)
}

/// The code of the refusal, and of each field its pointer and its code.
async fn refusal(body: &str) -> (ProblemCode, Vec<(String, String)>) {
    let error = body_as("application/json", body).await.unwrap_err();
    let fields = error
        .fields()
        .iter()
        .map(|field| (field.pointer.clone(), field.code.to_string()))
        .collect();
    (error.code(), fields)
}

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

#[actix_web::test]
async fn a_body_within_its_bounds_is_read() {
    let report = body_as(
        "application/json; charset=utf-8",
        r#"{"subject":"Buca","reporter":{"email":"a@b.it"},"parts":[{"weight":5,"names":["abc"]}],"happened_on":"2026-11-20","kind":"fault"}"#,
    );
    let report = report.await.unwrap();
    assert_eq!(report.subject.as_str(), "Buca");
    assert_eq!(report.reporter.unwrap().email.as_str(), "a@b.it");
    assert!(matches!(report.kind, Some(Kind::Fault)));
    assert!(report.happened_on.is_some());
}

#[actix_web::test]
async fn every_field_out_of_its_bounds_is_named_at_once() {
    let body = r#"{"subject":"a subject too long","reporter":{"email":"nobody"},
        "parts":[{"weight":1},{"weight":9,"names":["ab","abcd"]}],"tags":["a","b"]}"#;
    let (code, fields) = refusal(body).await;
    assert_eq!(code, ProblemCode::ValidationFailed);
    let expected = [
        ("/parts/1/names/1", "length"),
        ("/parts/1/weight", "range"),
        ("/reporter/email", "email"),
        ("/subject", "length"),
        ("/tags", "length"),
    ];
    assert_eq!(
        fields,
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
}

#[actix_web::test]
async fn a_list_that_is_too_long_is_named_once() {
    let body = r#"{"subject":"a","parts":[{"weight":9},{"weight":9},{"weight":9}]}"#;
    assert_eq!(
        refusal(body).await,
        (ProblemCode::ValidationFailed, one("/parts", "items"))
    );
}

#[actix_web::test]
async fn a_blank_or_broken_line_is_refused() {
    for text in ["   ", "a\\nb", "a\\u0000b"] {
        let body = format!(r#"{{"subject":"{text}"}}"#);
        assert_eq!(
            refusal(&body).await,
            (ProblemCode::ValidationFailed, one("/subject", "line")),
            "{text}"
        );
    }
}

#[actix_web::test]
async fn a_missing_member_is_named() {
    assert_eq!(
        refusal("{}").await,
        (ProblemCode::InvalidBody, one("/subject", "missing"))
    );
    let body = r#"{"subject":"a","reporter":{}}"#;
    assert_eq!(
        refusal(body).await,
        (ProblemCode::InvalidBody, one("/reporter/email", "missing"))
    );
}

#[actix_web::test]
async fn an_unknown_member_is_named_with_those_that_exist() {
    let error = body_as("application/json", r#"{"subject":"a","reporter":{"e/mail":"x"}}"#)
        .await
        .unwrap_err();
    let field = error.fields().first().unwrap();
    assert_eq!(
        (field.pointer.as_str(), field.code.as_ref()),
        ("/reporter/e~1mail", "unknown")
    );
    assert!(field.detail.en.contains("email"), "{}", field.detail.en);
    let (code, fields) = refusal(r#"{"subject":"a","colour":"red"}"#).await;
    assert_eq!(
        (code, fields),
        (ProblemCode::InvalidBody, one("/colour", "unknown"))
    );
}

#[actix_web::test]
async fn a_member_of_another_type_is_named_and_its_value_is_not_repeated() {
    let error = body_as(
        "application/json",
        r#"{"subject":"a","parts":[{"weight":"secret"}]}"#,
    )
    .await
    .unwrap_err();
    let field = error.fields().first().unwrap();
    assert_eq!(
        (field.pointer.as_str(), field.code.as_ref()),
        ("/parts/0/weight", "type")
    );
    assert!(!error.detail().en.contains("secret") && !error.detail().it.contains("secret"));
    assert_eq!(refusal(r#"{"subject":null}"#).await.1, one("/subject", "type"));
    assert_eq!(
        refusal(r#"{"subject":"a","subject":"b"}"#).await.1,
        one("/subject", "duplicate")
    );
    assert_eq!(
        refusal(r#"{"subject":"a","happened_on":"2026-02-30"}"#).await.1,
        one("/happened_on", "format")
    );
    assert_eq!(refusal("[]").await.1, one("", "type"));
}

#[actix_web::test]
async fn the_type_that_is_needed_is_named_in_the_words_of_json() {
    let needed = [
        (r#"{"subject":7}"#, "a string"),
        (r#"{"subject":"a","reporter":"me"}"#, "an object"),
        (r#"{"subject":"a","parts":{}}"#, "an array"),
        (r#"{"subject":"a","parts":[{"weight":[]}]}"#, "a number"),
        ("7", "an object"),
    ];
    for (body, needed) in needed {
        let error = body_as("application/json", body).await.unwrap_err();
        let said = &error.fields().first().unwrap().detail.en;
        assert_eq!(
            *said,
            format!("The value is of another type: {needed} is needed."),
            "{body}"
        );
    }
}

#[actix_web::test]
async fn a_word_that_is_not_listed_is_refused_with_the_list() {
    let error = body_as("application/json", r#"{"subject":"a","kind":"joke"}"#)
        .await
        .unwrap_err();
    let field = error.fields().first().unwrap();
    assert_eq!(
        (field.pointer.as_str(), field.code.as_ref()),
        ("/kind", "not_listed")
    );
    assert_eq!(field.detail.en, "The value must be one of: fault, complaint.");
}

#[actix_web::test]
async fn what_is_not_json_is_refused_with_the_place_where_reading_stopped() {
    for body in [
        "",
        "{",
        r#"{"subject":"a"} x"#,
        r#"{"subject":"a",}"#,
        "\u{feff}{}",
        "nope",
    ] {
        let error = body_as("application/json", body).await.unwrap_err();
        assert_eq!(error.code(), ProblemCode::MalformedJson, "{body}");
        assert!(error.detail().en.contains("line"), "{}", error.detail().en);
    }
}

#[actix_web::test]
async fn a_body_that_is_nested_without_end_is_refused() {
    let body = format!(r#"{{"subject":{}"#, "[".repeat(400));
    assert!(body_as("application/json", &body).await.is_err());
}

#[actix_web::test]
async fn a_body_of_another_media_type_is_415() {
    for media_type in [
        "text/plain",
        "application/xml",
        "application/jsonx",
        "multipart/form-data; boundary=x",
        "?",
    ] {
        let error = body_as(media_type, r#"{"subject":"a"}"#).await.unwrap_err();
        assert_eq!(error.code(), ProblemCode::UnsupportedMediaType, "{media_type}");
    }
}

#[actix_web::test]
async fn a_body_that_is_too_large_is_413() {
    let body = format!(r#"{{"subject":"{}"}}"#, "x".repeat(600));
    assert_eq!(refusal(&body).await.0, ProblemCode::PayloadTooLarge);
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Filter {
    #[validate(nested)]
    limit: Option<Int<1, 100>>,
    #[validate(nested)]
    office: Option<Code>,
}

fn filter(query: &str) -> Result<Filter, ApiError> {
    let request = TestRequest::with_uri(&format!("/x?{query}")).to_http_request();
    Query::<Filter>::from_request(&request, &mut Payload::None)
        .into_inner()
        .map(Query::into_inner)
}

#[test]
fn query_parameters_are_read() {
    let read = filter("limit=7&office=urp").unwrap();
    assert_eq!(
        (read.limit.unwrap().get(), read.office.unwrap().as_str()),
        (7, "urp")
    );
    assert!(filter("").unwrap().limit.is_none());
}

#[test]
fn a_query_parameter_that_is_unknown_or_out_of_bounds_is_named() {
    let cases = [
        ("limits=7", "/limits", "unknown"),
        ("limit=many", "/limit", "format"),
        ("limit=0", "/limit", "range"),
        ("limit=101", "/limit", "range"),
        ("limit=1&limit=2", "/limit", "duplicate"),
        ("office=URP!", "/office", "code"),
    ];
    for (query, pointer, code) in cases {
        let error = filter(query).unwrap_err();
        assert_eq!(error.code(), ProblemCode::InvalidQuery, "{query}");
        let field = error.fields().first().unwrap();
        assert_eq!(
            (field.pointer.as_str(), field.code.as_ref()),
            (pointer, code),
            "{query}"
        );
        assert!(
            error.detail().en.contains(pointer.trim_start_matches('/')),
            "{}",
            error.detail().en
        );
    }
}

#[derive(Debug, Deserialize, Serialize, Validate)]
struct Place {
    #[validate(nested)]
    administration: AdministrationCode,
}

#[test]
fn a_path_that_can_name_nothing_is_404() {
    let place = |administration: &'static str| {
        let request = TestRequest::default()
            .param("administration", administration)
            .to_http_request();
        Path::<Place>::from_request(&request, &mut Payload::None).into_inner()
    };
    assert_eq!(
        place("c_e625").unwrap().into_inner().administration.as_str(),
        "c_e625"
    );
    for odd in ["c e625", "c_e625;drop", ""] {
        assert_eq!(place(odd).unwrap_err().code(), ProblemCode::NotFound, "{odd}");
    }
}

#[actix_web::test]
async fn a_body_that_arrives_too_slowly_is_408() {
    let request = TestRequest::default()
        .insert_header(("Content-Type", "application/json"))
        .app_data(super::JsonLimits {
            patience: std::time::Duration::from_millis(20),
        })
        .to_http_request();
    let mut payload: Payload = Payload::Stream {
        payload: Box::pin(futures_util::stream::pending()),
    };
    let refused = Json::<Report>::from_request(&request, &mut payload).await;
    assert_eq!(refused.unwrap_err().code(), ProblemCode::RequestTimeout);
}
