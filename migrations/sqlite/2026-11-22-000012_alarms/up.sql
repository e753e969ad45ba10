-- What is to happen by itself. A row is added and removed by the transaction that changes its case or its charter; the
-- key is what it is about and the end it looks at, so that nothing happens twice.
CREATE TABLE alarms (
    administration text NOT NULL REFERENCES administrations (administration),
    key text NOT NULL,
    kind text NOT NULL,
    case_id blob,
    charter text,
    at bigint NOT NULL,
    wakes_at bigint NOT NULL,
    fired_at bigint,
    skipped_at bigint,
    PRIMARY KEY (administration, key),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, charter) REFERENCES charters (administration, code),
    CHECK (fired_at IS NULL OR skipped_at IS NULL)
);

-- What waits, first the earliest: of every administration at once, as the scheduler reads it.
CREATE INDEX alarms_waiting ON alarms (wakes_at) WHERE fired_at IS NULL AND skipped_at IS NULL;

-- The reviews of a charter, when an edition is added.
CREATE INDEX alarms_by_charter ON alarms (administration, charter) WHERE charter IS NOT NULL;
