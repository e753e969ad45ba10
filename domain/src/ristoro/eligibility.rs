//! Whether a redress is owed: every rule weighed, whether it held, and where it is written.

use super::{ClaimWindow, Item, Kind, Policy, Rule, RuleCode};
use crate::cases::Decision;
use crate::codes::Code;
use std::collections::HashSet;
use time::OffsetDateTime;

/// What is known of a case when its eligibility is weighed.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The moment at which it is weighed.
    pub now: OffsetDateTime,
    /// The decision, once there is one.
    pub decision: Option<&'a Decision>,
    /// The standards for which the charters foresee redress.
    pub foreseen: &'a HashSet<Code>,
    /// When who presented the case asked for the redress.
    pub claimed_at: Option<OffsetDateTime>,
    /// Until when it may be asked for; none where nothing limits it or the case is not decided.
    pub window: Option<&'a ClaimWindow>,
    /// Whether that request was refused.
    pub refused: bool,
    /// Whether a redress is granted already, one that was not returned.
    pub granted: bool,
}

impl Facts<'_> {
    /// Whether a decision is there and says so.
    fn decided(&self, says: impl Fn(&Decision) -> bool) -> bool {
        self.decision.is_some_and(says)
    }

    /// Whether the redress was asked for in time; where nobody asked, whether they still may or need not.
    fn in_time(&self, on_request: bool) -> bool {
        let Some(window) = self.window else {
            return true;
        };
        match self.claimed_at {
            Some(at) => window.due.is_in_time(at),
            None => !on_request || window.due.is_in_time(self.now),
        }
    }
}

/// What may be given, with the items that are there to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is given.
    pub kind: Kind,
    /// At least so many.
    pub minimum: u32,
    /// At most so many.
    pub maximum: u32,
    /// The items, with what is left of each.
    pub items: Vec<Item>,
}

impl Choice {
    /// Whether at least one item is there in the smallest quantity.
    fn is_available(&self) -> bool {
        self.items
            .iter()
            .any(|item| item.stock.is_none_or(|left| left >= self.minimum))
    }
}

/// Whether a redress is owed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// Whether every rule held.
    pub eligible: bool,
    /// Every rule weighed, in order.
    pub rules: Vec<Rule>,
    /// What may be given.
    pub options: Vec<Choice>,
}

/// Weighs every rule of a policy against what is known of a case.
#[must_use]
pub fn eligibility(policy: &Policy, facts: Facts<'_>, items: &[Item]) -> Eligibility {
    let options = choices(policy, items);
    let available = options.iter().any(Choice::is_available);
    let rules: Vec<Rule> = RuleCode::ALL
        .into_iter()
        .filter(|code| is_weighed(*code, policy, &facts))
        .map(|code| Rule {
            code,
            satisfied: holds(code, policy, &facts, available),
            last_day: (code == RuleCode::ClaimedInTime)
                .then(|| facts.window.map(|window| window.due.due_on))
                .flatten(),
            source: policy.source.clone(),
        })
        .collect();
    Eligibility {
        eligible: rules.iter().all(|rule| rule.satisfied),
        rules,
        options,
    }
}

/// Whether a policy asks for a rule. That a request was not refused is weighed once there was one.
fn is_weighed(code: RuleCode, policy: &Policy, facts: &Facts<'_>) -> bool {
    let conditions = &policy.conditions;
    match code {
        RuleCode::Decided | RuleCode::NotYetGranted | RuleCode::Available => true,
        RuleCode::Upheld => conditions.upheld,
        RuleCode::Pertinent => conditions.pertinent,
        RuleCode::StandardNotMet => conditions.standard_not_met,
        RuleCode::RedressForeseen => conditions.per_standard,
        RuleCode::CauseNotExcluded => !conditions.excluded_causes.is_empty(),
        RuleCode::Requested => conditions.on_request,
        RuleCode::ClaimedInTime => conditions.claim_within.is_some(),
        RuleCode::ClaimNotRefused => facts.claimed_at.is_some(),
    }
}

/// Whether a rule holds.
fn holds(code: RuleCode, policy: &Policy, facts: &Facts<'_>, available: bool) -> bool {
    let conditions = &policy.conditions;
    match code {
        RuleCode::Decided => facts.decision.is_some(),
        RuleCode::Upheld => facts.decided(|decision| decision.outcome.is_upheld()),
        RuleCode::Pertinent => facts.decided(|decision| decision.pertinent),
        RuleCode::StandardNotMet => facts.decided(|decision| !decision.breached_standards.is_empty()),
        RuleCode::RedressForeseen => facts.decided(|decision| {
            decision
                .breached_standards
                .iter()
                .any(|standard| facts.foreseen.contains(standard))
        }),
        RuleCode::CauseNotExcluded => facts
            .decision
            .and_then(|decision| decision.cause)
            .is_none_or(|cause| !conditions.excluded_causes.contains(&cause)),
        RuleCode::Requested => facts.claimed_at.is_some(),
        RuleCode::ClaimedInTime => facts.in_time(conditions.on_request),
        RuleCode::ClaimNotRefused => !facts.refused,
        RuleCode::NotYetGranted => !facts.granted,
        RuleCode::Available => available,
    }
}

fn choices(policy: &Policy, items: &[Item]) -> Vec<Choice> {
    policy
        .options
        .iter()
        .map(|range| Choice {
            kind: range.kind,
            minimum: range.minimum,
            maximum: range.maximum,
            items: items
                .iter()
                .filter(|item| item.kind == range.kind)
                .cloned()
                .collect(),
        })
        .collect()
}
