//! What happens by itself: alarms, and the mail that tells of them.

mod alarms;
mod catch_up;
mod mail;
mod messages;
mod reviews;
mod servers;
