//! Whether a receipt counts as the notice that the proceeding has begun: it does when it states all that such a notice
//! must (L. 241/1990 art. 18-bis c. 1, art. 8 c. 2).

use crate::cases::Deadline;
use crate::language::Language;
use crate::offices::Contacts;
use crate::procedures::{CaseKind, EndEvent, Procedure};

/// What a receipt tells, as far as it differs from one to another.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The procedure of the case.
    pub procedure: &'a Procedure,
    /// The terms that run on it.
    pub deadlines: &'a [Deadline],
    /// The role that answers for the proceeding.
    pub responsible: Option<&'a str>,
    /// How the office is reached, with the administration's digital domicile (its certified email).
    pub contacts: &'a Contacts,
}

/// What a notice that a proceeding has begun must state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requirement {
    /// That an administrative proceeding begins at all: reports, complaints and questions begin none.
    Proceeding,
    /// The administration that is competent.
    Administration,
    /// What it is about.
    Subject,
    /// The office, the administration's digital domicile and who answers for the proceeding. That is said by the role: whose
    /// it is, the body publishes (D.Lgs. 33/2013 art. 35 c. 1 c).
    Responsible,
    /// The date by which it must end.
    ConclusionDate,
    /// Where one may turn when the administration does nothing.
    RemediesForInertia,
    /// When the application was presented.
    PresentationDate,
    /// How the file is seen, and rights are used, online.
    OnlineAccess,
    /// The office where what is not online can be seen.
    OfficeForDocuments,
}

/// One requirement, weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Which.
    pub requirement: Requirement,
    /// Whether the receipt states it.
    pub satisfied: bool,
}

/// Every requirement, weighed in the order of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartNotice {
    /// The requirements.
    pub stated: Vec<Stated>,
}

impl StartNotice {
    /// Whether the receipt counts as the notice: it states everything.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.stated.iter().all(|stated| stated.satisfied)
    }
}

/// Weighs what a receipt tells.
#[must_use]
pub fn start_notice(told: &Told<'_>) -> StartNotice {
    let weigh = |requirement: Requirement| Stated {
        requirement,
        satisfied: requirement.is_stated(told),
    };
    StartNotice {
        stated: Requirement::ALL.into_iter().map(weigh).collect(),
    }
}

impl Requirement {
    /// Every requirement, in the order of the law.
    pub const ALL: [Self; 9] = [
        Self::Proceeding,
        Self::Administration,
        Self::Subject,
        Self::Responsible,
        Self::ConclusionDate,
        Self::RemediesForInertia,
        Self::PresentationDate,
        Self::OnlineAccess,
        Self::OfficeForDocuments,
    ];

    fn is_stated(self, told: &Told<'_>) -> bool {
        let Told { procedure, .. } = *told;
        match self {
            Self::Proceeding => begins_a_proceeding(procedure.kind),
            Self::Administration | Self::Subject | Self::PresentationDate | Self::OnlineAccess => true,
            Self::Responsible => told.responsible.is_some() && told.contacts.certified_email.is_some(),
            Self::ConclusionDate => told.deadlines.iter().any(|deadline| {
                let rule = procedure.term(&deadline.term);
                deadline.due.is_some() && rule.is_some_and(|rule| rule.ends == EndEvent::Decided)
            }),
            Self::RemediesForInertia => {
                procedure.substitute_power.is_some() || !procedure.remedies.is_empty()
            }
            Self::OfficeForDocuments => told.contacts.address.is_some(),
        }
    }

    /// Its stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proceeding => "proceeding",
            Self::Administration => "administration",
            Self::Subject => "subject",
            Self::Responsible => "responsible",
            Self::ConclusionDate => "conclusion_date",
            Self::RemediesForInertia => "remedies_for_inertia",
            Self::PresentationDate => "presentation_date",
            Self::OnlineAccess => "online_access",
            Self::OfficeForDocuments => "office_for_documents",
        }
    }

    /// Where it is written.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Proceeding => "L. 241/1990 art. 7 c. 1",
            Self::Administration => "L. 241/1990 art. 8 c. 2 a",
            Self::Subject => "L. 241/1990 art. 8 c. 2 b",
            Self::Responsible => "L. 241/1990 art. 8 c. 2 c",
            Self::ConclusionDate | Self::RemediesForInertia => "L. 241/1990 art. 8 c. 2 c-bis",
            Self::PresentationDate => "L. 241/1990 art. 8 c. 2 c-ter",
            Self::OnlineAccess => "L. 241/1990 art. 8 c. 2 d",
            Self::OfficeForDocuments => "L. 241/1990 art. 8 c. 2 d-bis",
        }
    }
}

