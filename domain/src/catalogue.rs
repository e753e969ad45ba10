//! A public body as one file describes it: administration, offices, services, charters, procedures, redress.

use crate::calendar::Calendar;
use crate::charters::{Charter, lowered_by};
use crate::codes::Code;
use crate::language::Language;
use crate::offices::{Administration, Office};
use crate::procedures::Procedure;
use crate::protocol::SystemKind;
use crate::ristoro::{Item, Policy};
use crate::services::Service;
use crate::standards::MeasuredBy;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Everything that is imported for one administration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The JSON Schema that the file names for editors; not kept.
    #[serde(rename = "$schema", default, skip_serializing)]
    pub schema: Option<String>,
    /// The administration.
    pub administration: Administration,
    /// Its offices, at most 1,000.
    pub offices: Vec<Office>,
    /// Its services, at most 2,000.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Its charters, at most 100.
    #[serde(default)]
    pub charters: Vec<Charter>,
    /// Its procedures, at most 1,000.
    #[serde(default)]
    pub procedures: Vec<Procedure>,
    /// What it gives as redress; absent where no charter foresees any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ristoro: Option<Ristoro>,
    /// Which register numbers its documents; absent where that is to stay as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol_system: Option<SystemKind>,
}

/// A redress policy and what there is to give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ristoro {
    /// The policy.
    pub policy: Policy,
    /// The items, at most 1,000. Where an item is known already its stock stays as it is.
    pub items: Vec<Item>,
}

/// Something wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON Pointer to the guilty value.
    pub pointer: String,
    /// What is wrong with it.
    pub what: String,
}

