-- An entry may belong to no case, states the protocol of a received document, the number it took in the emergency
-- register and the entry that it annuls; the form of its seal says which of these its hash covers. The folded columns are
-- the lower-case texts that searches look in.
ALTER TABLE registers ADD COLUMN last_at bigint;

CREATE TABLE protocol_entries_kept (
    administration text NOT NULL,
    year integer NOT NULL,
    number bigint NOT NULL,
    direction text NOT NULL,
    registered_at bigint NOT NULL,
    case_id blob,
    correspondent text NOT NULL,
    subject text NOT NULL,
    digest blob NOT NULL,
    previous blob NOT NULL,
    hash blob NOT NULL,
    foreign_number text,
    foreign_date text,
    emergency_register text,
    emergency_number bigint,
    emergency_date text,
    annuls_year integer,
    annuls_number bigint,
    seal integer NOT NULL,
    correspondent_folded text NOT NULL,
    subject_folded text NOT NULL,
    PRIMARY KEY (administration, year, number),
    FOREIGN KEY (administration, year) REFERENCES registers (administration, year),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

INSERT INTO protocol_entries_kept (
    administration, year, number, direction, registered_at, case_id, correspondent, subject, digest, previous, hash,
    seal, correspondent_folded, subject_folded
)
SELECT
    administration, year, number, direction, registered_at, case_id, correspondent, subject, digest, previous, hash,
    1, lower(correspondent), lower(subject)
FROM protocol_entries;

DROP TABLE protocol_entries;

ALTER TABLE protocol_entries_kept RENAME TO protocol_entries;

CREATE INDEX protocol_entries_by_case ON protocol_entries (administration, case_id, year, number);

-- The daily register and searches by day.
CREATE INDEX protocol_entries_by_day ON protocol_entries (administration, registered_at, year, number);

-- An annulled entry stays; the act is an internal entry of the register.
CREATE TABLE protocol_annulments (
    administration text NOT NULL,
    year integer NOT NULL,
    number bigint NOT NULL,
    act_year integer NOT NULL,
    act_number bigint NOT NULL,
    reference text NOT NULL,
    reason text NOT NULL,
    annulled_by text NOT NULL,
    annulled_at bigint NOT NULL,
    PRIMARY KEY (administration, year, number),
    UNIQUE (administration, act_year, act_number),
    FOREIGN KEY (administration, year, number) REFERENCES protocol_entries (administration, year, number),
    FOREIGN KEY (administration, act_year, act_number) REFERENCES protocol_entries (administration, year, number)
);
