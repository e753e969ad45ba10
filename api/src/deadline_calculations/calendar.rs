//! The settings of a calendar, as the contract writes them.

use std::borrow::Cow;

use cartaviva_domain::calendar::{
    Calendar, CalendarSettings, MAX_CLOSURES, MAX_HOLIDAYS, MAX_INTERVALS, MAX_SPECIAL_DAYS,
};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, ArrayItems, ObjectBuilder, Schema, Type};
use utoipa::openapi::{KnownFormat, RefOr, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationErrors};

use crate::language::{Bilingual, Language};
use crate::problem::{ApiError, FieldError, ProblemCode};

/// The settings of a calendar. What they say is checked when a calendar is made of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CalendarBody(pub(crate) CalendarSettings);

impl CalendarBody {
    /// The calendar that the settings make.
    ///
    /// # Errors
    /// 422 that names each guilty setting, under the place of the settings in the body.
    pub(crate) fn calendar(&self, place: &str) -> Result<Calendar, ApiError> {
        Calendar::try_from(self.0.clone()).map_err(|faults| {
            let fields = faults.iter().map(|fault| FieldError {
                pointer: format!("{place}{}", fault.pointer),
                code: fault.reason.code().into(),
                detail: Bilingual::new(
                    fault.reason.sentence(Language::Italian),
                    fault.reason.sentence(Language::English),
                ),
            });
            let detail = Bilingual::new("Il calendario non è ammesso.", "The calendar is refused.");
            ApiError::saying(ProblemCode::ValidationFailed, detail).with_fields(fields.collect())
        })
    }
}

impl Validate for CalendarBody {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl ToSchema for CalendarBody {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Calendar")
    }
}

impl PartialSchema for CalendarBody {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .description(Some(
                "When a body works. An empty object is a calendar of Rome, Monday to Friday, without opening hours.",
            ))
            .property("time_zone", text(64, "^[A-Za-z0-9_+/-]+$", "The IANA name of the time zone.", "Europe/Rome"))
            .property("working_days", weekdays("The days of the week that are working days."))
            .property("opening_hours", by_weekday())
            .property("special_days", by_date())
            .property("closures", list(closure(), MAX_CLOSURES, "Seasonal and single closures."))
            .property(
                "holidays",
                list(full_date("A date."), MAX_HOLIDAYS, "Dates declared holidays beyond the national ones."),
            )
            .property(
                "national_holidays",
                ObjectBuilder::new()
                    .schema_type(Type::Boolean)
                    .description(Some("Whether the national holidays of Italy are holidays."))
                    .examples([true]),
            )
            .property(
                "patron_saint_day",
                text(5, "^[0-9]{2}-[0-9]{2}$", "The patron-saint day: not a working day, but it moves no legal term.", "05-22"),
            )
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

fn text(max: usize, pattern: &str, description: &str, example: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(max))
        .pattern(Some(pattern))
        .description(Some(description))
        .examples([example])
}

fn full_date(description: &str) -> ObjectBuilder {
    text(10, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description, "2026-05-22")
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
}

fn list(items: impl Into<ArrayItems>, max: usize, description: &str) -> ArrayBuilder {
    ArrayBuilder::new()
        .items(items)
        .min_items(Some(0))
        .max_items(Some(max))
        .description(Some(description))
}

fn weekdays(description: &str) -> ArrayBuilder {
    let names = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let day = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names))
        .examples(["monday"]);
    list(day, 7, description)
}

fn hours() -> ArrayBuilder {
    let time = text(
        5,
        "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$",
        "A local time.",
        "09:00",
    );
    let interval = ArrayBuilder::new()
        .items(time)
        .min_items(Some(2))
        .max_items(Some(2))
        .description(Some("From the first local time until the second, half-open."));
    list(interval, MAX_INTERVALS, "The hours in which the office is open.")
}

fn by_weekday() -> ObjectBuilder {
    let names = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    names
        .into_iter()
        .fold(ObjectBuilder::new(), |object, name| {
            object.property(name, hours())
        })
        .description(Some("The hours in which the office is open, by day of the week."))
        .additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

fn by_date() -> ObjectBuilder {
    let hours: Schema = hours().into();
    ObjectBuilder::new()
        .description(Some(
            "The hours of single dates, which replace those of the week; none: closed.",
        ))
        .property_names(Some(full_date("A date.")))
        .additional_properties(Some(AdditionalProperties::RefOr(RefOr::T(hours))))
        .max_properties(Some(MAX_SPECIAL_DAYS))
}

fn closure() -> ObjectBuilder {
    let day = |description| text(10, "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$", description, "08-01");
    ObjectBuilder::new()
        .property(
            "from",
            day("The first day, once (2026-08-01) or of every year (08-01)."),
        )
        .property("to", day("The last day, written like the first."))
        .property("weekdays", weekdays("The days of the week it is limited to."))
        .property("hours", hours())
        .required("from")
        .required("to")
        .additional_properties(Some(AdditionalProperties::FreeForm(false)))
}
