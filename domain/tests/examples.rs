//! The charters in `examples/` hold what their documents state.

use cartaviva_domain::cases::{Channel, Refusal, Submission, admit};
use cartaviva_domain::catalogue::Catalogue;
use cartaviva_domain::codes::Code;
use cartaviva_domain::deadline::{DLGS33_ART5_C5, StartEvent, Unit};
use cartaviva_domain::people::Reporter;
use cartaviva_domain::procedures::{Fields, Procedure, Silence, TermRule};
use cartaviva_domain::standards::{Scope, Standard};
use std::error::Error;
use std::fs;
use std::path::Path;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The bodies in the order of the oracle, then those whose documents state no standard.
const FILES: [&str; 5] = [
    "livorno",
    "lecce",
    "lucca-chamber-of-commerce",
    "cutrofiano",
    "quarto",
];

/// One row of `standards.csv`, as the document prints it.
type Row = [String; 11];

#[test]
fn every_example_is_read_and_holds_together() -> Outcome {
    for name in FILES {
        assert_eq!(example(name)?.faults(), [], "{name}");
    }
    Ok(())
}

#[test]
fn the_standards_are_those_of_the_documents_row_for_row() -> Outcome {
    let mut loaded = Vec::new();
    for name in FILES {
        loaded.extend(rows(&example(name)?));
    }
    assert_eq!(loaded, oracle()?);
    Ok(())
}

#[test]
fn livorno_answers_from_forwarding_and_about_its_own_office_from_receipt() -> Outcome {
    let livorno = example("livorno")?;
    for code in ["disservice-report", "complaint"] {
        let intake = term(&livorno, code, "intake")?;
        assert_eq!((intake.term.amount(), intake.term.unit()), (3, Unit::WorkingDays));
        assert_eq!(intake.starts, StartEvent::Received);
        let response = term(&livorno, code, "response")?;
        assert_eq!(
            (response.term.amount(), response.term.unit()),
            (30, Unit::CalendarDays)
        );
        assert_eq!(response.starts, StartEvent::Forwarded);
        assert_eq!(response.starts_in_own_office, Some(StartEvent::Received));
    }
    let information = term(&livorno, "information-request", "response")?;
    assert_eq!(
        (information.term.amount(), information.term.unit()),
        (48, Unit::WorkingDayHours)
    );
    Ok(())
}

#[test]
fn lecce_answers_in_30_days_and_lucca_in_15_from_receipt() -> Outcome {
    for (name, code, days) in [
        ("lecce", "disservice-report", 30),
        ("lecce", "complaint", 30),
        ("lucca-chamber-of-commerce", "complaint", 15),
    ] {
        let response = term(&example(name)?, code, "response")?;
        assert_eq!(
            (response.term.amount(), response.term.unit()),
            (days, Unit::CalendarDays),
            "{name}"
        );
        assert_eq!(response.starts, StartEvent::Received, "{name}");
    }
    Ok(())
}

#[test]
fn the_standard_of_each_procedure_of_lecce_is_its_term_of_conclusion() -> Outcome {
    let lecce = example("lecce")?;
    let standard = |code: &str| {
        standards(&lecce)
            .find(|(_, s)| s.code.as_str() == code)
            .map(|(_, s)| s.target)
    };
    for code in [
        "business-activities",
        "craft-activities",
        "agriculture-and-hunting-permits",
        "scia",
        "lift-licences",
    ] {
        let promised = standard(&format!("{code}-conclusion")).ok_or(code)?;
        let conclusion = term(&lecce, code, "conclusion")?.term;
        assert_eq!(promised.printed(), conclusion.amount().to_string(), "{code}");
        assert_eq!(conclusion.unit(), Unit::CalendarDays, "{code}");
    }
    Ok(())
}

#[test]
fn livorno_gives_access_by_its_own_term_and_by_that_of_the_law() -> Outcome {
    let livorno = example("livorno")?;
    let access = procedure(&livorno, "document-access")?;
    let starts: Vec<_> = access
        .terms
        .iter()
        .map(|rule| (rule.code.to_string(), rule.term.amount(), rule.starts))
        .collect();
    let expected = [
        ("response".to_owned(), 30, StartEvent::Forwarded),
        ("statutory".to_owned(), 30, StartEvent::Received),
    ];
    assert_eq!(starts, expected);
    assert_eq!(access.silence, Silence::Refusal);
    let counted = access.silence_term().ok_or("no term gives silence its meaning")?;
    assert_eq!(counted.code.as_str(), "statutory");
    assert!(access.restarts_on_completion());
    Ok(())
}

#[test]
fn every_body_gives_access_by_the_terms_of_the_law_where_its_document_says_nothing_else() -> Outcome {
    for name in FILES {
        let body = example(name)?;
        for (code, silence) in [
            ("document-access", Silence::Refusal),
            ("generalised-civic-access", Silence::Breach),
            ("simple-civic-access", Silence::Breach),
        ] {
            let rule = term(&body, code, "statutory")?;
            assert_eq!(
                (rule.term.amount(), rule.term.unit()),
                (30, Unit::CalendarDays),
                "{name} {code}"
            );
            assert_eq!(rule.starts, StartEvent::Received, "{name} {code}");
            assert_eq!(procedure(&body, code)?.silence, silence, "{name} {code}");
        }
        let generalised = term(&body, "generalised-civic-access", "statutory")?;
        assert_eq!(generalised.suspension, Some(DLGS33_ART5_C5), "{name}");
    }
    Ok(())
}

