//! The page that shows who may do what: written from the contract, as the contract is written from the handlers.

use std::fmt::Write;

use cartaviva_api::auth::Role;
use serde_json::Value;

/// What stands before the table.
const HEAD: &str = "\
# Who may do what

Written by `cargo run -p cartaviva-openapi` from the contract; do not edit. That each operation does what stands here is
proved by asking every one of them with every role: `tests/suite/tokens.rs`.

| in a cell | the role may |
|---|---|
| all | in the whole of its own administration |
| office | in its own office, or in the whole administration when the token names no office |
| own | with the cases that the person presented |
| code | with the case whose tracking code is shown, without a token |
| open | without a token too |
| | not at all: 403 |

An `admin` may do everything in its own administration. Without a token, or with one that is not trusted, the answer is 401
whatever the role. What is not public is 404 to another administration and to another office, be it read or changed: whether
it exists is not theirs to know. What is public, and may not be changed from elsewhere, is 403.

";

/// The operations whose answer an office has its own part of, beside those on one case.
const PARTED: [&str; 6] = [
    "list_cases",
    "search_cases",
    "list_work_lists",
    "search_protocol_entries",
    "list_protocol_entries",
    "show_protocol_entry",
];

/// The page of a contract.
pub(crate) fn page(document: &Value) -> Result<String, std::fmt::Error> {
    let mut page = HEAD.to_owned();
    let names = Role::ALL.map(Role::name);
    writeln!(page, "| operation | | {} |", names.join(" | "))?;
    writeln!(page, "|---|---|{}", "---|".repeat(names.len()))?;
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let id = operation.get("operationId").and_then(Value::as_str);
            let id = id.unwrap_or_default();
            let cells = Role::ALL.map(|role| cell(operation, id, path, role));
            let method = method.to_uppercase();
            writeln!(page, "| `{id}` | {method} `{path}` | {} |", cells.join(" | "))?;
        }
    }
    Ok(page)
}

/// What a role may do with an operation.
fn cell(operation: &Value, id: &str, path: &str, role: Role) -> &'static str {
    let schemes = operation.get("security").and_then(Value::as_array);
    let open = schemes.is_some_and(|schemes| schemes.iter().any(|scheme| scheme.get("token").is_none()));
    let named = operation.get("x-roles").and_then(Value::as_array);
    let named = named.is_some_and(|roles| roles.iter().any(|name| name == role.name()));
    match role {
        _ if open && path.starts_with("/tracking") => "code",
        _ if open => "open",
        Role::Admin => "all",
        _ if !named => "",
        Role::Citizen => "own",
        Role::Officer | Role::Manager if path.contains("{case}") || PARTED.contains(&id) => "office",
        _ => "all",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_operation_is_a_line_with_what_each_role_may() {
        let roles =
            |roles: Value| json!({ "operationId": "x", "security": [{ "token": [] }], "x-roles": roles });
        let document = json!({ "paths": {
            "/cases/{case}": { "get": roles(json!(["operator", "officer"])) },
            "/own-cases": { "get": roles(json!(["citizen"])) },
            "/status": { "get": { "operationId": "x", "security": [{}] } },
            "/tracking": { "get": { "operationId": "x", "security": [{}] } },
        } });
        let page = page(&document).unwrap();
        let lines: Vec<_> = page.lines().rev().take(4).collect();
        assert_eq!(
            lines[3],
            "| `x` | GET `/cases/{case}` |  | all | office |  |  |  | all |  |"
        );
        assert_eq!(
            lines[2],
            "| `x` | GET `/own-cases` | own |  |  |  |  |  | all |  |"
        );
        assert!(lines[1].ends_with("| open | open | open | open | open | open | open | open |"));
        assert!(lines[0].contains("| code | code |"));
    }

    #[test]
    fn every_operation_of_the_contract_is_on_the_page() {
        let document = cartaviva_api::contract::document().unwrap();
        let page = page(&document).unwrap();
        for item in document["paths"].as_object().unwrap().values() {
            for operation in item.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(page.contains(&format!("| `{id}` |")), "{id}");
            }
        }
    }
}
