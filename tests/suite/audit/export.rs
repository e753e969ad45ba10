//! The log a page at a time and as a file.

use cartaviva_tests::on_both;

use super::{LOG, auditor, log, sealed};

#[test]
fn the_log_is_read_page_by_page_and_from_one_moment_to_another() {
    on_both(|app| {
        for _ in 0..5 {
            app.received();
            app.pass(60);
        }
        let all: Vec<_> = log(app).list("/items").to_vec();
        let (mut seen, mut next) = (Vec::new(), format!("{LOG}?limit=2"));
        loop {
            let page = auditor(app).get(&next).expect(200);
            seen.extend_from_slice(page.list("/items"));
            let Some(cursor) = page.json.pointer("/next_cursor") else {
                break;
            };
            next = format!("{LOG}?limit=2&cursor={}", cursor.as_str().unwrap());
        }
        assert_eq!(seen, all);
        let between = format!("{LOG}?from=2026-11-20T10:31:00Z&until=2026-11-20T10:33:00Z");
        let some = auditor(app).get(&between).expect(200);
        assert_eq!(some.list("/items"), &all[1..3]);
    });
}

#[test]
fn as_a_file_it_says_the_same_and_no_spreadsheet_takes_it_for_a_formula() {
    on_both(|app| {
        let case = app.received();
        app.operator("c_e625")
            .claiming("sub", serde_json::json!("=HYPERLINK(1)"))
            .post(
                &case.sub("forwardings"),
                &serde_json::json!({ "office": "competent-office" }),
            )
            .expect(201);
        sealed(app);
        let file = auditor(app).with("Accept", "text/csv").get(LOG).expect(200);
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"audit-c_e625.csv\""
        );
        let mut reader = csv::Reader::from_reader(file.text.as_bytes());
        let names = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let page = log(app);
        assert_eq!(rows.len(), page.list("/items").len());
        for (row, entry) in rows.iter().zip(page.list("/items")) {
            let cell = |name: &str| {
                row.get(names.iter().position(|known| known == name).unwrap())
                    .unwrap()
            };
            for name in ["id", "request", "operation", "resource"] {
                assert_eq!(cell(name), entry[name].as_str().unwrap());
            }
            assert_eq!(cell("hash"), entry["seal"]["hash"].as_str().unwrap());
            assert_eq!(cell("position"), entry["seal"]["position"].to_string());
        }
        assert!(rows.iter().any(|row| &row[6] == "'=HYPERLINK(1)"));
    });
}
