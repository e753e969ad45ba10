//! Recording the value a standard reached in a period.

use actix_web::{put, web};
use cartaviva_domain::standards::{Value, ValueFault};
use cartaviva_persistence::measurements::{self, Measurement};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::entered::EnteredValue;
use super::file::MeasurementFile;
use super::path::MeasurementPath;
use super::view::MeasurementView;
use crate::answer::{Answer, Written};
use crate::auth::{May, RecordMeasurements};
use crate::bounded::{Int, Paragraph};
use crate::etag::{ETag, IfMatch};
use crate::extract::{Json, Path};
use crate::language::Bilingual;
use crate::problem::{ApiError, RefusedRule};
use crate::state::AppState;

/// A value to record: either `value`, for a mean score with its `answers`, or `numerator` and `denominator` of a share.
/// Shares, scores with their answers, counts and yes-or-no roll up to longer periods that are wholly covered.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "numerator": 241, "denominator": 250, "note": "Registro delle presenze dello sportello" }))]
pub struct RecordMeasurement {
    /// The value in the unit of the standard: a number, or `true` or `false` for `yes_no`; for `immediate` the time that
    /// passed, 0 when none did.
    #[validate(nested)]
    pub value: Option<EnteredValue>,
    /// Of a mean score: how many answered; 0 says that nobody did. With it the scores of several periods make one exactly.
    #[validate(nested)]
    pub answers: Option<Int<0, 1_000_000_000>>,
    /// Of a percentage: how many satisfy what is measured.
    #[validate(nested)]
    pub numerator: Option<Int<0, 1_000_000_000>>,
    /// Of a percentage: of how many; 0 says that there was nothing to measure.
    #[validate(nested)]
    pub denominator: Option<Int<0, 1_000_000_000>>,
    /// Where the value comes from; anybody may read it.
    #[validate(nested)]
    pub note: Option<Paragraph<1, 2000>>,
}

/// Record a value reached
///
/// Records the value that a standard reached in a period, or corrects it, and judges it against the target. `If-Match` names
/// the ETag that was read. Refused by rule: a value that does not suit the unit of the standard, a standard that the system
/// measures by itself, a period that has not begun.
#[utoipa::path(
    tag = "charters",
    operation_id = "record_measurement",
    security(("token" = ["editor"]), ("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(MeasurementPath, IfMatch),
    responses((status = 200, description = "Recorded.", body = MeasurementView))
)]
#[put("/administrations/{administration}/charters/{charter}/standards/{standard}/measurements/{period}")]
pub async fn record_measurement(
    state: web::Data<AppState>,
    who: May<RecordMeasurements>,
    Path(path): Path<MeasurementPath>,
    seen: IfMatch,
    Json(body): Json<RecordMeasurement>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let value = entered(&body)?;
    state
        .answer(move |db| {
            let mut file = MeasurementFile::open(db, &path, now)?;
            recordable(&file)?;
            seen.require(&ETag::of_content(&file.view(&links))?)?;
            value
                .suits(file.standard.target)
                .map_err(|fault| unsuitable(&file, fault))?;
            let measurement = Measurement {
                standard: file.standard.code.clone(),
                value,
                note: body.note.map(Paragraph::into_string),
                recorded_at: now,
                recorded_by: who.subject.clone(),
                version: file
                    .recorded()
                    .map_or(1, |before| before.version.saturating_add(1)),
            };
            measurements::record(db, file.key(), &measurement)?;
            file.replace(measurement);
            let view = file.view(&links);
            Ok(Answer::ok(&view)?.tagged(&ETag::of_content(&view)?))
        })
        .await
}

/// The value that a body holds.
fn entered(body: &RecordMeasurement) -> Result<Value, ApiError> {
    let of_value = |value: &EnteredValue| {
        value.value().ok_or_else(|| {
            let detail = Bilingual::new(
                "Serve un numero decimale di al più 12 cifre, di cui al più 6 dopo il punto, oppure true o false.",
                "A decimal number of at most 12 digits, at most 6 of them after the point, or true or false is needed.",
            );
            ApiError::field("/value", "decimal", detail)
        })
    };
    match (&body.value, body.answers, body.numerator, body.denominator) {
        (Some(value), None, None, None) => of_value(value),
        (Some(value), Some(answers), None, None) => match of_value(value)? {
            Value::Number(score) => Value::mean(score, answers.get()).map_err(|_| {
                let detail = Bilingual::new(
                    "Un punteggio medio va da 0 a 100.",
                    "A mean score is from 0 to 100.",
                );
                ApiError::field("/value", "range", detail)
            }),
            _ => {
                let detail = Bilingual::new(
                    "Con «answers» serve un punteggio medio.",
                    "With 'answers' a mean score is needed.",
                );
                Err(ApiError::field("/value", "decimal", detail))
            }
        },
        (None, None, Some(numerator), Some(denominator)) => Ok(Value::Share {
            numerator: numerator.get(),
            denominator: denominator.get(),
        }),
        _ => {
            let detail = Bilingual::new(
                "Serve il solo «value» (per un punteggio con «answers»), oppure «numerator» e «denominator» insieme.",
                "Either 'value' alone is needed (with 'answers' for a score), or 'numerator' and 'denominator' together.",
            );
            Err(ApiError::field("/value", "one_of", detail))
        }
    }
}