impl Catalogue {
    /// Everything that is wrong with the catalogue beyond the shape of its values: codes given twice, references to
    /// what is not there, calendars that cannot be, editions and measures that do not hold together.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        let offices = faults.unique("/offices", self.offices.iter().map(|office| &office.code));
        let services = faults.unique("/services", self.services.iter().map(|service| &service.code));
        let charters = faults.unique("/charters", self.charters.iter().map(|charter| &charter.code));
        let procedures = faults.unique(
            "/procedures",
            self.procedures.iter().map(|procedure| &procedure.code),
        );
        let known = Known {
            offices,
            services,
            charters,
            procedures,
        };
        self.check_calendars(&mut faults);
        self.check_offices(&known, &mut faults);
        self.check_charters(&known, &mut faults);
        self.check_procedures(&known, &mut faults);
        self.check_ristoro(&mut faults);
        faults.0
    }

    fn check_calendars(&self, faults: &mut Faults) {
        let own = std::iter::once((
            "/administration/calendar".to_owned(),
            &self.administration.calendar,
        ));
        let of_offices = self.offices.iter().enumerate().filter_map(|(index, office)| {
            office
                .calendar
                .as_ref()
                .map(|calendar| (format!("/offices/{index}/calendar"), calendar))
        });
        for (pointer, settings) in own.chain(of_offices) {
            if let Err(found) = Calendar::try_from(settings.clone()) {
                for fault in found.0 {
                    faults.add(
                        format!("{pointer}{}", fault.pointer),
                        fault.reason.sentence(Language::English),
                    );
                }
            }
        }
    }

    fn check_offices(&self, known: &Known<'_>, faults: &mut Faults) {
        for (index, office) in self.offices.iter().enumerate() {
            faults.refer(
                format!("/offices/{index}/parent"),
                office.parent.as_ref(),
                &known.offices,
            );
        }
        for (index, service) in self.services.iter().enumerate() {
            faults.refer(
                format!("/services/{index}/office"),
                Some(&service.office),
                &known.offices,
            );
            faults.refer(
                format!("/services/{index}/charter"),
                service.charter.as_ref(),
                &known.charters,
            );
        }
    }

    fn check_charters(&self, known: &Known<'_>, faults: &mut Faults) {
        for (index, charter) in self.charters.iter().enumerate() {
            let at = format!("/charters/{index}");
            faults.refer(format!("{at}/office"), charter.office.as_ref(), &known.offices);
            faults.unique(
                &format!("{at}/editions"),
                charter.editions.iter().map(|edition| &edition.code),
            );
            if charter.editions.is_empty() {
                faults.add(
                    format!("{at}/editions"),
                    "a charter has at least one edition".to_owned(),
                );
            }
            for (number, edition) in charter.editions.iter().enumerate() {
                let at = format!("{at}/editions/{number}");
                if let (Some(from), Some(until)) = (edition.in_force_from, edition.in_force_until)
                    && until < from
                {
                    faults.add(
                        format!("{at}/in_force_until"),
                        "it ends before it begins".to_owned(),
                    );
                }
                self.check_standards(&at, &edition.standards, known, faults);
            }
        }
        self.check_standard_codes(faults);
        faults.0.extend(self.lowered(|_| None));
    }

    /// The standards that the charters would lower, against what is known of each and from one edition to the next: a
    /// standard is departed from only in the user's favour (Lecce, ICT and business charter, §1).
    #[must_use]
    pub fn lowered<'a>(&self, known: impl Fn(&Code) -> Option<&'a Charter>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (index, charter) in self.charters.iter().enumerate() {
            for (edition, changed) in lowered_by(known(&charter.code), charter) {
                let (Some(before), Some(after)) = (changed.before, changed.after) else {
                    continue;
                };
                let number = charter
                    .editions
                    .iter()
                    .position(|other| other.code == edition.code);
                let place = edition
                    .standards
                    .iter()
                    .position(|other| other.code == after.code);
                let (number, place) = (number.unwrap_or(0), place.unwrap_or(0));
                faults.push(Fault {
                    pointer: format!("/charters/{index}/editions/{number}/standards/{place}/target"),
                    what: format!(
                        "it would lower the standard '{}' from {} to {}",
                        after.code,
                        before.target.words(),
                        after.target.words()
                    ),
                });
            }
        }
        faults
    }

    fn check_standards(
        &self,
        at: &str,
        standards: &[crate::standards::Standard],
        known: &Known<'_>,
        faults: &mut Faults,
    ) {
        faults.unique(
            &format!("{at}/standards"),
            standards.iter().map(|standard| &standard.code),
        );
        for (index, standard) in standards.iter().enumerate() {
            let at = format!("{at}/standards/{index}");
            faults.refer(format!("{at}/office"), standard.office.as_ref(), &known.offices);
            faults.refer(
                format!("{at}/service"),
                standard.service.as_ref(),
                &known.services,
            );
            let MeasuredBy::Cases { procedures, term, .. } = &standard.measured_by else {
                continue;
            };
            if procedures.is_empty() {
                faults.add(
                    format!("{at}/measured_by/procedures"),
                    "at least one procedure is needed".to_owned(),
                );
            }
            for (number, code) in procedures.iter().enumerate() {
                let pointer = format!("{at}/measured_by/procedures/{number}");
                faults.refer(pointer.clone(), Some(code), &known.procedures);
                let has_term =
                    |procedure: &Procedure| procedure.code != *code || procedure.term(term).is_some();
                if !self.procedures.iter().all(has_term) {
                    faults.add(pointer, format!("the procedure has no term '{term}'"));
                }
            }
        }
    }

    /// A decision names the standards that were not kept by their code alone, so that no two charters of a body may
    /// use one code.
    fn check_standard_codes(&self, faults: &mut Faults) {
        let mut seen: HashSet<(&Code, &Code)> = HashSet::new();
        let mut owner: Vec<(&Code, &Code)> = Vec::new();
        for (index, charter) in self.charters.iter().enumerate() {
            for standard in charter.editions.iter().flat_map(|edition| &edition.standards) {
                if seen.insert((&charter.code, &standard.code)) {
                    owner.push((&standard.code, &charter.code));
                }
                if owner
                    .iter()
                    .any(|(code, other)| *code == &standard.code && *other != &charter.code)
                {
                    faults.add(
                        format!("/charters/{index}"),
                        format!("the standard code '{}' is used by another charter", standard.code),
                    );
                }
            }
        }
    }

    fn check_procedures(&self, known: &Known<'_>, faults: &mut Faults) {
        for (index, procedure) in self.procedures.iter().enumerate() {
            let at = format!("/procedures/{index}");
            faults.refer(format!("{at}/office"), Some(&procedure.office), &known.offices);
            faults.refer(
                format!("{at}/charter"),
                procedure.charter.as_ref(),
                &known.charters,
            );
            let responsible = procedure.responsible.as_ref().map(|unit| &unit.office);
            faults.refer(format!("{at}/responsible/office"), responsible, &known.offices);
            let substitute = procedure.substitute_power.as_ref();
            faults.refer(
                format!("{at}/substitute_power/office"),
                substitute.and_then(|power| power.office.as_ref()),
                &known.offices,
            );
            for (number, code) in procedure.related.iter().enumerate() {
                faults.refer(format!("{at}/related/{number}"), Some(code), &known.procedures);
            }
            for fault in procedure.faults() {
                faults.add(format!("{at}{}", fault.pointer), fault.what.to_string());
            }
        }
    }

    fn check_ristoro(&self, faults: &mut Faults) {
        let Some(ristoro) = &self.ristoro else {
            return;
        };
        faults.unique("/ristoro/items", ristoro.items.iter().map(|item| &item.code));
        for fault in ristoro.policy.term_faults() {
            faults.add(format!("/ristoro/policy{}", fault.pointer), fault.what.to_owned());
        }
        for (index, range) in ristoro.policy.options.iter().enumerate() {
            if range.minimum == 0 || range.maximum < range.minimum || range.maximum > 1_000 {
                faults.add(
                    format!("/ristoro/policy/options/{index}"),
                    "a range goes from at least 1 to at most 1,000".to_owned(),
                );
            }
        }
        for (index, item) in ristoro.items.iter().enumerate() {
            if !ristoro.policy.options.iter().any(|range| range.kind == item.kind) {
                faults.add(
                    format!("/ristoro/items/{index}/kind"),
                    "the policy gives nothing of this kind".to_owned(),
                );
            }
        }
    }
}

/// The codes that can be referred to.
struct Known<'a> {
    offices: HashSet<&'a Code>,
    services: HashSet<&'a Code>,
    charters: HashSet<&'a Code>,
    procedures: HashSet<&'a Code>,
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, pointer: String, what: String) {
        self.0.push(Fault { pointer, what });
    }

    /// Collects codes, noting each that is given twice.
    fn unique<'a>(&mut self, list: &str, codes: impl Iterator<Item = &'a Code>) -> HashSet<&'a Code> {
        let mut seen = HashSet::new();
        for (index, code) in codes.enumerate() {
            if !seen.insert(code) {
                self.add(
                    format!("{list}/{index}/code"),
                    format!("the code '{code}' is given twice"),
                );
            }
        }
        seen
    }

    /// Notes a reference to what is not there.
    fn refer(&mut self, pointer: String, code: Option<&Code>, known: &HashSet<&Code>) {
        if let Some(code) = code.filter(|code| !known.contains(code)) {
            self.add(pointer, format!("there is no '{code}'"));
        }
    }
}
