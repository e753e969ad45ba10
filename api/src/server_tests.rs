//! The counter as a client sees it.

use actix_web::body::to_bytes;
use actix_web::dev::Service;
use actix_web::http::{Method, StatusCode};
use actix_web::test::{TestRequest, init_service};
use serde_json::Value;

use super::*;
use crate::testing::{Bench, tuning};

/// An answer, read.
struct Answer {
    status: StatusCode,
    headers: actix_web::http::header::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

async fn ask_of(tuning: &Tuning, requests: Vec<TestRequest>) -> Vec<Answer> {
    let parts = Parts::new(Bench::new().state, tuning).unwrap();
    let service = init_service(app(&parts)).await;
    let mut answers = Vec::new();
    for request in requests {
        let answer = service.call(request.to_request()).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = to_bytes(answer.into_body())
            .await
            .map_err(|_| ())
            .unwrap()
            .to_vec();
        answers.push(Answer {
            status,
            headers,
            body,
        });
    }
    answers
}

async fn ask(request: TestRequest) -> Answer {
    ask_of(&tuning(), vec![request]).await.remove(0)
}

fn get(path: &str) -> TestRequest {
    TestRequest::get().uri(path)
}

#[actix_web::test]
async fn the_service_says_that_it_works() {
    let answer = ask(get("/v1/status")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json()["status"], "ok");
    assert_eq!(answer.json()["now"], "2026-11-20T10:30:00Z");
}

#[actix_web::test]
async fn every_answer_carries_the_headers_of_the_house() {
    for path in ["/v1/status", "/v1/openapi.json", "/docs/", "/nothing"] {
        let answer = ask(get(path)).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src"),
            "{path}"
        );
        assert_eq!(
            answer.header("link"),
            "</v1/openapi.json>; rel=\"service-desc\"",
            "{path}"
        );
        assert_eq!(answer.header("ratelimit-limit"), "1000", "{path}");
        assert_eq!(answer.header("ratelimit-remaining"), "999", "{path}");
        assert_eq!(answer.header("ratelimit-reset"), "1", "{path}");
        assert_eq!(answer.header("request-id").len(), 36, "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
        assert!(answer.header("server").is_empty(), "{path}");
    }
}

#[actix_web::test]
async fn an_unknown_path_is_a_problem_in_the_callers_language() {
    let english = ask(get("/v1/nothing?secret=1").insert_header(("Accept-Language", "en"))).await;
    assert_eq!(english.status, 404);
    assert_eq!(english.header("content-type"), "application/problem+json");
    assert_eq!(english.header("content-language"), "en");
    let problem = english.json();
    assert_eq!(problem["type"], "urn:problem-type:cartaviva:path_not_found");
    assert_eq!(problem["title"], "No such path");
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["code"], "path_not_found");
    assert_eq!(
        problem["instance"],
        format!("urn:uuid:{}", english.header("request-id"))
    );
    assert!(!problem.to_string().contains("secret"));
    let italian = ask(get("/nothing")).await;
    assert_eq!(italian.json()["title"], "Percorso inesistente");
    assert_eq!(italian.header("content-language"), "it");
}

#[actix_web::test]
async fn a_wrong_method_is_405_with_those_that_are_right() {
    for method in [Method::POST, Method::DELETE, Method::PATCH, Method::TRACE] {
        let answer = ask(TestRequest::default().uri("/v1/status").method(method.clone())).await;
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS", "{method}");
        assert_eq!(answer.json()["code"], "method_not_allowed", "{method}");
    }
}

#[actix_web::test]
async fn a_head_is_answered_like_its_get() {
    let answer = ask(TestRequest::default().uri("/v1/status").method(Method::HEAD)).await;
    assert_eq!(answer.status, 200);
}

#[actix_web::test]
async fn odd_paths_are_problems_too() {
    for path in [
        "/v1",
        "/v1/",
        "/v1/status/",
        "/v1//status",
        "/v1/%00",
        "/v1/%FF%FE",
        "/docs/../v1/nothing",
        "/docs/none",
    ] {
        let answer = ask(get(path)).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
    }
}

#[actix_web::test]
async fn the_contract_is_served_with_a_tag() {
    let first = ask(get("/v1/openapi.json")).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.json(), contract::document().unwrap());
    let again = ask(get("/v1/openapi.json").insert_header(("If-None-Match", first.header("etag")))).await;
    assert_eq!(again.status, 304);
    assert!(again.body.is_empty());
}

#[actix_web::test]
async fn the_contract_of_a_known_installation_names_its_address() {
    let known = Tuning {
        public_url: Some("https://carta.test/".to_owned()),
        ..tuning()
    };
    let answer = ask_of(&known, vec![get("/v1/openapi.json")]).await.remove(0);
    assert_eq!(answer.json()["servers"][0]["url"], "https://carta.test/v1");
}

