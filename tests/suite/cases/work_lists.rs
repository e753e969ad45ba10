//! The lists that a clerk opens in the morning.

use std::thread;
use std::time::{Duration, Instant};

use cartaviva_persistence::Target;
use cartaviva_tests::{App, Database, Person, on_both};
use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl};

use super::{CASES, execute, ids, walk};

const LISTS: &str = "/administrations/c_e625/work-lists";

/// The ids of the cases of a work list, which are as many as the list says.
fn list(who: &Person<'_>, code: &str) -> Vec<String> {
    let lists = who.get(LISTS).expect(200);
    let list = lists.item("/lists", "code", code);
    let link = list["_links"]["cases"].as_str().unwrap();
    let found = ids(who, link.split_once('?').unwrap().1);
    assert_eq!(list["cases"], found.len(), "{code}");
    found
}

/// Whoever is in charge of a case, by the subject of their token.
fn assign(app: &App, id: &str, subject: &str) {
    let id = id.replace('-', "");
    let (postgres, sqlite) = (
        format!(
            "UPDATE cases SET status = 'in_progress', assignee = '{subject}' WHERE replace(id::text, '-', '') = '{id}'"
        ),
        format!(
            "UPDATE cases SET status = 'in_progress', assignee = '{subject}' WHERE lower(hex(id)) = '{id}'"
        ),
    );
    execute(app, &postgres, &sqlite);
}

#[test]
fn each_list_holds_what_its_name_says_and_what_has_ended_is_in_none() {
    on_both(|app| {
        let (at_desk, taken, waiting) = (app.received().id, app.forwarded().id, app.forwarded().id);
        let (free, _ended) = (app.forwarded().id, app.upheld());
        assign(app, &taken, "officer of c_e625");
        let wait = "UPDATE cases SET status = 'suspended', waiting_for = 'citizen', next_due_at = NULL, assignee = 'other' WHERE ";
        let id = waiting.replace('-', "");
        execute(
            app,
            &format!("{wait} replace(id::text, '-', '') = '{id}'"),
            &format!("{wait} lower(hex(id)) = '{id}'"),
        );
        let officer = app.officer("c_e625", "competent-office");
        assert_eq!(list(&officer, "mine"), [taken.as_str()]);
        assert_eq!(list(&officer, "unassigned"), [free.as_str()]);
        assert_eq!(list(&officer, "waiting-for-citizen"), [waiting.as_str()]);
        let mut of_office = list(&officer, "my-office");
        of_office.sort();
        let mut expected = [taken.clone(), waiting, free.clone()];
        expected.sort();
        assert_eq!(of_office, expected);
        let desk = app.operator("c_e625");
        let mut unassigned = list(&desk, "unassigned");
        unassigned.sort();
        let mut expected = [at_desk, free];
        expected.sort();
        assert_eq!(unassigned, expected);
        assert!(list(&desk, "mine").is_empty());
        let lists = desk.get(LISTS).expect(200);
        assert_eq!(lists.list("/lists").len(), 5, "the desk's token names no office");
        assert_eq!(lists.str("/today"), "2026-11-20");
        let line = &walk(&officer, "assignee=me")[0];
        assert_eq!(line["assignee"], "officer of c_e625");
        assert_eq!(walk(&officer, "waiting_for=citizen")[0]["waiting_for"], "citizen");
    });
}

#[test]
fn a_case_is_due_on_the_administration_s_day_and_late_when_its_last_second_is_over() {
    on_both(|app| {
        let case = app.forwarded();
        let officer = app.operator("c_e625");
        let line = walk(&officer, "");
        let due_at = line[0]["next_deadline"]["due_at"].as_str().unwrap().to_owned();
        let due_on = line[0]["next_deadline"]["due_on"].as_str().unwrap().to_owned();
        assert!(due_at.starts_with(&format!("{due_on}T23:59:59")), "{due_at}");
        assert!(list(&officer, "due-today").is_empty() && list(&officer, "late").is_empty());
        app.set_clock(&due_at.replace("23:59:59", "00:00:00"));
        assert_eq!(list(&officer, "due-today"), [case.id.as_str()]);
        app.set_clock(&due_at.replace("23:59:59", "23:59:59.999"));
        assert_eq!(list(&officer, "due-today"), [case.id.as_str()]);
        assert!(list(&officer, "late").is_empty());
        assert_eq!(ids(&officer, "late=false"), [case.id.as_str()]);
        app.set_clock(&after_midnight(&due_on));
        assert!(list(&officer, "due-today").is_empty());
        assert_eq!(list(&officer, "late"), [case.id.as_str()]);
        assert_eq!(walk(&officer, "late=true")[0]["next_deadline"]["state"], "missed");
        assert!(ids(&officer, "late=false").is_empty());
    });
}

