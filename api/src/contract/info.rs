//! What the contract says about itself (`x-` members are added by [`super::refine`], where utoipa cannot write them).

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::problem::Problem;

/// A short sentence for catalogues (`x-summary`).
pub(super) const SUMMARY: &str =
    "Carte dei servizi, pratiche, scadenze, standard di qualità e ristori, come dati.";

/// The identity of this API in catalogues (`x-api-id`); it never changes.
pub(super) const API_ID: &str = "5d0a7f4e-2c1b-4a67-9f3d-8b1f6f0c3e21";

/// The frame of the document: info, servers, tags, security.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cartaviva",
        description = "La carta dei servizi di un ente come dati vivi: gli impegni della carta, le pratiche che ne nascono, \
                       le scadenze spiegate passo per passo, gli standard misurati da ciò che è accaduto, il ristoro non \
                       economico quando l'impegno non è mantenuto.\n\n\
                       A public body's service charter as live data: its promises, the cases that run against them, \
                       deadlines explained step by step, standards measured from what happened, and non-monetary redress.",
        version = "1.0.0",
        terms_of_service = "https://carta.example.it/terms",
        contact(name = "Cartaviva", url = "https://carta.example.it", email = "api@carta.example.it"),
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    servers((url = "https://carta.example.it/v1", description = "An installation of a public body.")),
    tags(
        (name = "administrations", description = "The bodies whose charters these are, with their offices, services and procedures."),
        (name = "charters", description = "Charters, their editions, their standards and the values reached."),
        (name = "cases", description = "What people submit, and what becomes of it."),
        (name = "attachments", description = "The files that belong to a case."),
        (name = "people", description = "Who presented a case, what was corrected of it, who read it and why, and what is held of a person."),
        (name = "retention", description = "How long papers are kept, what holds them, and disposals by an authorised act."),
        (name = "protocol", description = "The protocol register: entries, annulments, the daily register."),
        (name = "messages", description = "Who was told what by mail, and whether it was sent."),
        (name = "deadlines", description = "When things are due, and why."),
        (name = "ristoro", description = "Non-monetary redress for a promise that was not kept."),
        (name = "tracking", description = "A person's own view of their case, by its tracking code."),
        (name = "own-cases", description = "The cases of a person who entered with SPID or CIE."),
        (name = "events", description = "What happens in an administration, in order, for the systems that follow it."),
        (name = "audit", description = "Who did what: every change and every reading of a person's data."),
        (name = "service", description = "This service: its state and its contract.")
    ),
    security(("token" = [])),
    components(schemas(Problem)),
    modifiers(&Token)
)]
pub(super) struct Document;

/// The way callers prove who they are.
struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").description(Some(
            "A JSON Web Token (RFC7519) of an issuer this installation trusts, verified as RFC8725 asks: audience \
             `cartaviva`, with `roles`, `administration` and, where held in one office, `office`.",
        ));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme.build()));
    }
}
