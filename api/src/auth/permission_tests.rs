//! Who is let through, and what those who are not are told.

use actix_web::test::TestRequest;
use futures_util::FutureExt;

use super::*;
use crate::auth::{DecideCases, EditCatalogue, GrantRistoro, ReadCases, RegisterCases};
use crate::testing::{Bench, claims};

/// A request of someone with this token for something of Livorno.
fn request(bench: &Bench, authorization: Option<&str>) -> HttpRequest {
    let mut request = TestRequest::default().param("administration", "c_e625");
    request = request.app_data(web::Data::new(bench.state.clone()));
    if let Some(authorization) = authorization {
        request = request.insert_header((AUTHORIZATION, authorization.to_owned()));
    }
    request.to_http_request()
}

fn may<P: Permission + 'static>(bench: &Bench, authorization: Option<&str>) -> Result<May<P>, ApiError> {
    May::from_request(&request(bench, authorization), &mut Payload::None)
        .now_or_never()
        .unwrap()
}

fn code<P: Permission + 'static>(bench: &Bench, role: &str, administration: &str) -> Option<ProblemCode> {
    let token = format!("Bearer {}", bench.token(role, administration));
    may::<P>(bench, Some(&token)).err().map(|error| error.code())
}

#[test]
fn the_role_in_the_table_is_let_through_and_an_admin_always() {
    let bench = Bench::new();
    assert_eq!(code::<DecideCases>(&bench, "manager", "c_e625"), None);
    assert_eq!(code::<DecideCases>(&bench, "admin", "c_e625"), None);
}

#[test]
fn another_role_is_403_and_told_which_roles_may() {
    let bench = Bench::new();
    let token = format!("Bearer {}", bench.token("operator", "c_e625"));
    let refused = may::<GrantRistoro>(&bench, Some(&token)).unwrap_err();
    assert_eq!(refused.code(), ProblemCode::RoleNotAllowed);
    assert_eq!(
        refused.detail().en,
        "One of these roles is needed: officer, manager, admin."
    );
}

#[test]
fn the_cases_of_another_administration_do_not_exist_and_its_catalogue_may_not_be_changed() {
    let bench = Bench::new();
    assert_eq!(
        code::<ReadCases>(&bench, "operator", "c_e506"),
        Some(ProblemCode::NotFound)
    );
    assert_eq!(
        code::<ReadCases>(&bench, "admin", "c_e506"),
        Some(ProblemCode::NotFound)
    );
    assert_eq!(
        code::<EditCatalogue>(&bench, "editor", "c_e506"),
        Some(ProblemCode::OtherAdministration)
    );
}

#[test]
fn a_token_without_an_administration_reaches_none() {
    let bench = Bench::new();
    let mut granted = claims("operator", "c_e625");
    granted.remove("administration");
    let token = format!("Bearer {}", bench.key.sign(&granted).unwrap());
    assert_eq!(
        may::<ReadCases>(&bench, Some(&token)).unwrap_err().code(),
        ProblemCode::NotFound
    );
}

#[test]
fn without_a_token_it_is_401_with_a_challenge() {
    let bench = Bench::new();
    let refused = may::<ReadCases>(&bench, None).unwrap_err();
    assert_eq!(refused.code(), ProblemCode::TokenMissing);
    assert_eq!(
        refused.headers(),
        [("WWW-Authenticate", "Bearer realm=\"cartaviva\"".to_owned())]
    );
}

#[test]
fn a_token_that_is_not_trusted_is_401_even_where_the_role_would_be_wrong() {
    let bench = Bench::new();
    let forged = format!("Bearer {}x", bench.token("citizen", "c_e625"));
    assert_eq!(
        may::<DecideCases>(&bench, Some(&forged)).unwrap_err().code(),
        ProblemCode::TokenInvalid
    );
    for odd in ["Basic dTpw", "Bearer", "token", ""] {
        assert_eq!(
            may::<ReadCases>(&bench, Some(odd)).unwrap_err().code(),
            ProblemCode::TokenInvalid,
            "{odd}"
        );
    }
}

#[test]
fn a_token_shown_as_bound_to_a_key_is_refused_and_says_why() {
    let bench = Bench::new();
    for scheme in ["DPoP", "dpop"] {
        let shown = format!("{scheme} {}", bench.token("operator", "c_e625"));
        let refused = may::<ReadCases>(&bench, Some(&shown)).unwrap_err();
        assert_eq!(refused.code(), ProblemCode::TokenInvalid);
        assert!(refused.detail().en.contains("ask for a Bearer token"));
        let (name, challenge) = refused.headers().first().unwrap();
        assert_eq!(*name, "WWW-Authenticate");
        assert!(challenge.starts_with("Bearer "), "{challenge}");
    }
}

#[test]
fn where_a_token_is_optional_none_is_fine_and_a_bad_one_is_not() {
    let bench = Bench::new();
    let anyone = |authorization: Option<&str>| {
        Anyone::from_request(&request(&bench, authorization), &mut Payload::None)
            .now_or_never()
            .unwrap()
    };
    assert!(anyone(None).unwrap().principal().is_none());
    assert_eq!(
        anyone(Some("Bearer x")).unwrap_err().code(),
        ProblemCode::TokenInvalid
    );
    let desk = anyone(Some(&format!("bearer {}", bench.token("operator", "c_e625")))).unwrap();
    assert!(desk.may::<RegisterCases>("c_e625").is_some());
    assert!(desk.may::<RegisterCases>("c_e506").is_none());
    assert!(desk.may::<DecideCases>("c_e625").is_none());
}