/// Refuses what nobody can record by hand: a standard that the system measures, a period that has not begun.
fn recordable(file: &MeasurementFile) -> Result<(), ApiError> {
    if file.standard.measured_by.is_automatic() {
        let detail = Bilingual::new(
            "Questo standard è misurato dal sistema sulle pratiche: il valore non si registra a mano.",
            "The system measures this standard from cases: its value is not recorded by hand.",
        );
        return Err(refused(
            "measured_by_system",
            detail,
            file.charter.charter.title.as_str(),
        ));
    }
    if !file.window.has_begun() {
        let detail = Bilingual::new(
            "Il periodo non è ancora cominciato: non c'è nulla da misurare.",
            "The period has not begun: there is nothing to measure.",
        );
        return Err(refused("period_has_begun", detail, "Cartaviva"));
    }
    Ok(())
}

fn unsuitable(file: &MeasurementFile, fault: ValueFault) -> ApiError {
    let detail = match fault {
        ValueFault::Unit => Bilingual::new(
            "Il valore non si addice all'unità dello standard: uno standard sì/no vuole true o false, ogni altro un numero.",
            "The value does not suit the unit of the standard: a yes-or-no standard takes true or false, any other a number.",
        ),
        ValueFault::Share => Bilingual::new(
            "Una quota vuole uno standard in percentuale e un numeratore non maggiore del denominatore.",
            "A share needs a standard in percent, and a numerator not greater than the denominator.",
        ),
        ValueFault::Answers => Bilingual::new(
            "Un numero di risposte vuole uno standard in punteggi.",
            "A number of answers needs a standard in scores.",
        ),
        ValueFault::Range => Bilingual::new(
            "Il valore è fuori da ciò che l'unità ammette: mai negativo, e al più 100 se è una percentuale.",
            "The value lies outside what its unit allows: never negative, and at most 100 for a percentage.",
        ),
    };
    refused("value_suits_unit", detail, file.charter.charter.title.as_str())
}

fn refused(rule: &str, detail: Bilingual, source: &str) -> ApiError {
    let rule = RefusedRule {
        rule: rule.to_owned(),
        detail: detail.clone(),
        source: source.to_owned(),
    };
    ApiError::refused(detail, vec![rule])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Result<Value, ApiError> {
        entered(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_value_is_given_whole_or_as_a_share() {
        assert_eq!(value(r#"{"value": true}"#).unwrap(), Value::YesNo(true));
        let share = Value::Share {
            numerator: 241,
            denominator: 250,
        };
        assert_eq!(value(r#"{"numerator": 241, "denominator": 250}"#).unwrap(), share);
        let mean = Value::Mean {
            sum: 450_000_000,
            answers: 120,
        };
        assert_eq!(value(r#"{"value": "3.75", "answers": 120}"#).unwrap(), mean);
    }

    #[test]
    fn neither_nothing_nor_half_a_share_nor_both_is_a_value() {
        for json in [
            "{}",
            r#"{"numerator": 1}"#,
            r#"{"denominator": 1}"#,
            r#"{"value": 5, "numerator": 1, "denominator": 2}"#,
            r#"{"value": 5, "denominator": 2}"#,
            r#"{"answers": 5}"#,
            r#"{"answers": 5, "numerator": 1, "denominator": 2}"#,
            r#"{"value": true, "answers": 5}"#,
            r#"{"value": 101, "answers": 5}"#,
        ] {
            assert_eq!(value(json).unwrap_err().fields().len(), 1, "{json}");
        }
    }

    #[test]
    fn a_text_that_is_no_number_is_refused_at_its_place() {
        let refused = value(r#"{"value": "molto"}"#).unwrap_err();
        assert_eq!(refused.fields().first().unwrap().pointer, "/value");
    }
}