/// The first moment of the day after one, in winter.
fn after_midnight(day: &str) -> String {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let next = time::Date::parse(day, format).unwrap().next_day().unwrap();
    format!("{next}T00:00:00+01:00")
}

#[test]
fn what_is_due_next_comes_first_page_by_page_and_what_is_not_due_is_not_there() {
    on_both(|app| {
        let mut due = Vec::new();
        for minute in ["10", "12", "11", "11"] {
            app.set_clock(&format!("2026-11-{minute}T12:00:00+01:00"));
            due.push(app.forwarded().id);
        }
        app.set_clock("2026-11-20T12:00:00+01:00");
        app.upheld();
        let desk = app.operator("c_e625");
        let seen = ids(&desk, "sort=due&limit=1");
        assert_eq!(seen.len(), 4);
        assert_eq!((&seen[0], &seen[3]), (&due[0], &due[1]));
        assert_eq!(seen, ids(&desk, "sort=due"));
    });
}

#[test]
fn what_is_open_and_how_it_stands_are_asked_together() {
    on_both(|app| {
        let (received, upheld) = (app.received(), app.upheld());
        let desk = app.operator("c_e625");
        assert_eq!(ids(&desk, "open=true"), [received.id.as_str()]);
        assert_eq!(ids(&desk, "open=false"), [upheld.id.as_str()]);
        assert_eq!(
            ids(&desk, "open=true&status=registered,decided"),
            [received.id.as_str()]
        );
        assert!(ids(&desk, "open=true&status=decided").is_empty());
    });
}

#[test]
fn work_lists_are_for_who_may_read_cases() {
    on_both(|app| {
        app.anonymous().get(LISTS).problem(401, "token_missing");
        app.who("editor", "c_e625")
            .get(LISTS)
            .problem(403, "role_not_allowed");
        app.operator("c_e506").get(LISTS).problem(404, "not_found");
    });
}

#[test]
fn no_work_list_reads_every_case() {
    let Some(database) = Database::postgresql() else {
        return;
    };
    let app = App::on(database);
    super::crowd(&app, 20_000);
    let Target::Postgres(url) = &app.database().target else {
        panic!("a server");
    };
    let before = whole_readings(url);
    let officer = app.officer("c_e625", "competent-office");
    let lists = patient(&officer, LISTS);
    let mut links: Vec<String> = lists
        .iter()
        .map(|list| {
            list["_links"]["cases"]
                .as_str()
                .unwrap()
                .split_once("/v1")
                .unwrap()
                .1
                .to_owned()
        })
        .collect();
    assert_eq!(links.len(), 6);
    links.extend(
        [
            "",
            "?sort=oldest",
            "?sort=due",
            "?status=registered",
            "?protocol_number=2026/1",
            "?q=sportello",
        ]
        .map(|q| format!("{CASES}{q}")),
    );
    for link in links {
        officer.get(&link).expect(200);
    }
    assert_eq!(whole_readings(url), before);
}

/// The work lists, once the connections that were closed are open again.
fn patient(who: &Person<'_>, path: &str) -> Vec<serde_json::Value> {
    let started = Instant::now();
    loop {
        let answer = who.get(path);
        if answer.status == 200 {
            return answer.list("/lists").to_vec();
        }
        assert!(started.elapsed() < Duration::from_secs(30), "{}", answer.text);
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How often all cases were read one after another; what a connection did is told when it is closed.
fn whole_readings(url: &str) -> i64 {
    let count = |sql: &str| {
        let mut connection = PgConnection::establish(url).unwrap();
        let counted: Count = diesel::sql_query(sql).get_result(&mut connection).unwrap();
        counted.count
    };
    let others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    count(&format!(
        "SELECT count(pg_terminate_backend(pid)) AS count {others}"
    ));
    let started = Instant::now();
    while count(&format!("SELECT count(*) AS count {others}")) > 0 {
        if started.elapsed() > Duration::from_secs(5) {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    count("SELECT seq_scan AS count FROM pg_stat_user_tables WHERE relname = 'cases'")
}