impl Stated {
    /// What was found, in a plain sentence.
    #[must_use]
    pub fn detail(self, language: Language) -> &'static str {
        match language {
            Language::Italian => self.italian(),
            Language::English => self.english(),
        }
    }

    fn italian(self) -> &'static str {
        match (self.requirement, self.satisfied) {
            (Requirement::Proceeding, true) => "La domanda avvia un procedimento amministrativo.",
            (Requirement::Proceeding, false) => "Quanto presentato non avvia un procedimento amministrativo.",
            (Requirement::Administration, _) => "L'amministrazione competente è indicata.",
            (Requirement::Subject, _) => "L'oggetto è indicato.",
            (Requirement::Responsible, true) => {
                "L'ufficio, il domicilio digitale e il responsabile del procedimento sono indicati."
            }
            (Requirement::Responsible, false) => {
                "Il domicilio digitale o il responsabile del procedimento non è indicato."
            }
            (Requirement::ConclusionDate, true) => {
                "La data entro la quale il procedimento deve concludersi è indicata."
            }
            (Requirement::ConclusionDate, false) => {
                "La data entro la quale il procedimento deve concludersi non è indicata."
            }
            (Requirement::RemediesForInertia, true) => "I rimedi in caso di inerzia sono indicati.",
            (Requirement::RemediesForInertia, false) => "I rimedi in caso di inerzia non sono indicati.",
            (Requirement::PresentationDate, _) => "La data di presentazione è indicata.",
            (Requirement::OnlineAccess, _) => "È indicato come seguire la pratica in via telematica.",
            (Requirement::OfficeForDocuments, true) => {
                "È indicato l'ufficio dove vedere gli atti non disponibili in via telematica."
            }
            (Requirement::OfficeForDocuments, false) => {
                "Non è indicato dove vedere gli atti non disponibili in via telematica."
            }
        }
    }

    fn english(self) -> &'static str {
        match (self.requirement, self.satisfied) {
            (Requirement::Proceeding, true) => "The application begins an administrative proceeding.",
            (Requirement::Proceeding, false) => "What was presented begins no administrative proceeding.",
            (Requirement::Administration, _) => "The competent administration is stated.",
            (Requirement::Subject, _) => "What it is about is stated.",
            (Requirement::Responsible, true) => {
                "The office, the digital domicile and who answers for the proceeding are stated."
            }
            (Requirement::Responsible, false) => {
                "The digital domicile or who answers for the proceeding is not stated."
            }
            (Requirement::ConclusionDate, true) => "The date by which the proceeding must end is stated.",
            (Requirement::ConclusionDate, false) => {
                "The date by which the proceeding must end is not stated."
            }
            (Requirement::RemediesForInertia, true) => "Where one may turn when nothing is done is stated.",
            (Requirement::RemediesForInertia, false) => {
                "Where one may turn when nothing is done is not stated."
            }
            (Requirement::PresentationDate, _) => "The date of presentation is stated.",
            (Requirement::OnlineAccess, _) => "How to follow the case online is stated.",
            (Requirement::OfficeForDocuments, true) => {
                "The office where documents that are not online can be seen is stated."
            }
            (Requirement::OfficeForDocuments, false) => {
                "Where documents that are not online can be seen is not stated."
            }
        }
    }
}

