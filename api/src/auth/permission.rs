//! A permission is a type in the handler's signature: `who: May<DecideCases>`.

use std::future::{Future, Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::Either;
use time::OffsetDateTime;

use super::fault::Fault;
use super::principal::Principal;
use super::remote_keys::RemoteKeys;
use super::role::Role;
use crate::context;
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Something a caller may or may not do; the rows are in `auth/table.rs`.
pub trait Permission {
    /// The roles that may, the weightiest last.
    const ROLES: &'static [Role];
    /// What a caller from another administration is told.
    const ELSEWHERE: Elsewhere;

    /// Whether a caller reaches an administration: staff reach their own.
    fn reaches(who: &Principal, administration: &str) -> bool {
        who.administration.as_deref() == Some(administration)
    }
}

/// What the caller of one administration is told about the data of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// 403: that the data exists is public, changing it is not.
    Forbidden,
    /// 404: whether the data exists is not theirs to know.
    NotFound,
}

/// A caller with a trusted token, who may do `P` in the administration that the path names.
///
/// Without a token or with one that is not trusted: 401, whatever the roles. With the wrong role: 403. In another
/// administration: what [`Permission::ELSEWHERE`] says.
#[derive(Clone, Debug)]
pub struct May<P> {
    principal: Principal,
    permission: PhantomData<P>,
}

impl<P> May<P> {
    /// The caller.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// The caller, given away.
    #[must_use]
    pub fn into_principal(self) -> Principal {
        self.principal
    }
}

impl<P> Deref for May<P> {
    type Target = Principal;

    fn deref(&self) -> &Principal {
        &self.principal
    }
}

impl<P: Permission> May<P> {
    /// The role in which the caller acts: the weightiest that the permission names and they hold.
    #[must_use]
    pub fn role(&self) -> Role {
        let held = |role: &Role| self.principal.is_one_of(&[*role]);
        P::ROLES.iter().copied().rev().find(held).unwrap_or(Role::Admin)
    }
}

impl<P: Permission + 'static> FromRequest for May<P> {
    type Error = ApiError;
    type Future = Answered<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        with_caller(request, permitted::<P>)
    }
}

fn permitted<P: Permission>(request: &HttpRequest, principal: Option<Principal>) -> Result<May<P>, ApiError> {
    let principal = principal.ok_or_else(missing)?;
    if !principal.is_one_of(P::ROLES) {
        return Err(wrong_role(P::ROLES));
    }
    match request.match_info().get("administration") {
        Some(named) if !P::reaches(&principal, named) => Err(elsewhere(P::ELSEWHERE)),
        _ => Ok(May {
            principal,
            permission: PhantomData,
        }),
    }
}

/// Whoever calls, with or without a token; a token that is not trusted is refused (401) all the same.
#[derive(Clone, Debug)]
pub struct Anyone(Option<Principal>);

impl Anyone {
    /// The caller as staff: someone who may do `P` in this administration, else nobody.
    #[must_use]
    pub fn may<P: Permission>(&self, administration: &str) -> Option<&Principal> {
        self.0
            .as_ref()
            .filter(|who| who.is_one_of(P::ROLES) && who.administration.as_deref() == Some(administration))
    }

    /// The caller, when they showed a token.
    #[must_use]
    pub fn principal(&self) -> Option<&Principal> {
        self.0.as_ref()
    }
}

impl FromRequest for Anyone {
    type Error = ApiError;
    type Future = Answered<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        with_caller(request, |_, principal| Ok(Self(principal)))
    }
}

/// What an extractor answers: at once, or after the issuer's keys were fetched.
type Answered<T> = Either<Ready<Result<T, ApiError>>, Pin<Box<dyn Future<Output = Result<T, ApiError>>>>>;

