//! The HTTP server: its parts put together.

use std::future::ready;
use std::io;
use std::net::TcpListener;
use std::num::NonZeroU32;
use std::time::Duration;

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_service::{IntoServiceFactory, ServiceFactoryExt, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, Server, ServiceFactory, ServiceRequest, ServiceResponse, fn_service};
use actix_web::middleware::{Compress, Condition, from_fn};
use actix_web::rt::net::TcpStream;
use actix_web::web::Data;
use actix_web::{App, Error, web};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::connection::{Patient, room};
use crate::contract::{self, Contract};
use crate::door::show_security_contact;
use crate::extract::JsonLimits;
use crate::middleware::{KnownPaths, Limiter, Origins, admit, around, fit, nothing_here};
use crate::routes;
use crate::state::AppState;

/// Where the documentation pages read the contract.
const PAGES_READ: &str = "/docs/openapi.json";

/// How long a client may take to send the head of a request.
const PATIENCE_HEAD: Duration = Duration::from_secs(5);

/// How long a client may take to send a body.
const PATIENCE_BODY: Duration = Duration::from_secs(30);

/// How long a connection may stay open without a request.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How long requests in flight may take to finish when the service stops, in seconds.
const FAREWELL: u64 = 30;

/// How the server is sized.
#[derive(Clone, Debug)]
pub struct Tuning {
    /// Threads that read requests and write answers.
    pub workers: usize,
    /// Threads of each worker that wait for the database: few, as each hand-over costs.
    pub blocking_threads: usize,
    /// The largest body, in bytes.
    pub body_limit: usize,
    /// Requests a minute that one client may make.
    pub rate_limit: NonZeroU32,
    /// The address the contract names as this installation's; none when it is only the default one.
    pub public_url: Option<String>,
    /// The sites whose pages may ask and read.
    pub origins: Origins,
}

/// What the workers share.
#[derive(Clone)]
pub struct Parts {
    state: Data<AppState>,
    contract: Data<Contract>,
    known: Data<KnownPaths>,
    limiter: Data<Limiter>,
    body_limit: usize,
    origins: Origins,
}

impl Parts {
    /// The parts of a service.
    ///
    /// # Errors
    /// When the contract cannot be written.
    pub fn new(state: AppState, tuning: &Tuning) -> Result<Self, serde_json::Error> {
        let document = contract::document()?;
        let limiter = Limiter::per_minute(tuning.rate_limit);
        state.door().also_tells(limiter.tally());
        Ok(Self {
            state: Data::new(state),
            known: Data::new(KnownPaths::of(&document)),
            contract: Data::new(Contract::of(document, tuning.public_url.as_deref())?),
            limiter: Data::new(limiter),
            body_limit: tuning.body_limit,
            origins: tuning.origins.clone(),
        })
    }
}

/// The whole application: what one worker serves.
pub fn app(
    parts: &Parts,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .app_data(parts.state.clone())
        .app_data(parts.contract.clone())
        .app_data(parts.known.clone())
        .app_data(parts.limiter.clone())
        .app_data(web::PayloadConfig::new(parts.body_limit))
        .app_data(JsonLimits {
            patience: PATIENCE_BODY,
        })
        .wrap(from_fn(fit))
        .wrap(Compress::default())
        .wrap(from_fn(admit))
        .wrap(Condition::new(!parts.origins.is_none(), parts.origins.cors()))
        .wrap(from_fn(around))
        .service(web::scope("/v1").configure(routes::all))
        .route("/.well-known/security.txt", web::get().to(show_security_contact))
        .service(web::redirect("/docs", "/docs/"))
        .route(PAGES_READ, web::get().to(contract::show_to_pages))
        .service(documentation())
        .default_service(web::to(nothing_here))
}

/// The documentation pages, from files that are compiled in.
fn documentation() -> SwaggerUi {
    let config = Config::from(PAGES_READ)
        .validator_url("none")
        .display_operation_id(true);
    SwaggerUi::new("/docs/{_:.*}").config(config)
}

/// Serves on this listener until SIGTERM or SIGINT; on SIGTERM requests in flight finish. It is put together here, and not by
/// actix's `HttpServer`, because that serves plain connections alone, which wait for ever for a client that does not read.
///
/// # Errors
/// When the listener cannot be used, or the contract cannot be written.
pub fn serve(listener: TcpListener, state: AppState, tuning: &Tuning) -> io::Result<Server> {
    let parts = Parts::new(state, tuning)?;
    let address = listener.local_addr()?;
    let builder = Server::build()
        .workers(tuning.workers)
        .worker_max_blocking_threads(tuning.blocking_threads)
        .max_concurrent_connections(room(tuning.workers))
        .shutdown_timeout(FAREWELL);
    let leaving = builder.graceful_shutdown_signal();
    let service = move || {
        let leaving = leaving.clone();
        let app = app(&parts)
            .into_factory()
            .map_err(|error: Error| error.error_response());
        let http = HttpService::build()
            .client_request_timeout(PATIENCE_HEAD)
            .client_disconnect_timeout(PATIENCE_HEAD)
            .keep_alive(KEEP_ALIVE)
            .graceful_shutdown_signal(move || {
                let leaving = leaving.clone();
                async move { leaving.notified().await }
            })
            .local_addr(address)
            .on_connect_ext(|stream: &Patient<TcpStream>, known| {
                known.insert(stream.exchange());
            })
            .h1(map_config(app, |()| AppConfig::default()));
        let patient = fn_service(|stream: TcpStream| {
            let peer = stream.peer_addr().ok();
            ready(Ok::<_, DispatchError>((Patient::of(stream), peer)))
        });
        patient.and_then(http)
    };
    Ok(builder.listen("cartaviva", listener, service)?.run())
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
