-- For a time, another target in the place of a standard's own.
CREATE TABLE standard_exceptions (
    administration text NOT NULL,
    charter text NOT NULL,
    standard text NOT NULL,
    id uuid NOT NULL,
    body jsonb NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    PRIMARY KEY (administration, charter, standard, id),
    FOREIGN KEY (administration, charter) REFERENCES charters (administration, code)
);
