-- For a time, another target in the place of a standard's own.
CREATE TABLE standard_exceptions (
    administration text NOT NULL,
    charter text NOT NULL,
    standard text NOT NULL,
    id blob NOT NULL,
    body text NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL,
    PRIMARY KEY (administration, charter, standard, id),
    FOREIGN KEY (administration, charter) REFERENCES charters (administration, code)
);
