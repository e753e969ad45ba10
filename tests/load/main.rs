//! What a measurement needs beside the load generator: a bare handler, and SQLite without us.
//!
//! `load hello PORT WORKERS` answers a small JSON at `/`, and N bytes at `/N`. `load sqlite JOB` runs the statements of an operation on a
//! SQLite file in one thread, as fast as they go, and prints how many transactions a second that is.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that cannot be made fails, loudly; what it prints is its result"
)]

mod hello;
mod sqlite;

use std::env;

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["hello", port, workers] => hello::serve(
            port.parse().expect("a port"),
            workers.parse().expect("a number of workers"),
        ),
        ["sqlite", job] => println!("{}", sqlite::run(job)),
        _ => {
            println!("load hello PORT WORKERS | load sqlite JOB");
            std::process::exit(2);
        }
    }
}
