//! Long lists of days, folded into few words.

use super::words::{counted, date_phrase, day_kind, day_of_kind, duration, joined};
use crate::calendar::DayKind;
use crate::deadline::SkippedDay;
use crate::language::Language;
use time::{Date, Duration, OffsetDateTime};

/// How many groups are told one by one.
const TOLD: usize = 12;

/// The days passed over: the weekly days of rest by their number, the others by name, runs of them from first to
/// last.
pub(super) fn skipped(days: &[SkippedDay], language: Language) -> String {
    let resting = days.iter().filter(|day| day.kind == DayKind::WeeklyRest).count();
    let mut told = Vec::new();
    if resting > 0 {
        let words = language.pick(
            ("giorno di riposo settimanale", "giorni di riposo settimanale"),
            ("weekly day of rest", "weekly days of rest"),
        );
        told.push(counted(u64::try_from(resting).unwrap_or(u64::MAX), words));
    }
    let runs = runs(days);
    told.extend(runs.iter().take(TOLD).map(|run| run.phrase(language)));
    let left: u64 = runs.iter().skip(TOLD).map(|run| run.days).sum();
    if left > 0 {
        told.push(others(left, language));
    }
    joined(&told, language)
}

/// Days of one kind with nothing but days of rest between them.
struct Run {
    kind: DayKind,
    first: Date,
    last: Date,
    days: u64,
}

impl Run {
    fn phrase(&self, language: Language) -> String {
        let kind = day_kind(self.kind, language);
        let first = date_phrase(self.first, language);
        if self.first == self.last {
            return format!("{first} ({kind})");
        }
        let last = date_phrase(self.last, language);
        match language {
            Language::Italian => format!("{} giorni da {first} a {last} ({kind})", self.days),
            Language::English => format!("{} days from {first} to {last} ({kind})", self.days),
        }
    }
}

fn runs(days: &[SkippedDay]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut previous: Option<Date> = None;
    for day in days {
        let follows = previous.and_then(Date::next_day) == Some(day.date);
        previous = Some(day.date);
        if day.kind == DayKind::WeeklyRest {
            if !follows {
                runs.push(Run {
                    kind: day.kind,
                    first: day.date,
                    last: day.date,
                    days: 0,
                });
            }
            continue;
        }
        match runs.last_mut() {
            Some(run) if follows && run.kind == day.kind => {
                run.last = day.date;
                run.days += 1;
            }
            _ => runs.push(Run {
                kind: day.kind,
                first: day.date,
                last: day.date,
                days: 1,
            }),
        }
    }
    runs.retain(|run| run.kind != DayKind::WeeklyRest);
    runs
}

/// Days one by one, each with its kind; of a long list the first ones.
pub(super) fn listed(days: &[SkippedDay], language: Language) -> String {
    let mut told: Vec<String> = days
        .iter()
        .take(TOLD)
        .map(|day| day_of_kind(day.date, day.kind, language))
        .collect();
    let left = u64::try_from(days.len().saturating_sub(TOLD)).unwrap_or(u64::MAX);
    if left > 0 {
        told.push(others(left, language));
    }
    joined(&told, language)
}

fn others(days: u64, language: Language) -> String {
    match (language, days) {
        (Language::Italian, 1) => "un altro giorno".to_owned(),
        (Language::Italian, _) => format!("altri {days} giorni"),
        (Language::English, _) => counted(days, ("other day", "other days")),
    }
}

/// Opening time by the day, equal days in a row told together: `4 ore al giorno per 3 giorni, da … a …`.
pub(super) fn opening_days(stretches: &[(OffsetDateTime, OffsetDateTime)], language: Language) -> String {
    let mut days: Vec<(Date, Duration)> = Vec::new();
    for (from, to) in stretches {
        match days.last_mut() {
            Some((date, open)) if *date == from.date() => *open += *to - *from,
            _ => days.push((from.date(), *to - *from)),
        }
    }
    let groups: Vec<&[(Date, Duration)]> = days.chunk_by(|one, next| one.1 == next.1).collect();
    let mut told: Vec<String> = groups
        .iter()
        .take(TOLD)
        .filter_map(|group| opening_group(group, language))
        .collect();
    let left: Vec<&(Date, Duration)> = groups.iter().skip(TOLD).copied().flatten().collect();
    if let (Some(first), Some(last)) = (left.first(), left.last()) {
        let time = duration(left.iter().map(|day| day.1).sum(), language);
        let (first, last) = (date_phrase(first.0, language), date_phrase(last.0, language));
        told.push(match language {
            Language::Italian => format!("{time} in {} giorni da {first} a {last}", left.len()),
            Language::English => format!("{time} on {} days from {first} to {last}", left.len()),
        });
    }
    told.join("; ")
}

fn opening_group(group: &[(Date, Duration)], language: Language) -> Option<String> {
    let (first, open) = group.first()?;
    let (last, _) = group.last()?;
    let (time, from, to) = (
        duration(*open, language),
        date_phrase(*first, language),
        date_phrase(*last, language),
    );
    Some(match (language, group.len()) {
        (_, 1) => format!("{from}: {time}"),
        (Language::Italian, days) => format!("{days} giorni da {from} a {to}: {time} al giorno"),
        (Language::English, days) => format!("{days} days from {from} to {to}: {time} a day"),
    })
}
