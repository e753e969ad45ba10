//! The operations that the contract documents.

use serde_json::Value;

/// What stands in the places of a path, so that it names something that may be there.
const PLACES: [(&str, &str); 18] = [
    ("{administration}", "c_e625"),
    ("{attachment}", "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c12"),
    ("{case}", "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11"),
    ("{charter}", "urp"),
    ("{date}", "2026-11-19"),
    ("{delivery}", "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c12"),
    ("{disposal}", "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11"),
    ("{document}", "1"),
    ("{edition}", "2025"),
    ("{emergency}", "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11"),
    ("{number}", "1"),
    ("{office}", "urp"),
    ("{period}", "2026"),
    ("{procedure}", "complaint"),
    ("{service}", "disservice-report"),
    ("{standard}", "desk-opening-days"),
    ("{subscription}", "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c21"),
    ("{year}", "2026"),
];

/// An operation of the contract.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id, such as `decide_case`.
    pub id: String,
    /// Its method, in capitals.
    pub method: String,
    /// Its path as the contract writes it.
    pub template: String,
    /// Its path with something in every place.
    pub path: String,
    /// All that the contract says of it.
    pub described: Value,
}

impl Operation {
    /// Every operation of a contract.
    #[track_caller]
    pub fn all(document: &Value) -> Vec<Self> {
        let paths = document
            .get("paths")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let operations = paths.flat_map(|(template, item)| {
            item.as_object()
                .into_iter()
                .flatten()
                .map(|(method, described)| Self {
                    id: described
                        .get("operationId")
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned(),
                    method: method.to_uppercase(),
                    template: template.clone(),
                    path: PLACES
                        .iter()
                        .fold(template.clone(), |path, (place, name)| path.replace(place, name)),
                    described: described.clone(),
                })
        });
        let found: Vec<_> = operations.collect();
        assert!(!found.is_empty(), "the contract has no operation");
        found
    }

    /// Whether it is for who has no token too.
    pub fn is_open(&self) -> bool {
        let schemes = self.described.get("security").and_then(Value::as_array);
        schemes.is_some_and(|schemes| schemes.iter().any(|scheme| scheme.get("token").is_none()))
    }
}
