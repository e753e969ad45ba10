-- What belongs to no case has no place in the table before.
DROP TABLE protocol_annulments;

CREATE TABLE protocol_entries_kept (
    administration text NOT NULL,
    year integer NOT NULL,
    number bigint NOT NULL,
    direction text NOT NULL,
    registered_at bigint NOT NULL,
    case_id blob NOT NULL,
    correspondent text NOT NULL,
    subject text NOT NULL,
    digest blob NOT NULL,
    previous blob NOT NULL,
    hash blob NOT NULL,
    PRIMARY KEY (administration, year, number),
    FOREIGN KEY (administration, year) REFERENCES registers (administration, year),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

INSERT INTO protocol_entries_kept
SELECT administration, year, number, direction, registered_at, case_id, correspondent, subject, digest, previous, hash
FROM protocol_entries
WHERE case_id IS NOT NULL;

DROP TABLE protocol_entries;

ALTER TABLE protocol_entries_kept RENAME TO protocol_entries;

CREATE INDEX protocol_entries_by_case ON protocol_entries (administration, case_id, year, number);

ALTER TABLE registers DROP COLUMN last_at;
