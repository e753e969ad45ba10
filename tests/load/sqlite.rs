//! The statements of an operation on a SQLite file: prepared once, in one thread, with the durability of the program.

use std::collections::HashMap;
use std::fs;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Statement};
use serde_json::{Value as Json, json};

/// What stands for a new key in a job: each transaction has its own.
const FRESH: &str = "fresh";

/// A statement with the places of its parameters and columns.
struct Prepared<'c> {
    statement: Statement<'c>,
    parameters: Vec<String>,
    columns: Vec<String>,
}

/// What a transaction is made of: its statements, and the values that it may be run with.
struct Script<'c> {
    statements: Vec<Prepared<'c>>,
    samples: Vec<HashMap<String, Given>>,
}

/// A value of a sample.
enum Given {
    /// The same each time.
    Same(Value),
    /// A key that is new each time: 16 bytes that begin so.
    Fresh(Vec<u8>),
    /// Such a key in letters.
    FreshHex(String),
}

/// Runs a job until its time is over; answers its result as JSON.
pub fn run(job: &str) -> Json {
    let job: Json = serde_json::from_str(&fs::read_to_string(job).expect("a job")).expect("a job is JSON");
    let database = Connection::open(job["file"].as_str().expect("a file")).expect("a database");
    let settings = job["settings"].as_str().expect("settings");
    database.execute_batch(settings).expect("settings that hold");
    let scripts = job["scripts"].as_array().expect("scripts");
    let mut scripts: Vec<_> = scripts
        .iter()
        .map(|script| Script::read(&database, script))
        .collect();
    let lasting = Duration::from_secs_f64(job["seconds"].as_f64().expect("seconds"));
    let (began, mut times) = (Instant::now(), Vec::new());
    for count in 0_usize.. {
        let at = Instant::now();
        if at.duration_since(began) >= lasting {
            break;
        }
        let script = count % scripts.len();
        scripts[script].perform(count);
        times.push(at.elapsed());
    }
    result(began.elapsed(), times)
}

fn result(took: Duration, mut times: Vec<Duration>) -> Json {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64();
    let count = u32::try_from(times.len()).expect("not that many");
    json!({ "rate": f64::from(count) / took.as_secs_f64(), "p50": at(50), "p99": at(99) })
}

impl<'c> Script<'c> {
    fn read(database: &'c Connection, script: &Json) -> Self {
        let statements = script["statements"].as_array().expect("statements");
        let samples = script["samples"].as_array().expect("samples");
        Self {
            statements: statements
                .iter()
                .map(|text| Prepared::read(database, text.as_str().expect("a statement")))
                .collect(),
            samples: samples.iter().map(sample).collect(),
        }
    }

    /// Runs the transaction once. What a statement returns is known to those after it, by the columns' names.
    fn perform(&mut self, count: usize) {
        let sample = &self.samples[count.wrapping_mul(7_919) % self.samples.len()];
        let number = u64::try_from(count).expect("a count");
        let mut known: HashMap<String, Value> = sample
            .iter()
            .map(|(name, given)| (name.clone(), given.value(number)))
            .collect();
        for prepared in &mut self.statements {
            prepared.execute(&mut known);
        }
    }
}

impl<'c> Prepared<'c> {
    fn read(database: &'c Connection, text: &str) -> Self {
        let statement = database.prepare(text).expect(text);
        let names = 1..=statement.parameter_count();
        let parameters = names.map(|place| {
            let name = statement.parameter_name(place).expect("parameters have names");
            name.trim_start_matches(':').to_owned()
        });
        Self {
            parameters: parameters.collect(),
            columns: statement
                .column_names()
                .iter()
                .map(|&name| name.to_owned())
                .collect(),
            statement,
        }
    }

    fn execute(&mut self, known: &mut HashMap<String, Value>) {
        for (place, name) in (1..).zip(&self.parameters) {
            let value = known.get(name).expect(name);
            self.statement
                .raw_bind_parameter(place, value)
                .expect("a value that can be bound");
        }
        let returns = !self.statement.readonly();
        let mut rows = self.statement.raw_query();
        while let Some(row) = rows.next().expect("a statement that can be run") {
            for (place, column) in self.columns.iter().enumerate() {
                let value = row.get_ref(place).expect("a column");
                if returns {
                    known.insert(column.clone(), value.try_into().expect("a value"));
                }
            }
        }
    }
}

impl Given {
    fn value(&self, count: u64) -> Value {
        match self {
            Self::Same(value) => value.clone(),
            Self::Fresh(begin) => {
                let mut key = begin.clone();
                key.extend(count.to_be_bytes());
                Value::Blob(key)
            }
            Self::FreshHex(begin) => Value::Text(format!("{begin}{count:016x}")),
        }
    }
}

/// Reads a sample: texts, numbers and null are themselves, `{"hex": …}` is a blob, `{"fresh": …}` a new key that begins so,
/// `{"fresh_hex": …}` the same key in letters.
fn sample(values: &Json) -> HashMap<String, Given> {
    let values = values.as_object().expect("a sample");
    values
        .iter()
        .map(|(name, value)| (name.clone(), given(value)))
        .collect()
}

fn given(value: &Json) -> Given {
    let hex = |name: &str| {
        let text = value[name].as_str()?;
        Some(
            data_encoding::HEXLOWER
                .decode(text.as_bytes())
                .expect("a blob in hex"),
        )
    };
    if let Some(begin) = hex(FRESH) {
        return Given::Fresh(begin);
    }
    if let Some(begin) = value["fresh_hex"].as_str() {
        return Given::FreshHex(begin.to_owned());
    }
    Given::Same(match (hex("hex"), value) {
        (Some(blob), _) => Value::Blob(blob),
        (None, Json::String(text)) => Value::Text(text.clone()),
        (None, Json::Number(number)) => Value::Integer(number.as_i64().expect("a whole number")),
        (None, _) => Value::Null,
    })
}
