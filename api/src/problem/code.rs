//! The one table of error codes. Clients match the code; people read the title.

use actix_web::http::StatusCode;

use super::row::{Row, TYPE_PREFIX, row};

/// Why a request was not answered as asked. `docs/STATUS-CODES.md` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// The body is not JSON.
    MalformedJson,
    /// The body is JSON, but a member is missing, unknown or of another type.
    InvalidBody,
    /// A query parameter is unknown or cannot be read.
    InvalidQuery,
    /// A header cannot be read.
    InvalidHeader,
    /// The `cursor` did not come from this list.
    InvalidCursor,
    /// A token is needed and none was given.
    TokenMissing,
    /// The token is not one this service trusts.
    TokenInvalid,
    /// The token's time is over, or has not begun.
    TokenExpired,
    /// The token's roles do not allow this.
    RoleNotAllowed,
    /// The token does not say surely enough whom it is about.
    AssuranceTooLow,
    /// The token is for another administration.
    OtherAdministration,
    /// There is nothing at this path.
    PathNotFound,
    /// The thing asked for does not exist, or the caller may not know that it does.
    NotFound,
    /// No administration has this code.
    AdministrationNotFound,
    /// The administration has no office with this code.
    OfficeNotFound,
    /// The administration has no service with this code.
    ServiceNotFound,
    /// The administration has no charter with this code.
    CharterNotFound,
    /// The charter has no such edition, or none in force.
    EditionNotFound,
    /// The charter has no standard with this code.
    StandardNotFound,
    /// The administration has no procedure with this code.
    ProcedureNotFound,
    /// The administration has no such case.
    CaseNotFound,
    /// The administration has no such subscription to events.
    WebhookSubscriptionNotFound,
    /// No such delivery waits or was given up.
    WebhookDeliveryNotFound,
    /// No case has this tracking code.
    TrackingCodeUnknown,
    /// The case has no such attachment, or the caller may not know that it does.
    AttachmentNotFound,
    /// The content is not for the caller.
    ContentReserved,
    /// The content was withdrawn.
    ContentWithdrawn,
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// The request arrived too slowly.
    RequestTimeout,
    /// What is asked contradicts what is stored.
    Conflict,
    /// Somebody else changed the resource since it was read.
    PreconditionFailed,
    /// The body is larger than the service accepts.
    PayloadTooLarge,
    /// The body is not `application/json`.
    UnsupportedMediaType,
    /// A field is out of its bounds.
    ValidationFailed,
    /// A rule of the law, of the charter or of the case refuses.
    RuleRefused,
    /// The `Idempotency-Key` came with another request before.
    IdempotencyKeyReused,
    /// A change needs `If-Match`.
    PreconditionRequired,
    /// The client asked too often.
    TooManyRequests,
    /// A fault of the service.
    InternalError,
    /// The service cannot answer now.
    Unavailable,
}

impl ProblemCode {
    /// Every code, in the order of the table.
    pub const ALL: [Self; 40] = [
        Self::MalformedJson,
        Self::InvalidBody,
        Self::InvalidQuery,
        Self::InvalidHeader,
        Self::InvalidCursor,
        Self::TokenMissing,
        Self::TokenInvalid,
        Self::TokenExpired,
        Self::RoleNotAllowed,
        Self::AssuranceTooLow,
        Self::OtherAdministration,
        Self::PathNotFound,
        Self::NotFound,
        Self::AdministrationNotFound,
        Self::OfficeNotFound,
        Self::ServiceNotFound,
        Self::CharterNotFound,
        Self::EditionNotFound,
        Self::StandardNotFound,
        Self::ProcedureNotFound,
        Self::CaseNotFound,
        Self::WebhookSubscriptionNotFound,
        Self::WebhookDeliveryNotFound,
        Self::TrackingCodeUnknown,
        Self::AttachmentNotFound,
        Self::ContentReserved,
        Self::ContentWithdrawn,
        Self::MethodNotAllowed,
        Self::RequestTimeout,
        Self::Conflict,
        Self::PreconditionFailed,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::ValidationFailed,
        Self::RuleRefused,
        Self::IdempotencyKeyReused,
        Self::PreconditionRequired,
        Self::TooManyRequests,
        Self::InternalError,
        Self::Unavailable,
    ];

