#![doc = include_str!("../README.md")]

pub mod auth;
pub mod boot;
pub mod cases;
pub mod bounded;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod contract;
pub mod deadline_calculations;
pub mod etag;
pub mod extract;
pub mod import;
pub mod language;
pub mod links;
pub mod logging;
pub mod middleware;
pub mod page;
pub mod people;
pub mod problem;
pub mod randomness;
pub mod ristoro;
pub mod routes;
pub mod server;
pub mod state;
pub mod status;
pub mod tracking;
#[cfg(test)]
mod testing;