#[actix_web::test]
async fn the_documentation_is_served_from_this_program_alone() {
    let answer = ask(get("/docs/")).await;
    assert_eq!(answer.status, 200);
    let page = String::from_utf8(answer.body).unwrap();
    assert!(page.contains("swagger-ui-bundle.js") && !page.contains("https://"));
    let read = ask(get("/docs/openapi.json")).await;
    assert_eq!(read.json()["servers"][0]["url"], "/v1");
    let moved = ask(get("/docs")).await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (307, "/docs/"));
}

#[actix_web::test]
async fn a_client_that_asks_too_often_is_told_when_to_come_back() {
    let narrow = Tuning {
        rate_limit: NonZeroU32::new(2).unwrap(),
        ..tuning()
    };
    let answers = ask_of(&narrow, (0..3).map(|_| get("/v1/status")).collect()).await;
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [200, 200, 429]);
    let refused = &answers[2];
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.header("ratelimit-remaining"), "0");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[actix_web::test]
async fn options_are_told_what_may_be_done() {
    let options = |path: &str| TestRequest::default().uri(path).method(Method::OPTIONS);
    let answer = ask(options("/v1/status")).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("allow")),
        (204, "GET, HEAD, OPTIONS")
    );
    assert_eq!(ask(options("/v1/nothing")).await.status, 404);
}

/// A request of a page of another site.
fn from(origin: &'static str, request: TestRequest) -> TestRequest {
    request.insert_header(("Origin", origin))
}

fn preflight(origin: &'static str, method: &'static str) -> TestRequest {
    from(
        origin,
        TestRequest::default().uri("/v1/status").method(Method::OPTIONS),
    )
    .insert_header(("Access-Control-Request-Method", method))
    .insert_header((
        "Access-Control-Request-Headers",
        "authorization, if-match, tracking-code",
    ))
}

#[actix_web::test]
async fn no_page_of_another_site_reads_anything_unless_the_settings_say_so() {
    let page = "https://front.example.it";
    let answers = ask_of(
        &tuning(),
        vec![from(page, get("/v1/status")), preflight(page, "PUT")],
    )
    .await;
    for answer in answers {
        assert_eq!(answer.header("access-control-allow-origin"), "");
        assert_eq!(answer.header("access-control-allow-methods"), "");
    }
}

#[actix_web::test]
async fn pages_of_the_sites_in_the_settings_ask_and_read_our_headers() {
    let open = Tuning {
        origins: "https://front.example.it".parse().unwrap(),
        rate_limit: NonZeroU32::new(4).unwrap(),
        ..tuning()
    };
    let (ours, other) = ("https://front.example.it", "https://other.example");
    let mut asked = vec![
        preflight(ours, "PUT"),
        from(ours, get("/v1/nothing")),
        from(other, get("/v1/status")),
        preflight(other, "PUT"),
    ];
    asked.push(from(ours, get("/v1/status")));
    let answers = ask_of(&open, asked).await;
    let [allowed, read, foreign, refused, too_many] = answers.as_slice() else {
        panic!("five answers");
    };
    assert_eq!(allowed.status, 200);
    assert_eq!(allowed.header("access-control-allow-origin"), ours);
    assert!(allowed.header("access-control-allow-methods").contains("PUT"));
    assert!(
        allowed
            .header("access-control-allow-headers")
            .to_lowercase()
            .contains("tracking-code")
    );
    assert_eq!(read.header("access-control-allow-origin"), ours);
    let exposed = read.header("access-control-expose-headers").to_lowercase();
    for name in [
        "etag",
        "location",
        "link",
        "ratelimit-remaining",
        "retry-after",
        "request-id",
        "content-disposition",
    ] {
        assert!(exposed.contains(name), "{name}");
    }
    assert!(
        read.headers
            .get_all("vary")
            .any(|vary| vary.to_str().unwrap().contains("Origin"))
    );
    assert_eq!(
        (
            foreign.status.as_u16(),
            foreign.header("access-control-allow-origin")
        ),
        (200, "")
    );
    assert_eq!(
        (refused.status.as_u16(), refused.header("content-type")),
        (400, "application/problem+json")
    );
    assert_eq!(
        (
            too_many.status.as_u16(),
            too_many.header("access-control-allow-origin")
        ),
        (429, ours)
    );
}

#[actix_web::test]
async fn the_request_id_is_taken_from_the_client_only_when_it_is_one() {
    let id = "019aa9f6-7b1c-7e0c-9d6f-0c7f3f0a9b11";
    let given = ask(get("/v1/status").insert_header(("Request-Id", id))).await;
    assert_eq!(given.header("request-id"), id);
    for odd in [
        "1",
        "<script>",
        "019aa9f67b1c7e0c9d6f0c7f3f0a9b11",
        &"x".repeat(5_000),
    ] {
        let answer = ask(get("/v1/status").insert_header(("Request-Id", odd.to_owned()))).await;
        assert_ne!(answer.header("request-id"), odd);
        assert!(uuid::Uuid::try_parse(answer.header("request-id")).is_ok());
    }
}
