//! The settings of a calendar as they are written: in a request, in storage, in a file.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Two local times `HH:MM`, opening and closing, half-open; the second may be `24:00`.
pub type HoursSettings = [String; 2];

/// The settings of a calendar. `{}` is a calendar of Rome without opening hours, Monday to Friday.
///
/// The texts are checked when a [`Calendar`](super::Calendar) is made of them. A setting that is not named here is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarSettings {
    /// The IANA name of the time zone, written as the database writes it.
    pub time_zone: String,
    /// The weekdays that are working days, by their English names in lower case.
    pub working_days: Vec<String>,
    /// The hours in which the office is open, by weekday. A weekday that is not named is closed.
    pub opening_hours: BTreeMap<String, Vec<HoursSettings>>,
    /// The hours of single dates (`2026-12-24`), which replace those of the weekday; none: closed on that date.
    pub special_days: BTreeMap<String, Vec<HoursSettings>>,
    /// Seasonal and single closures.
    pub closures: Vec<ClosureSettings>,
    /// Dates declared holidays of the body beyond the national ones: they move a last day as these do.
    pub holidays: Vec<String>,
    /// Whether the national holidays of Italy are holidays.
    pub national_holidays: bool,
    /// The patron-saint day as `MM-DD`: not a working day, but it moves no legal term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patron_saint_day: Option<String>,
}

/// A closure: from a date to a date, both included, once (`2026-08-10`) or every year (`08-10`, and then it may
/// pass the New Year).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosureSettings {
    /// The first day, `YYYY-MM-DD` or `MM-DD`.
    pub from: String,
    /// The last day, written like the first.
    pub to: String,
    /// The weekdays it is limited to; absent: every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<Vec<String>>,
    /// The hours it is limited to; absent: the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Vec<HoursSettings>>,
}

impl Default for CalendarSettings {
    fn default() -> Self {
        Self {
            time_zone: "Europe/Rome".to_owned(),
            working_days: ["monday", "tuesday", "wednesday", "thursday", "friday"]
                .map(str::to_owned)
                .to_vec(),
            opening_hours: BTreeMap::new(),
            special_days: BTreeMap::new(),
            closures: Vec::new(),
            holidays: Vec::new(),
            national_holidays: true,
            patron_saint_day: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_settings_at_all_are_the_default_settings() {
        assert_eq!(
            serde_json::from_str::<CalendarSettings>("{}").unwrap(),
            CalendarSettings::default()
        );
    }

    #[test]
    fn a_setting_that_is_not_known_is_refused() {
        assert!(serde_json::from_str::<CalendarSettings>(r#"{"saturday_is_festive": true}"#).is_err());
        let closure = r#"{"closures": [{"from": "08-01", "to": "08-31", "reason": "ferie"}]}"#;
        assert!(serde_json::from_str::<CalendarSettings>(closure).is_err());
    }

    #[test]
    fn settings_are_written_as_they_were_read() {
        let text = r#"{"time_zone":"Europe/Rome","working_days":["monday"],"opening_hours":{"monday":[["09:00","13:00"]]},"special_days":{"2026-12-24":[["09:00","11:00"]]},"closures":[{"from":"08-01","to":"08-31","weekdays":["tuesday"],"hours":[["15:30","17:30"]]}],"holidays":["2026-05-22"],"national_holidays":false,"patron_saint_day":"05-22"}"#;
        let settings: CalendarSettings = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&settings).unwrap(), text);
    }
}
