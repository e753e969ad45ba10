use super::*;
use serde_json::{Value, json};
use time::macros::date;

fn standard(code: &str, target: &str, unit: &str) -> Value {
    json!({
        "code": code, "scope": "general", "dimension": "timeliness", "sub_dimension": "answers",
        "indicator": "Time to answer", "formula": "days to the answer", "comparator": "within", "target": target,
        "unit": unit, "measured_by": { "source": "manual" }
    })
}

fn edition(code: &str, from: Option<&str>, standards: &[Value]) -> Edition {
    serde_json::from_value(json!({ "code": code, "in_force_from": from, "standards": standards })).unwrap()
}

fn charter(editions: &[Edition]) -> Charter {
    let editions = serde_json::to_value(editions).unwrap();
    serde_json::from_value(
        json!({ "code": "urp", "kind": "specific", "title": "Carta", "editions": editions }),
    )
    .unwrap()
}

/// One edition that promises an answer within thirty days and an entry within three.
fn known() -> Charter {
    let standards = [
        standard("response", "30", "calendar_days"),
        standard("intake", "3", "working_days"),
    ];
    charter(&[edition("2025", Some("2025-02-01"), &standards)])
}

/// The edition of 2027 with an answer as given and an entry within three days.
fn next(target: &str, unit: &str) -> Edition {
    let standards = [
        standard("response", target, unit),
        standard("intake", "3", "working_days"),
    ];
    edition("2027", Some("2027-01-01"), &standards)
}

fn codes(list: &[&str]) -> Vec<Code> {
    list.iter().map(|code| Code::parse(code).unwrap()).collect()
}

/// What stands against an edition: each standard with what happens to it.
fn against(charter: &Charter, new: &Edition, consents: Consents<'_>) -> Vec<String> {
    match may_follow(charter, new, consents) {
        Ok(()) => Vec::new(),
        Err(Unfit::Standards(changes)) => changes
            .iter()
            .map(|changed| format!("{} {}", changed.code().unwrap(), changed.change.as_str()))
            .collect(),
        Err(other) => vec![format!("{other:?}")],
    }
}

#[test]
fn an_edition_that_promises_as_much_or_more_may_follow() {
    for days in ["30", "20"] {
        assert_eq!(
            may_follow(&known(), &next(days, "calendar_days"), Consents::default()),
            Ok(())
        );
    }
}

#[test]
fn no_consent_lets_a_standard_be_lowered() {
    let all = codes(&["response", "intake"]);
    let consents = Consents {
        not_comparable: &all,
        drops: &all,
    };
    assert_eq!(
        against(&known(), &next("31", "calendar_days"), consents),
        ["response worse"]
    );
}

#[test]
fn what_cannot_be_compared_needs_to_be_said() {
    let new = next("20", "working_days");
    assert_eq!(
        against(&known(), &new, Consents::default()),
        ["response not_comparable"]
    );
    let said = codes(&["response"]);
    let consents = Consents {
        not_comparable: &said,
        drops: &[],
    };
    assert_eq!(may_follow(&known(), &new, consents), Ok(()));
    let as_dropped = Consents {
        not_comparable: &[],
        drops: &said,
    };
    assert_eq!(against(&known(), &new, as_dropped), ["response not_comparable"]);
}

#[test]
fn what_is_dropped_needs_to_be_said() {
    let new = edition(
        "2027",
        Some("2027-01-01"),
        &[standard("response", "30", "calendar_days")],
    );
    assert_eq!(against(&known(), &new, Consents::default()), ["intake dropped"]);
    let said = codes(&["intake"]);
    assert_eq!(
        may_follow(
            &known(),
            &new,
            Consents {
                not_comparable: &[],
                drops: &said
            }
        ),
        Ok(())
    );
}

#[test]
fn an_edition_begins_after_all_there_are_on_a_day_that_it_names_with_a_code_of_its_own() {
    let refused = |code, from| against(&known(), &edition(code, from, &[]), Consents::default());
    assert_eq!(refused("2025", Some("2027-01-01")), ["CodeTaken"]);
    assert_eq!(refused("2027", None), ["NoBeginning"]);
    assert_eq!(refused("2027", Some("2025-02-01")), ["NotTheLatest"]);
    assert_eq!(refused("2027", Some("2024-01-01")), ["NotTheLatest"]);
}

#[test]
fn a_charter_has_fifty_editions_at_most() {
    let many = |count: usize| {
        let editions: Vec<Edition> = (0..count)
            .map(|number| edition(&format!("e{number}"), None, &[]))
            .collect();
        against(
            &charter(&editions),
            &next("30", "calendar_days"),
            Consents::default(),
        )
    };
    assert_eq!(many(MOST_EDITIONS), ["TooMany"]);
    assert_eq!(many(MOST_EDITIONS - 1), Vec::<String>::new());
}

#[test]
fn an_edition_is_held_against_the_last_one_even_where_that_has_ended() {
    let mut charter = known();
    charter.editions[0].in_force_until = Some(date!(2026 - 06 - 30));
    assert_eq!(
        against(&charter, &next("31", "calendar_days"), Consents::default()),
        ["response worse"]
    );
}

#[test]
fn the_edition_that_is_followed_ends_the_day_before_where_it_was_open() {
    let after = followed_by(&known(), next("30", "calendar_days"));
    let ends: Vec<Option<Date>> = after
        .editions
        .iter()
        .map(|edition| edition.in_force_until)
        .collect();
    assert_eq!(ends, [Some(date!(2026 - 12 - 31)), None]);
    let mut ended = known();
    ended.editions[0].in_force_until = Some(date!(2026 - 06 - 30));
    let after = followed_by(&ended, next("30", "calendar_days"));
    assert_eq!(after.editions[0].in_force_until, Some(date!(2026 - 06 - 30)));
}

#[test]
fn the_edition_before_is_the_last_that_began_earlier() {
    let all = charter(&[
        edition("undated", None, &[]),
        edition("2020", Some("2020-01-01"), &[]),
        edition("2025", Some("2025-02-01"), &[]),
    ]);
    let before =
        |place: usize| edition_before(&all, &all.editions[place]).map(|edition| edition.code.to_string());
    assert_eq!(before(2).as_deref(), Some("2020"));
    assert_eq!(before(1).as_deref(), Some("undated"));
    assert_eq!(before(0), None);
}

/// The standards that a charter would lower, each with its edition.
fn lowered_in(known: Option<&Charter>, new: &Charter) -> Vec<String> {
    lowered_by(known, new)
        .iter()
        .map(|(edition, changed)| format!("{} {}", edition.code, changed.code().unwrap()))
        .collect()
}

#[test]
fn a_charter_written_anew_lowers_nothing_from_one_edition_to_the_next() {
    let mut new = known();
    new.editions.push(next("31", "calendar_days"));
    assert_eq!(lowered_in(None, &new), ["2027 response"]);
    new.editions[1] = next("30", "calendar_days");
    assert_eq!(lowered_in(None, &new), Vec::<String>::new());
}

#[test]
fn a_charter_written_anew_lowers_no_edition_that_is_known() {
    let weaker = charter(&[edition(
        "2025",
        Some("2025-02-01"),
        &[standard("response", "45", "calendar_days")],
    )]);
    assert_eq!(lowered_in(Some(&known()), &weaker), ["2025 response"]);
    assert_eq!(lowered_in(Some(&weaker), &known()), Vec::<String>::new());
}

#[test]
fn an_edition_that_is_no_longer_written_still_counts() {
    let instead = charter(&[next("31", "calendar_days")]);
    assert_eq!(lowered_in(Some(&known()), &instead), ["2027 response"]);
}
