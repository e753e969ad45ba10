//! Annulment: by an act, visible for ever, recorded in the register.

use cartaviva_tests::on_both;

use super::{REGISTER, act, entered, manager};

#[test]
fn an_annulled_entry_stays_and_shows_when_by_whom_and_by_which_act() {
    on_both(|app| {
        let entry = entered(app);
        let path = format!("{REGISTER}/2026/1");
        app.set_clock("2026-11-23T09:00:00+01:00");
        let annulled = manager(app)
            .post(&format!("{path}/annulment"), &act())
            .expect(201);
        assert_eq!(annulled.at("/annulled"), true);
        assert_eq!(annulled.str("/annulment/reference"), "Disposizione 12/2026");
        assert_eq!(
            annulled.str("/annulment/reason"),
            "Documento registrato due volte"
        );
        assert_eq!(
            annulled.str("/annulment/annulled_at"),
            "2026-11-23T09:00:00+01:00"
        );
        assert_eq!(annulled.str("/annulment/annulled_by"), "manager of c_e625");
        let shown = app.operator("c_e625").get(&path).expect(200);
        assert_eq!(shown.json, annulled.json);
        for kept in [
            "number",
            "correspondent",
            "subject",
            "digest",
            "registered_at",
            "hash",
        ] {
            assert_eq!(shown.json[kept], entry.json[kept], "{kept}");
        }
    });
}

#[test]
fn the_annulment_is_an_internal_entry_that_names_what_it_annuls() {
    on_both(|app| {
        entered(app);
        let desk = app.operator("c_e625");
        manager(app)
            .post(&format!("{REGISTER}/2026/1/annulment"), &act())
            .expect(201);
        let record = desk.get(&format!("{REGISTER}/2026/2")).expect(200);
        assert_eq!(record.str("/direction"), "internal");
        assert_eq!(record.str("/annuls/number"), "0000001");
        assert!(record.str("/subject").contains("2026/0000001"));
        let annulled = desk.get(&format!("{REGISTER}/2026/1")).expect(200);
        assert_eq!(annulled.str("/annulment/recorded_as/number"), "0000002");
    });
}

#[test]
fn an_entry_is_annulled_once_and_the_record_of_an_annulment_never() {
    on_both(|app| {
        entered(app);
        let first = format!("{REGISTER}/2026/1/annulment");
        manager(app).post(&first, &act()).expect(201);
        manager(app).post(&first, &act()).problem(409, "conflict");
        manager(app)
            .post(&format!("{REGISTER}/2026/2/annulment"), &act())
            .refused(422, "annulment_not_annulled");
        manager(app)
            .post(&format!("{REGISTER}/2026/3/annulment"), &act())
            .problem(404, "not_found");
    });
}

#[test]
fn the_manager_annuls_and_nobody_below() {
    on_both(|app| {
        let case = app.forwarded();
        let path = format!("{REGISTER}/2026/1/annulment");
        for role in ["operator", "officer", "auditor", "editor", "integrator"] {
            app.who(role, "c_e625")
                .post(&path, &act())
                .problem(403, "role_not_allowed");
        }
        app.manager("c_e625", "urp")
            .post(&path, &act())
            .problem(404, "not_found");
        app.manager("c_e625", "competent-office")
            .post(&path, &act())
            .expect(201);
        let shown = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(shown.list("/protocol").len(), 2);
    });
}
