//! What does not hold together in a procedure, beyond the shape of its values.

use super::{FieldKind, FieldRule, Procedure, Proof};
use crate::codes::Code;
use crate::deadline::{Direction, Term, Unit};
use std::collections::HashSet;

/// Something in a procedure that does not hold together, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureFault {
    /// JSON Pointer to the guilty value, from the procedure.
    pub pointer: String,
    /// What is wrong with it.
    pub what: ProcedureFaultKind,
}

/// Why a procedure is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureFaultKind {
    /// No channel.
    #[error("a procedure accepts at least one channel")]
    NoChannel,
    /// A channel given twice.
    #[error("the channel is given twice")]
    SameChannel,
    /// No proof is accepted where one is asked.
    #[error("at least one proof of identity is accepted")]
    NoProof,
    /// A level of assurance without a digital identity.
    #[error("a level of assurance needs a digital identity among the proofs")]
    LevelWithoutDigitalIdentity,
    /// A code given twice in one list.
    #[error("the code is given twice")]
    SameCode,
    /// A field whose code the form keeps for itself.
    #[error("the code 'identity' stands for the proof of identity")]
    ReservedCode,
    /// A longest text on what is not a text, or out of bounds.
    #[error("only a text has a greatest length, from 1 to 5,000")]
    Length,
    /// Options on what is not a choice, or fewer than two or more than 50 on a choice.
    #[error("a choice, and nothing else, has 2 to 50 options")]
    Options,
    /// A term that the procedure does not have.
    #[error("the procedure has no such term")]
    NoSuchTerm,
    /// Silence that means something, and none or several terms after which it could.
    #[error("silence has a meaning only after a term: name the one that counts")]
    SilenceWithoutTerm,
    /// Half of a term that is not counted in days.
    #[error("half of a term is taken of at least two days")]
    NoHalf,
    /// A procedure related to itself.
    #[error("a procedure is not related to itself")]
    RelatedToItself,
    /// A term of a remedy that cannot be counted from what happened.
    #[error("the term is counted forward, and is not immediate")]
    NotForward,
}

impl Procedure {
    /// Everything in it that does not hold together.
    #[must_use]
    pub fn faults(&self) -> Vec<ProcedureFault> {
        let mut faults = Faults::default();
        self.check_channels(&mut faults);
        self.check_form(&mut faults);
        self.check_terms(&mut faults);
        if let Some(index) = self.related.iter().position(|code| *code == self.code) {
            faults.add(format!("/related/{index}"), ProcedureFaultKind::RelatedToItself);
        }
        faults.0
    }

    fn check_channels(&self, faults: &mut Faults) {
        if self.channels.is_empty() {
            faults.add("/channels".to_owned(), ProcedureFaultKind::NoChannel);
        }
        let mut seen = HashSet::new();
        for (index, rule) in self.channels.iter().enumerate() {
            let at = format!("/channels/{index}");
            if !seen.insert(rule.channel) {
                faults.add(format!("{at}/channel"), ProcedureFaultKind::SameChannel);
            }
            let Some(identity) = &rule.identity else {
                continue;
            };
            if identity.proofs.is_empty() {
                faults.add(format!("{at}/identity/proofs"), ProcedureFaultKind::NoProof);
            }
            if identity.level.is_some() && !identity.proofs.contains(&Proof::DigitalIdentity) {
                faults.add(
                    format!("{at}/identity/level"),
                    ProcedureFaultKind::LevelWithoutDigitalIdentity,
                );
            }
        }
    }

    fn check_form(&self, faults: &mut Faults) {
        faults.unique("/fields", self.fields.iter().map(|rule| &rule.code));
        for (index, rule) in self.fields.iter().enumerate() {
            rule.check_itself(&format!("/fields/{index}"), faults);
        }
    }

