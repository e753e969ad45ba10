//! What systems are asked and ask: the protocol register, another one beside it, subscriptions to what happens.

use cartaviva_api::webhooks::send_due;
use cartaviva_tests::{App, Receiver};
use serde_json::json;

use super::walk::{LIVORNO, informed, made, who};

/// The protocol register, its emergency, another system.
pub fn register(app: &App) {
    let desk = who(app, "operator");
    let entries = format!("{LIVORNO}/protocol-entries");
    let letter = json!({
        "direction": "incoming", "correspondent": "Prefettura", "subject": "Richiesta", "text": "La prefettura chiede.",
    });
    let entered = desk.post(&entries, &letter).expect(201);
    let entry = made(&entered);
    desk.get(&entry).expect(200);
    let act = json!({ "reference": "Disposizione 12/2026", "reason": "Documento registrato due volte" });
    who(app, "manager")
        .post(&format!("{entry}/annulment"), &act)
        .expect(201);
    desk.get(&entries).expect(200);
    let search = json!({ "correspondent": "prefettura" });
    desk.post(&format!("{LIVORNO}/protocol-entry-searches"), &search)
        .expect(200);
    let auditor = who(app, "auditor");
    for media in ["text/csv", "application/json"] {
        auditor
            .clone()
            .with("Accept", media)
            .get(&format!("{LIVORNO}/daily-registers/2026-11-19"))
            .expect(200);
    }
    let periods = format!("{LIVORNO}/emergency-periods");
    let failed = json!({ "cause": "Guasto al sistema", "reference": "Autorizzazione 3/2026" });
    let opened = who(app, "manager").post(&periods, &failed).expect(201);
    let period = format!("{periods}/{}", opened.str("/id"));
    app.received();
    auditor.get(&periods).expect(200);
    auditor.get(&period).expect(200);
    who(app, "manager")
        .post(&format!("{period}/closing"), &json!({}))
        .expect(201);
    elsewhere(app);
}

/// Documents numbered by another system for a while.
fn elsewhere(app: &App) {
    let system = format!("{LIVORNO}/protocol-system");
    let by = |system_: &str| {
        informed(who(app, "admin"), &system)
            .put(&system, &json!({ "system": system_ }))
            .expect(200);
    };
    by("external");
    app.received();
    let integrator = who(app, "integrator");
    let waiting = format!("{LIVORNO}/waiting-documents");
    let found = integrator.get(&waiting).expect(200);
    let document = format!("{waiting}/{}", found.at("/items/0/id"));
    integrator.get(&document).expect(200);
    let number = json!({ "number": 45_123, "registered_at": "2026-11-20T11:30:00+01:00" });
    integrator
        .put(&format!("{document}/protocol"), &number)
        .expect(200);
    by("built_in");
}

/// Subscriptions to what happens.
pub fn hooks(app: &App) {
    let integrator = who(app, "integrator");
    let receiver = Receiver::start();
    let subscriptions = format!("{LIVORNO}/webhook-subscriptions");
    let asked = json!({ "url": receiver.url(), "kinds": ["*"] });
    let own = made(&integrator.post(&subscriptions, &asked).expect(201));
    integrator.get(&subscriptions).expect(200);
    let active = json!({ "url": receiver.url(), "kinds": ["*"], "state": "active" });
    informed(integrator.clone(), &own).put(&own, &active).expect(200);
    integrator.post_nothing(&format!("{own}/ping")).expect(200);
    integrator
        .post_nothing(&format!("{own}/secret-rotations"))
        .expect(201);
    receiver.answers(503);
    app.received();
    send_due(app.state()).unwrap();
    let waiting = integrator
        .get(&format!("{own}/deliveries?state=retrying"))
        .expect(200);
    let delivery = waiting.str("/items/0/id");
    integrator
        .post_nothing(&format!("{own}/deliveries/{delivery}/retry"))
        .expect(202);
    integrator.get(&format!("{LIVORNO}/events?after=0")).expect(200);
    integrator.ask("DELETE", &own, None).expect(204);
}
