//! Every answer is held against the contract: its status must be documented, its body must fit.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::Value;

use crate::answer::Answer;

/// What is compiled of the contract, by the pointer to the schema.
type Schemas = Mutex<HashMap<String, Arc<Validator>>>;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| cartaviva_api::contract::document().expect("the contract is written"));

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::default);

/// Holds an answer against the contract. What the contract does not know (another path, another method) is for the tests
/// of that to judge.
#[track_caller]
pub(crate) fn hold(method: &str, path: &str, answer: &Answer) {
    let path = path.split('?').next().unwrap_or_default();
    let method = method.to_lowercase();
    let Some(template) = template(path) else {
        return;
    };
    let operation = format!("/paths/{}/{method}", escaped(template));
    let Some(known) = DOCUMENT.pointer(&operation) else {
        return;
    };
    let status = answer.status.to_string();
    let Some(response) = known.pointer(&format!("/responses/{status}")) else {
        answer.fail("has a status that the contract does not know");
    };
    let shared = response
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|link| link.strip_prefix('#'));
    let place = shared.map_or_else(|| format!("{operation}/responses/{status}"), str::to_owned);
    let Some(Value::Object(content)) = DOCUMENT.pointer(&format!("{place}/content")) else {
        if !answer.text.is_empty() {
            answer.fail("has a body that the contract does not know");
        }
        return;
    };
    let media = answer
        .header("content-type")
        .split(';')
        .next()
        .unwrap_or_default();
    if !content.contains_key(media) {
        answer.fail("has a media type that the contract does not know");
    }
    let schema = format!("{place}/content/{}/schema", escaped(media));
    // What is not JSON is a text to the contract.
    let body = if media.ends_with("json") {
        answer.json.clone()
    } else {
        Value::from(answer.text.as_str())
    };
    let faults: Vec<String> = compiled(&schema)
        .iter_errors(&body)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    if !faults.is_empty() {
        answer.fail(&format!(
            "does not fit the contract:\n  {}\n",
            faults.join("\n  ")
        ));
    }
}

/// The operation that a request is of, by its id; none for what the contract does not know.
pub(crate) fn operation(method: &str, path: &str) -> Option<&'static str> {
    let template = template(path.split('?').next().unwrap_or_default())?;
    let known = format!(
        "/paths/{}/{}/operationId",
        escaped(template),
        method.to_lowercase()
    );
    DOCUMENT.pointer(&known).and_then(Value::as_str)
}

/// The path of the contract that a path is one of: the one that says most of it in words.
fn template(path: &str) -> Option<&'static str> {
    let fits = |template: &str| {
        let (mut asked, mut known) = (path.split('/'), template.split('/'));
        asked
            .by_ref()
            .zip(known.by_ref())
            .all(|(asked, known)| known.starts_with('{') || known == asked)
            && path.split('/').count() == template.split('/').count()
    };
    let paths = DOCUMENT
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    paths
        .map(|(template, _)| template.as_str())
        .filter(|template| fits(template))
        .min_by_key(|template| template.matches('{').count())
}

/// The schema at a pointer into the contract, ready to judge.
fn compiled(schema: &str) -> Arc<Validator> {
    let mut known = SCHEMAS.lock().unwrap_or_else(PoisonError::into_inner);
    let made = known.entry(schema.to_owned()).or_insert_with(|| {
        let mut root = DOCUMENT.pointer(schema).cloned().unwrap_or_default();
        let components = DOCUMENT.get("components").cloned().unwrap_or_default();
        if let Some(members) = root.as_object_mut() {
            members.insert("components".to_owned(), components);
        }
        Arc::new(jsonschema::draft202012::new(&root).expect("a schema of the contract"))
    });
    Arc::clone(made)
}

fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}