/// Finds out who calls and goes on from there. Where the token names a key of its issuer that is not known, the issuer's
/// keys are fetched first.
fn with_caller<T: 'static>(
    request: &HttpRequest,
    go_on: fn(&HttpRequest, Option<Principal>) -> Result<T, ApiError>,
) -> Answered<T> {
    let Some((keys, now)) = to_fetch(request) else {
        return Either::Left(ready(caller(request).and_then(|who| go_on(request, who))));
    };
    let request = request.clone();
    Either::Right(Box::pin(async move {
        web::block(move || keys.fetch(now))
            .await
            .map_err(ApiError::internal)?;
        let who = caller(&request)?;
        go_on(&request, who)
    }))
}

/// The keys to fetch before the token of a request is judged.
fn to_fetch(request: &HttpRequest) -> Option<(Arc<RemoteKeys>, OffsetDateTime)> {
    let state = request.app_data::<web::Data<AppState>>()?;
    let token = bearer(request.headers().get(AUTHORIZATION)?.to_str().ok()?)?;
    let now = state.clock().now();
    Some((state.verifier().to_fetch(token, now)?, now))
}

/// The caller, whom whatever is written on behalf of the request is told of.
fn caller(request: &HttpRequest) -> Result<Option<Principal>, ApiError> {
    let who = proven(request)?;
    context::tell_caller(request, who.as_ref());
    Ok(who)
}

/// The caller that the `Authorization` header proves, if there is one.
fn proven(request: &HttpRequest) -> Result<Option<Principal>, ApiError> {
    let Some(header) = request.headers().get(AUTHORIZATION) else {
        return Ok(None);
    };
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| ApiError::internal("no state"))?;
    let header = header.to_str().map_err(|_| not_bearer())?;
    let token = bearer(header).ok_or_else(|| scheme_refused(header))?;
    let principal = state.verifier().verify(token, state.clock().now())?;
    if let Some(consumer) = &principal.consumer {
        request.extensions_mut().insert(consumer.clone());
    }
    Ok(Some(principal))
}

/// The token of `Bearer …`.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn missing() -> ApiError {
    let detail = Bilingual::new(
        "Per questa operazione serve un token: Authorization: Bearer ….",
        "This operation needs a token: Authorization: Bearer ….",
    );
    ApiError::saying(ProblemCode::TokenMissing, detail)
        .with_header("WWW-Authenticate", "Bearer realm=\"cartaviva\"")
}

/// The refusal of what is not `Bearer …`: a token bound to a key, or something else.
fn scheme_refused(header: &str) -> ApiError {
    let scheme = header.split(' ').next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case("dpop") {
        Fault::Bound.refusal()
    } else {
        not_bearer()
    }
}

fn not_bearer() -> ApiError {
    let detail = Bilingual::new(
        "L'intestazione Authorization deve avere la forma: Bearer, spazio, token.",
        "The Authorization header must read: Bearer, blank, token.",
    );
    ApiError::saying(ProblemCode::TokenInvalid, detail).with_header(
        "WWW-Authenticate",
        "Bearer realm=\"cartaviva\", error=\"invalid_request\"",
    )
}

fn wrong_role(roles: &[Role]) -> ApiError {
    let names = roles
        .iter()
        .chain([&Role::Admin])
        .map(|role| role.name())
        .collect::<Vec<_>>()
        .join(", ");
    let detail = Bilingual::new(
        format!("Serve uno di questi ruoli: {names}."),
        format!("One of these roles is needed: {names}."),
    );
    ApiError::saying(ProblemCode::RoleNotAllowed, detail).with_header(
        "WWW-Authenticate",
        "Bearer realm=\"cartaviva\", error=\"insufficient_scope\"",
    )
}

fn elsewhere(told: Elsewhere) -> ApiError {
    match told {
        Elsewhere::NotFound => ApiError::new(ProblemCode::NotFound),
        Elsewhere::Forbidden => ApiError::saying(
            ProblemCode::OtherAdministration,
            Bilingual::new(
                "Il token è per un altro ente.",
                "The token is for another administration.",
            ),
        ),
    }
}

#[cfg(test)]
#[path = "permission_tests.rs"]
mod tests;
