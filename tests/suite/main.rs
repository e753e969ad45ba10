//! What Cartaviva does, seen from outside. The names of the tests state the rules.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod calendars;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod citus;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod deadline_calculations;
#[cfg(test)]
mod deadline_questions;
#[cfg(test)]
mod door;
#[cfg(test)]
mod editions;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod http;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod log;
#[cfg(test)]
mod measurements;
#[cfg(test)]
mod own_cases;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod procedures;
#[cfg(test)]
mod protocol;
#[cfg(test)]
mod published;
#[cfg(test)]
mod receipts;
#[cfg(test)]
mod ristoro;
#[cfg(test)]
mod ristoro_life;
#[cfg(test)]
mod ristoro_policies;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod scorecards;
#[cfg(test)]
mod security_page;
#[cfg(test)]
mod servers;
#[cfg(test)]
mod simulations;
#[cfg(test)]
mod standards;
#[cfg(test)]
mod startup;
#[cfg(test)]
mod story;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod tracking;
#[cfg(test)]
mod trust;
#[cfg(test)]
mod webhooks;

/// Without PostgreSQL everything still passes, on SQLite alone. Where that is not enough, this fails.
#[test]
fn postgresql_is_present() {
    let required = std::env::var_os("CARTAVIVA_REQUIRE_POSTGRES").is_some_and(|value| value == "1");
    let skipped = cartaviva_tests::postgresql_was_skipped();
    assert!(
        !(required && skipped),
        "CARTAVIVA_REQUIRE_POSTGRES=1, and there is no PostgreSQL"
    );
}
