-- A version of a calendar holds from a day on. The first ones hold since ever, those that followed since they were recorded.

CREATE TABLE dated_calendars (
    administration text NOT NULL REFERENCES administrations (administration),
    office text NOT NULL,
    version integer NOT NULL,
    valid_from text NOT NULL,
    body text NOT NULL,
    reason text,
    recorded_at bigint NOT NULL,
    PRIMARY KEY (administration, office, version)
);

INSERT INTO dated_calendars (administration, office, version, valid_from, body, recorded_at)
SELECT
    administration,
    office,
    version,
    CASE WHEN version = 1 THEN '1978-01-01' ELSE date(recorded_at / 1000000, 'unixepoch') END,
    body,
    recorded_at
FROM calendars;

DROP TABLE calendars;
ALTER TABLE dated_calendars RENAME TO calendars;

-- What a changed calendar reaches: the deadlines that have not ended.
CREATE INDEX deadlines_running ON deadlines (administration, due_at) WHERE ended_at IS NULL;
