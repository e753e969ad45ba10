//! What is known of the request being answered: told by those who read it, for those who write on its behalf.
//!
//! It goes with the task that answers. Work on another task or thread is given what it needs of it, or goes on [`within`] it.

use std::cell::RefCell;
use std::future::Future;

use actix_web::HttpRequest;
use cartaviva_domain::codes::AdministrationCode;
use uuid::Uuid;

use crate::auth::Principal;
use crate::idempotency::IdempotencyKey;

tokio::task_local! {
    static CURRENT: RefCell<Context>;
}

/// What is known of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Its id.
    pub(crate) request: Uuid,
    /// Its path in the contract.
    pub(crate) path: String,
    /// The operation of the contract that answers it.
    pub(crate) operation: String,
    /// The key by which it may be repeated.
    pub(crate) key: Option<IdempotencyKey>,
    /// Its method, path and query.
    pub(crate) address: String,
    /// The administration whose data it is about.
    pub(crate) administration: Option<AdministrationCode>,
    /// Who asks, when they showed a token.
    pub(crate) caller: Option<Principal>,
    /// The digest of the tracking code that was shown.
    pub(crate) holder: Option<[u8; 32]>,
    /// The digest of its body; zeros where there is none.
    pub(crate) body: [u8; 32],
}

/// Answers a request, known as it is.
pub(crate) async fn within<F: Future>(context: Context, answering: F) -> F::Output {
    CURRENT.scope(RefCell::new(context), answering).await
}

/// What is known by now; nothing outside a request.
pub(crate) fn current() -> Context {
    CURRENT
        .try_with(|context| context.borrow().clone())
        .unwrap_or_default()
}

/// Who asks, and about which administration.
pub(crate) fn tell_caller(request: &HttpRequest, caller: Option<&Principal>) {
    let named = request.match_info().get("administration");
    tell(|context| {
        context.operation = operation(request);
        context.administration = named.and_then(|named| AdministrationCode::parse(named).ok());
        context.caller = caller.cloned();
    });
}

/// Who asks by a tracking code, known by its digest alone.
pub(crate) fn tell_holder(request: &HttpRequest, administration: &AdministrationCode, digest: [u8; 32]) {
    tell(|context| {
        context.operation = operation(request);
        context.administration = Some(administration.clone());
        context.holder = Some(digest);
    });
}

/// What the request says.
pub(crate) fn tell_body(digest: impl FnOnce() -> [u8; 32]) {
    tell(|context| {
        if context.key.is_some() {
            context.body = digest();
        }
    });
}

/// The operation that answers: handlers are called as the contract calls their operations.
fn operation(request: &HttpRequest) -> String {
    request.match_name().unwrap_or_default().to_owned()
}

fn tell(what: impl FnOnce(&mut Context)) {
    // Outside a request there is nobody to tell.
    let _told = CURRENT.try_with(|context| what(&mut context.borrow_mut()));
}