/// Whether a submission of a kind begins an administrative proceeding: one that must end with an express act (L. 241/1990
/// art. 2 c. 1). Reports, complaints, suggestions and questions rest on the charter alone.
fn begins_a_proceeding(kind: CaseKind) -> bool {
    match kind {
        CaseKind::DocumentAccess
        | CaseKind::SimpleCivicAccess
        | CaseKind::GeneralisedCivicAccess
        | CaseKind::Application => true,
        CaseKind::DisserviceReport
        | CaseKind::Complaint
        | CaseKind::FaultReport
        | CaseKind::Suggestion
        | CaseKind::Appreciation
        | CaseKind::InformationRequest => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::{date, datetime};

    use super::*;
    use crate::codes::Code;
    use crate::deadline::Due;

    fn procedure(kind: &str, remedies: bool) -> Procedure {
        let court = json!({ "code": "court", "to": { "it": "Tribunale", "en": "Court" }, "source": "D.Lgs. 104/2010" });
        serde_json::from_value(json!({
            "code": "p", "kind": kind, "name": "Procedimento", "office": "urp", "legal_basis": "L. 241/1990",
            "channels_source": "L. 241/1990", "silence": "breach", "decided_by": "officer",
            "channels": [{ "channel": "web", "requires": [] }],
            "terms": [
                { "code": "intake", "name": "Entro un giorno", "starts": "received", "ends": "registered",
                  "term": { "amount": 1, "unit": "calendar_days" }, "source": "Carta" },
                { "code": "conclusion", "name": "Entro 30 giorni", "starts": "received", "ends": "decided",
                  "term": { "amount": 30, "unit": "calendar_days" }, "source": "L. 241/1990 art. 2" }
            ],
            "remedies": if remedies { vec![court] } else { Vec::<Value>::new() },
        }))
        .unwrap()
    }

    fn deadline(term: &str, due: bool) -> Deadline {
        Deadline {
            term: Code::parse(term).unwrap(),
            calendar_version: 1,
            starts_at: None,
            due: due.then_some(Due {
                due_on: date!(2026 - 12 - 21),
                due_at: datetime!(2026-12-21 22:59:59 UTC),
                original_due_on: date!(2026 - 12 - 21),
                original_due_at: datetime!(2026-12-21 22:59:59 UTC),
                whole_day: true,
            }),
            ended_at: None,
            took: None,
            cancelled: false,
        }
    }

    fn contacts(address: bool, certified_email: bool) -> Contacts {
        serde_json::from_value(json!({
            "address": address.then_some("Piazza del Municipio 1"),
            "certified_email": certified_email.then_some("comune@pec.example.it"),
        }))
        .unwrap()
    }

    fn missing(told: &Told<'_>) -> Vec<Requirement> {
        let notice = start_notice(told);
        let missing: Vec<_> = notice
            .stated
            .iter()
            .filter(|stated| !stated.satisfied)
            .map(|stated| stated.requirement)
            .collect();
        assert_eq!(notice.counts(), missing.is_empty());
        missing
    }

    #[test]
    fn a_receipt_counts_as_the_notice_of_start_when_it_states_all_that_the_notice_must() {
        let all = Told {
            procedure: &procedure("application", true),
            deadlines: &[deadline("intake", true), deadline("conclusion", true)],
            responsible: Some("Dirigente del Settore"),
            contacts: &contacts(true, true),
        };
        assert!(missing(&all).is_empty());
        let without = [
            Told {
                procedure: &procedure("complaint", true),
                ..all
            },
            Told {
                responsible: None,
                ..all
            },
            Told {
                contacts: &contacts(true, false),
                ..all
            },
            Told {
                deadlines: &[deadline("intake", true), deadline("conclusion", false)],
                ..all
            },
            Told {
                procedure: &procedure("application", false),
                ..all
            },
            Told {
                contacts: &contacts(false, true),
                ..all
            },
        ];
        let expected = [
            Requirement::Proceeding,
            Requirement::Responsible,
            Requirement::Responsible,
            Requirement::ConclusionDate,
            Requirement::RemediesForInertia,
            Requirement::OfficeForDocuments,
        ];
        for (told, expected) in without.iter().zip(expected) {
            assert_eq!(missing(told), [expected]);
        }
    }

    #[test]
    fn each_requirement_says_in_both_languages_what_was_found() {
        for requirement in Requirement::ALL {
            let said = [true, false].map(|satisfied| Stated {
                requirement,
                satisfied,
            });
            for stated in said {
                assert_ne!(stated.detail(Language::Italian), stated.detail(Language::English));
            }
            assert!(requirement.source().starts_with("L. 241/1990 art. "));
        }
    }
}