#[test]
fn what_no_document_promises_in_a_term_runs_none() -> Outcome {
    for (name, code) in [
        ("livorno", "appreciation"),
        ("lucca-chamber-of-commerce", "suggestion"),
        ("lucca-chamber-of-commerce", "appreciation"),
        ("cutrofiano", "fault-report"),
        ("quarto", "complaint"),
        ("quarto", "suggestion"),
        ("quarto", "help-desk"),
    ] {
        let body = example(name)?;
        let procedure = procedure(&body, code)?;
        assert!(procedure.terms.is_empty(), "{name} {code}");
        assert!(!procedure.silence.has_effect(), "{name} {code}");
    }
    let suggestion = term(&example("livorno")?, "suggestion", "response")?;
    assert_eq!(suggestion.term.amount(), 30);
    Ok(())
}

#[test]
fn nobody_is_asked_why_for_civic_access() -> Outcome {
    for name in FILES {
        let body = example(name)?;
        for code in ["generalised-civic-access", "simple-civic-access"] {
            let procedure = procedure(&body, code)?;
            let asked: Vec<_> = procedure.fields.iter().map(|rule| rule.code.as_str()).collect();
            assert_eq!(asked, ["data"], "{name} {code}");
        }
    }
    Ok(())
}

#[test]
fn nobody_reports_a_disservice_unnamed() -> Outcome {
    for name in ["livorno", "lecce"] {
        let body = example(name)?;
        let procedure = procedure(&body, "disservice-report")?;
        for rule in &procedure.channels {
            let refused = admit(procedure, &unsigned(rule.channel)?);
            assert!(
                matches!(refused, Err(Refusal::Anonymous { .. })),
                "{name} {:?}",
                rule.channel
            );
        }
        assert!(
            procedure.channels.iter().any(|rule| rule.channel == Channel::Web),
            "{name}"
        );
    }
    Ok(())
}

#[test]
fn livorno_gives_one_publication_and_lecce_1_to_50_days_or_rides() -> Outcome {
    let ranges = |name: &str| -> Outcome<Vec<(u32, u32)>> {
        let ristoro = example(name)?.ristoro.ok_or("no redress")?;
        Ok(ristoro
            .policy
            .options
            .iter()
            .map(|range| (range.minimum, range.maximum))
            .collect())
    };
    assert_eq!(ranges("livorno")?, [(1, 1)]);
    assert_eq!(ranges("lecce")?, [(1, 50), (1, 50)]);
    Ok(())
}

#[test]
fn a_title_that_no_document_names_says_that_it_is_an_example() -> Outcome {
    let ristoro = example("livorno")?.ristoro.ok_or("no redress")?;
    assert!(
        ristoro
            .items
            .iter()
            .all(|item| item.example && item.title.as_str().ends_with("(esempio)"))
    );
    Ok(())
}

/// What somebody presents who does not say who they are.
fn unsigned(channel: Channel) -> Outcome<Submission> {
    Ok(Submission {
        channel,
        subject: "Sportello chiuso".to_owned().try_into()?,
        description: "Chiuso in orario di apertura.".to_owned().try_into()?,
        service: None,
        reporter: Reporter::default(),
        identification: None,
        fields: Fields::new(),
        incomplete: false,
        registered_at: None,
    })
}

fn example(name: &str) -> Outcome<Catalogue> {
    let text = fs::read_to_string(root().join("examples").join(format!("{name}.json")))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?)
}

fn oracle() -> Outcome<Vec<Row>> {
    let mut reader = csv::Reader::from_path(root().join("tests/oracle/standards.csv"))?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn standards(body: &Catalogue) -> impl Iterator<Item = (&Code, &Standard)> {
    body.charters.iter().flat_map(|charter| {
        charter
            .editions
            .iter()
            .flat_map(|e| &e.standards)
            .map(|standard| (&charter.code, standard))
    })
}

fn rows(body: &Catalogue) -> Vec<Row> {
    standards(body)
        .map(|(charter, standard)| row(body, charter, standard))
        .collect()
}

fn row(body: &Catalogue, charter: &Code, standard: &Standard) -> Row {
    let scope = match standard.scope {
        Scope::General => "general",
        Scope::Specific => "specific",
    };
    [
        body.administration.code.to_string(),
        charter.to_string(),
        scope.to_owned(),
        standard.dimension.to_string(),
        standard.sub_dimension.to_string(),
        standard.indicator.to_string(),
        standard.formula.to_string(),
        standard.target.comparator().as_str().to_owned(),
        standard.target.printed(),
        unit(standard),
        standard.measured_by.words(),
    ]
}

/// The unit as it is written in a file.
fn unit(standard: &Standard) -> String {
    let written = serde_json::to_value(standard.target.unit()).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

fn procedure<'a>(body: &'a Catalogue, code: &str) -> Outcome<&'a Procedure> {
    Ok(body
        .procedures
        .iter()
        .find(|procedure| procedure.code.as_str() == code)
        .ok_or(code)?)
}

fn term(body: &Catalogue, procedure_code: &str, code: &str) -> Outcome<TermRule> {
    let rule = procedure(body, procedure_code)?.term(&Code::parse(code)?);
    Ok(rule
        .ok_or_else(|| format!("{procedure_code} has no term {code}"))?
        .clone())
}
