-- Answers to requests that carried an Idempotency-Key: the same request again gets the same answer and has no second
-- effect. The key is kept as a digest, the answer sealed under the key and the request themselves, so that the database alone
-- tells neither.
CREATE TABLE repeatable_requests (
    administration text NOT NULL,
    key_digest bytea NOT NULL,
    request_digest bytea NOT NULL,
    answer bytea,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (administration, key_digest)
);

-- Those that have been kept long enough are cleared away.
CREATE INDEX repeatable_requests_by_age ON repeatable_requests (recorded_at);
