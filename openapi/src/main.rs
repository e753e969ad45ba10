#![doc = include_str!("../README.md")]

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use cartaviva_api::contract;
use serde_json::Value;

mod authorisation;
mod breaks;
mod differences;
mod schemas;

/// How many differences are named.
const NAMED: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [] => write(),
        [only] if only == "--check" => check(),
        [first, released] if first == "--breaking" => breaking(released),
        _ => Err("usage: cartaviva-openapi [--check | --breaking RELEASED]".to_owned()),
    };
    match done {
        Ok(said) => say(io::stdout(), &said, ExitCode::SUCCESS),
        Err(said) => say(io::stderr(), &said, ExitCode::FAILURE),
    }
}

/// Says it; where nobody listens, the exit code still speaks.
fn say(mut to: impl Write, what: &str, code: ExitCode) -> ExitCode {
    let _heard = writeln!(to, "{what}");
    code
}

/// Writes the contract.
fn write() -> Result<String, String> {
    let path = committed();
    fs::write(&path, generated()?).map_err(|error| format!("{}: {error}", path.display()))?;
    let page = page_path();
    fs::write(&page, generated_page()?).map_err(|error| format!("{}: {error}", page.display()))?;
    Ok(format!("{} and {} are written", path.display(), page.display()))
}

/// Compares the committed contract with what the handlers say.
fn check() -> Result<String, String> {
    let path = committed();
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let generated = generated()?;
    if text == generated {
        return check_page();
    }
    let parse = |text: &str| serde_json::from_str(text).map_err(|error| error.to_string());
    let found = differences::between(&parse(&text)?, &parse(&generated)?);
    let mut lines =
        vec!["openapi.json is not what the handlers say; run: cargo run -p cartaviva-openapi".to_owned()];
    if found.is_empty() {
        lines.push("the content is the same, its form is not".to_owned());
    }
    lines.extend(found.iter().take(NAMED).cloned());
    if found.len() > NAMED {
        lines.push(format!("… and {} more", found.len() - NAMED));
    }
    Err(lines.join("\n"))
}

/// Compares what the handlers say with the contract of a release.
fn breaking(released: &str) -> Result<String, String> {
    let text = fs::read_to_string(released).map_err(|error| format!("{released}: {error}"))?;
    let released: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let present = contract::document().map_err(|error| error.to_string())?;
    let version = released.pointer("/info/version").and_then(Value::as_str);
    let version = version.unwrap_or("unknown");
    let found = breaks::between(&released, &present);
    if found.is_empty() {
        return Ok(format!("nothing breaks a client of release {version}"));
    }
    let count = found.len();
    Err(format!(
        "{count} changes break clients of release {version}; docs/VERSIONS.md says what may be done:\n{}",
        found.join("\n")
    ))
}

/// Compares the committed page of who may do what with what the contract says.
fn check_page() -> Result<String, String> {
    let path = page_path();
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    if text == generated_page()? {
        Ok("the contract is what the handlers say, and so is the page of who may do what".to_owned())
    } else {
        Err(
            "docs/AUTHORISATION.md is not what the contract says; run: cargo run -p cartaviva-openapi"
                .to_owned(),
        )
    }
}

fn generated_page() -> Result<String, String> {
    let document = contract::document().map_err(|error| error.to_string())?;
    authorisation::page(&document).map_err(|error| error.to_string())
}

/// Where the page of who may do what is committed.
fn page_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/AUTHORISATION.md")
}

/// The contract as it is committed: keys in order, indented, a line feed at its end.
fn generated() -> Result<String, String> {
    let document = contract::document().map_err(|error| error.to_string())?;
    let faults = contract::faults(&document);
    if !faults.is_empty() {
        return Err(format!("the contract has faults:\n{}", faults.join("\n")));
    }
    serde_json::to_string_pretty(&document)
        .map(|text| text + "\n")
        .map_err(|error| error.to_string())
}

/// Where the contract is committed.
fn committed() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("openapi.json")
}