    /// The row of this code.
    #[must_use]
    pub fn row(self) -> Row {
        use StatusCode as S;
        match self {
            Self::MalformedJson => row(
                "malformed_json",
                S::BAD_REQUEST,
                "JSON non leggibile",
                "Malformed JSON",
            ),
            Self::InvalidBody => row("invalid_body", S::BAD_REQUEST, "Corpo non valido", "Invalid body"),
            Self::InvalidQuery => row(
                "invalid_query",
                S::BAD_REQUEST,
                "Parametro non valido",
                "Invalid parameter",
            ),
            Self::InvalidHeader => row(
                "invalid_header",
                S::BAD_REQUEST,
                "Intestazione non valida",
                "Invalid header",
            ),
            Self::InvalidCursor => row(
                "invalid_cursor",
                S::BAD_REQUEST,
                "Cursore non valido",
                "Invalid cursor",
            ),
            Self::TokenMissing => row(
                "token_missing",
                S::UNAUTHORIZED,
                "Token mancante",
                "Token missing",
            ),
            Self::TokenInvalid => row(
                "token_invalid",
                S::UNAUTHORIZED,
                "Token non valido",
                "Token not valid",
            ),
            Self::TokenExpired => row(
                "token_expired",
                S::UNAUTHORIZED,
                "Token fuori dal periodo di validità",
                "Token out of its time",
            ),
            Self::RoleNotAllowed => row(
                "role_not_allowed",
                S::FORBIDDEN,
                "Ruolo non ammesso",
                "Role not allowed",
            ),
            Self::AssuranceTooLow => row(
                "assurance_too_low",
                S::FORBIDDEN,
                "Livello di identità insufficiente",
                "Level of assurance too low",
            ),
            Self::OtherAdministration => row(
                "other_administration",
                S::FORBIDDEN,
                "Ente diverso dal proprio",
                "Another administration",
            ),
            Self::PathNotFound => row(
                "path_not_found",
                S::NOT_FOUND,
                "Percorso inesistente",
                "No such path",
            ),
            Self::NotFound => row(
                "not_found",
                S::NOT_FOUND,
                "Risorsa inesistente",
                "No such resource",
            ),
            Self::AdministrationNotFound => row(
                "administration_not_found",
                S::NOT_FOUND,
                "Ente inesistente",
                "No such administration",
            ),
            Self::OfficeNotFound => row(
                "office_not_found",
                S::NOT_FOUND,
                "Ufficio inesistente",
                "No such office",
            ),
            Self::ServiceNotFound => row(
                "service_not_found",
                S::NOT_FOUND,
                "Servizio inesistente",
                "No such service",
            ),
            Self::CharterNotFound => row(
                "charter_not_found",
                S::NOT_FOUND,
                "Carta inesistente",
                "No such charter",
            ),
            Self::EditionNotFound => row(
                "edition_not_found",
                S::NOT_FOUND,
                "Edizione inesistente",
                "No such edition",
            ),
            Self::StandardNotFound => row(
                "standard_not_found",
                S::NOT_FOUND,
                "Standard inesistente",
                "No such standard",
            ),
            Self::ProcedureNotFound => row(
                "procedure_not_found",
                S::NOT_FOUND,
                "Procedimento inesistente",
                "No such procedure",
            ),
            Self::CaseNotFound => row(
                "case_not_found",
                S::NOT_FOUND,
                "Pratica inesistente",
                "No such case",
            ),
            Self::WebhookSubscriptionNotFound => row(
                "webhook_subscription_not_found",
                S::NOT_FOUND,
                "Sottoscrizione inesistente",
                "No such subscription",
            ),
            Self::WebhookDeliveryNotFound => row(
                "webhook_delivery_not_found",
                S::NOT_FOUND,
                "Consegna inesistente",
                "No such delivery",
            ),
            Self::TrackingCodeUnknown => row(
                "tracking_code_unknown",
                S::NOT_FOUND,
                "Codice di tracciamento ignoto",
                "Unknown tracking code",
            ),
            Self::AttachmentNotFound => row(
                "attachment_not_found",
                S::NOT_FOUND,
                "Allegato inesistente",
                "No such attachment",
            ),
            Self::ContentReserved => row(
                "content_reserved",
                S::FORBIDDEN,
                "Contenuto riservato",
                "Content reserved",
            ),
            Self::ContentWithdrawn => row(
                "content_withdrawn",
                S::GONE,
                "Contenuto ritirato",
                "Content withdrawn",
            ),
            Self::MethodNotAllowed => row(
                "method_not_allowed",
                S::METHOD_NOT_ALLOWED,
                "Metodo non ammesso",
                "Method not allowed",
            ),
            Self::RequestTimeout => row(
                "request_timeout",
                S::REQUEST_TIMEOUT,
                "Richiesta troppo lenta",
                "Request too slow",
            ),
            Self::Conflict => row(
                "conflict",
                S::CONFLICT,
                "Conflitto con quanto registrato",
                "Conflict",
            ),
            Self::PreconditionFailed => row(
                "precondition_failed",
                S::PRECONDITION_FAILED,
                "Versione superata",
                "Stale version",
            ),
            Self::PayloadTooLarge => row(
                "payload_too_large",
                S::PAYLOAD_TOO_LARGE,
                "Corpo troppo grande",
                "Body too large",
            ),
            Self::UnsupportedMediaType => row(
                "unsupported_media_type",
                S::UNSUPPORTED_MEDIA_TYPE,
                "Formato del corpo non ammesso",
                "Unsupported media type",
            ),
            Self::ValidationFailed => row(
                "validation_failed",
                S::UNPROCESSABLE_ENTITY,
                "Campi non ammessi",
                "Fields refused",
            ),
            Self::RuleRefused => row(
                "rule_refused",
                S::UNPROCESSABLE_ENTITY,
                "Rifiutato da una regola",
                "Refused by a rule",
            ),
            Self::IdempotencyKeyReused => row(
                "idempotency_key_reused",
                S::UNPROCESSABLE_ENTITY,
                "Chiave di idempotenza già usata per un'altra richiesta",
                "Idempotency key already used for another request",
            ),
            Self::PreconditionRequired => row(
                "precondition_required",
                S::PRECONDITION_REQUIRED,
                "If-Match mancante",
                "If-Match missing",
            ),
            Self::TooManyRequests => row(
                "too_many_requests",
                S::TOO_MANY_REQUESTS,
                "Troppe richieste",
                "Too many requests",
            ),
            Self::InternalError => row(
                "internal_error",
                S::INTERNAL_SERVER_ERROR,
                "Errore del servizio",
                "Internal error",
            ),
            Self::Unavailable => row(
                "unavailable",
                S::SERVICE_UNAVAILABLE,
                "Servizio non disponibile",
                "Unavailable",
            ),
        }
    }

    /// The HTTP status of this code.
    #[must_use]
    pub fn status(self) -> StatusCode {
        self.row().status
    }

    /// The URI that names this code in a problem's `type`.
    #[must_use]
    pub fn type_uri(self) -> String {
        format!("{TYPE_PREFIX}{}", self.row().name)
    }
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
