//! What is answered where no route is: to OPTIONS what may be done here, else 404, or 405 when the path is known with another
//! method.

use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Map, Value};

use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The paths that the contract knows, each with its methods.
#[derive(Clone, Debug)]
pub struct KnownPaths(Vec<(ResourceDef, Vec<Method>)>);

impl KnownPaths {
    /// The paths of a contract.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let paths = document
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let known = |(path, item): (&String, &Value)| {
            let methods = item.as_object().into_iter().flat_map(Map::keys);
            let methods: Vec<_> = methods
                .filter_map(|name| Method::from_bytes(name.to_uppercase().as_bytes()).ok())
                .collect();
            (ResourceDef::new(format!("/v1{path}")), methods)
        };
        Self(paths.map(known).collect())
    }

    /// The methods of a path; none when it is unknown.
    fn methods(&self, path: &str) -> Vec<&Method> {
        self.0
            .iter()
            .filter(|(known, _)| known.is_match(path))
            .flat_map(|(_, methods)| methods)
            .collect()
    }
}

/// Answers where no route is.
///
/// # Errors
/// 404 or 405, unless OPTIONS asks what may be done here.
pub async fn nothing_here(
    request: HttpRequest,
    known: web::Data<KnownPaths>,
) -> Result<HttpResponse, ApiError> {
    let methods = known.methods(request.path());
    if methods.is_empty() || methods.contains(&request.method()) {
        let detail = Bilingual::new(
            "Qui non c'è nulla: i percorsi sono descritti in /v1/openapi.json.",
            "There is nothing here: the paths are described in /v1/openapi.json.",
        );
        return Err(ApiError::saying(ProblemCode::PathNotFound, detail));
    }
    let allowed = allow(&methods);
    if request.method() == Method::OPTIONS {
        return Ok(HttpResponse::NoContent()
            .insert_header(("Allow", allowed))
            .finish());
    }
    let detail = Bilingual::new(
        format!("Qui si può usare: {allowed}."),
        format!("Here one may use: {allowed}."),
    );
    Err(ApiError::saying(ProblemCode::MethodNotAllowed, detail).with_header("Allow", allowed))
}

/// The methods for `Allow`; where there is GET there is HEAD, and OPTIONS is everywhere.
fn allow(methods: &[&Method]) -> String {
    let head = methods.contains(&&Method::GET).then_some(&Method::HEAD);
    methods
        .iter()
        .copied()
        .chain(head)
        .chain([&Method::OPTIONS])
        .map(Method::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_is_known_by_its_pattern_with_all_its_methods() {
        let known = KnownPaths::of(
            &json!({ "paths": { "/cases/{case}": { "get": {}, "put": {} }, "/cases": { "post": {} } } }),
        );
        assert_eq!(known.methods("/v1/cases/7"), [&Method::GET, &Method::PUT]);
        assert_eq!(known.methods("/v1/cases"), [&Method::POST]);
        assert!(known.methods("/v1/cases/7/notes").is_empty());
        assert_eq!(allow(&[&Method::GET, &Method::PUT]), "GET, PUT, HEAD, OPTIONS");
    }
}
