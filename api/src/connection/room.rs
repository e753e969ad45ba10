//! How many clients there is room for.

use rustix::process::{Resource, getrlimit, setrlimit};

/// Files that are kept for everything that is no client: the database, attachments, the log, what is sent.
const OTHERS: u64 = 96;

/// The fewest clients of a worker, however few files may be open.
const FEWEST: u64 = 16;

/// The most clients of a worker, however many files may be open.
const MOST: u64 = 25_600;

/// How many clients each of so many workers may have at a time: as many as there may be open files, of which as many are asked
/// for as the machine allows. Who comes then waits until one of them leaves.
pub(crate) fn room(workers: usize) -> usize {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum.or(limit.current);
    // What is not allowed stays as it is.
    let _raised = setrlimit(Resource::Nofile, limit);
    share(getrlimit(Resource::Nofile).current, workers)
}

fn share(files: Option<u64>, workers: usize) -> usize {
    let workers = u64::try_from(workers).unwrap_or(u64::MAX).max(1);
    let each = files.map_or(MOST, |files| files.saturating_sub(OTHERS) / workers);
    usize::try_from(each.clamp(FEWEST, MOST)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_leave_files_for_everything_else() {
        assert_eq!(share(Some(1_024), 2), 464);
        assert_eq!(share(Some(1_000_000), 2), 25_600);
        assert_eq!(share(None, 2), 25_600);
        assert_eq!(share(Some(64), 2), 16);
    }
}
