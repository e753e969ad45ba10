//! Quality standards, as a charter promises them.

pub mod exceptions;
pub mod list;
mod path;
pub mod show;
pub mod simulate;
mod simulation;
mod view;

pub use path::StandardPath;
pub(crate) use path::find;
pub use simulation::{SimulationStep, SimulationView};
pub use view::{StandardLinks, StandardView};
