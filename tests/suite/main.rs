//! x
#[cfg(test)]
mod cases;
#[cfg(test)]
mod ristoro;
#[cfg(test)]
mod tracking;
