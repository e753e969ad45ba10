-- What the servers of this service tell each other of those who come often: a row for each server, of no worth once its minute
-- is over. It belongs to the service and not to an administration: whoever comes often does so at all of them.
CREATE TABLE rate_counts (
    server uuid PRIMARY KEY,
    told_at timestamptz NOT NULL,
    counts jsonb NOT NULL
);
