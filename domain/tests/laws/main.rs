//! The laws that every calendar and every deadline obeys, on random ones.
#![cfg(test)]

mod calendar_laws;
mod deadline_laws;
mod history_laws;
mod replay;
mod strategies;
