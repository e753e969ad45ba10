//! Cases as they stand before a behaviour begins.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::App;

/// A case that was filed.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Its id.
    pub id: String,
    /// Its path in the contract.
    pub path: String,
    /// The secret by which whoever filed it follows it.
    pub tracking_code: String,
    /// The receipt.
    pub receipt: Value,
}

impl Filed {
    /// The case of a receipt.
    pub fn of(administration: &str, receipt: &Answer) -> Self {
        let id = receipt.str("/id").to_owned();
        Self {
            path: format!("/administrations/{administration}/cases/{id}"),
            id,
            tracking_code: receipt.str("/tracking_code").to_owned(),
            receipt: receipt.json.clone(),
        }
    }

    /// A path below the case.
    pub fn sub(&self, part: &str) -> String {
        format!("{}/{part}", self.path)
    }
}

impl App {
    /// A report of disservice to Livorno, as a citizen writes it on the web.
    pub fn report(&self) -> Value {
        json!({
            "procedure": "disservice-report",
            "channel": "web",
            "subject": "Sportello chiuso in orario di apertura",
            "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
            "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" },
        })
    }

    /// A case that a citizen filed with an administration.
    #[track_caller]
    pub fn filed(&self, administration: &str, body: &Value) -> Filed {
        let path = format!("/administrations/{administration}/cases");
        Filed::of(administration, &self.citizen().post(&path, body).expect(201))
    }

    /// A case of Livorno that a citizen filed just now.
    #[track_caller]
    pub fn received(&self) -> Filed {
        self.filed("c_e625", &self.report())
    }

    /// The same, with the competent office.
    #[track_caller]
    pub fn forwarded(&self) -> Filed {
        let filed = self.received();
        let body = json!({ "office": "competent-office" });
        self.operator("c_e625")
            .post(&filed.sub("forwardings"), &body)
            .expect(201);
        filed
    }

    /// The same, upheld as pertinent, with the standard that was not kept.
    #[track_caller]
    pub fn upheld(&self) -> Filed {
        let filed = self.forwarded();
        let officer = self.officer("c_e625", "competent-office");
        officer
            .post(&filed.sub("decision"), &self.upholding())
            .expect(201);
        filed
    }

    /// A decision that owes a ristoro.
    pub fn upholding(&self) -> Value {
        json!({
            "outcome": "upheld",
            "answer": "La segnalazione è accolta: lo sportello doveva essere aperto.",
            "pertinent": true,
            "breached_standards": ["desk-opening-days"],
            "cause": "administration",
        })
    }

    /// The same, after the due date.
    pub fn upholding_late(&self) -> Value {
        let mut decision = self.upholding();
        if let Some(members) = decision.as_object_mut() {
            let reasons = json!("Il sopralluogo è stato rinviato.");
            members.insert("late_reasons".to_owned(), reasons);
        }
        decision
    }
}