    fn check_terms(&self, faults: &mut Faults) {
        faults.unique("/terms", self.terms.iter().map(|rule| &rule.code));
        faults.unique("/remedies", self.remedies.iter().map(|remedy| &remedy.code));
        match &self.silence_after {
            Some(term) if self.term(term).is_none() => {
                faults.add("/silence_after".to_owned(), ProcedureFaultKind::NoSuchTerm);
            }
            None if self.silence.has_effect() && self.silence_term().is_none() => {
                faults.add("/silence".to_owned(), ProcedureFaultKind::SilenceWithoutTerm);
            }
            _ => {}
        }
        if let Some(power) = &self.substitute_power {
            match self.term(&power.term) {
                None => faults.add(
                    "/substitute_power/term".to_owned(),
                    ProcedureFaultKind::NoSuchTerm,
                ),
                Some(rule) if half_of(rule.term).is_none() => {
                    faults.add("/substitute_power/term".to_owned(), ProcedureFaultKind::NoHalf);
                }
                Some(_) => {}
            }
        }
        for (pointer, term) in self.other_terms() {
            if term.direction() != Direction::Forward || term.unit() == Unit::Immediate {
                faults.add(pointer, ProcedureFaultKind::NotForward);
            }
        }
    }

    /// The terms that are not run by its cases: of completion, of objections, of remedies.
    fn other_terms(&self) -> Vec<(String, Term)> {
        let mut terms = Vec::new();
        if let Some(completion) = &self.completion {
            terms.push(("/completion/asked_within".to_owned(), completion.asked_within));
        }
        if let Some(others) = &self.counter_interested {
            let at = "/counter_interested";
            terms.push((format!("{at}/objection_within"), others.objection_within));
            terms.extend(
                others
                    .disclosed_after
                    .map(|term| (format!("{at}/disclosed_after"), term)),
            );
        }
        for (index, remedy) in self.remedies.iter().enumerate() {
            let at = format!("/remedies/{index}");
            terms.extend(
                remedy
                    .asked_within
                    .map(|term| (format!("{at}/asked_within"), term)),
            );
            terms.extend(
                remedy
                    .answered_within
                    .map(|term| (format!("{at}/answered_within"), term)),
            );
        }
        terms
    }

    /// How long the holder of the substitute power has: half of the original term, in whole days (L. 241/1990 art. 2
    /// c. 9-ter).
    #[must_use]
    pub fn substitute_term(&self) -> Option<Term> {
        let power = self.substitute_power.as_ref()?;
        half_of(self.term(&power.term)?.term)
    }
}

/// Half of a term in days, rounded down; none for less than two days and for what is not counted in days.
fn half_of(term: Term) -> Option<Term> {
    let in_days = matches!(term.unit(), Unit::CalendarDays | Unit::WorkingDays);
    let half = term.amount() / 2;
    (in_days && half > 0)
        .then(|| Term::new(half, term.unit(), term.roll(), term.direction()).ok())
        .flatten()
}

impl FieldRule {
    fn check_itself(&self, at: &str, faults: &mut Faults) {
        if self.code.as_str() == Procedure::IDENTITY {
            faults.add(format!("{at}/code"), ProcedureFaultKind::ReservedCode);
        }
        let is_text = self.kind == FieldKind::Text;
        if self
            .max_length
            .is_some_and(|longest| !is_text || !(1..=5_000).contains(&longest))
        {
            faults.add(format!("{at}/max_length"), ProcedureFaultKind::Length);
        }
        let is_choice = self.kind == FieldKind::Choice;
        if is_choice != (2..=50).contains(&self.options.len()) || (!is_choice && !self.options.is_empty()) {
            faults.add(format!("{at}/options"), ProcedureFaultKind::Options);
        }
        faults.unique(
            &format!("{at}/options"),
            self.options.iter().map(|option| &option.code),
        );
    }
}

#[derive(Default)]
struct Faults(Vec<ProcedureFault>);

impl Faults {
    fn add(&mut self, pointer: String, what: ProcedureFaultKind) {
        self.0.push(ProcedureFault { pointer, what });
    }

    /// Notes each code that is given twice in a list.
    fn unique<'a>(&mut self, list: &str, codes: impl Iterator<Item = &'a Code>) {
        let mut seen = HashSet::new();
        for (index, code) in codes.enumerate() {
            if !seen.insert(code) {
                self.add(format!("{list}/{index}/code"), ProcedureFaultKind::SameCode);
            }
        }
    }
}

#[cfg(test)]
#[path = "fault_tests.rs"]
mod tests;
