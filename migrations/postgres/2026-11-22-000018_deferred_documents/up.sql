-- Which register numbers the documents of an administration: the built-in one, where there is no row. Its row is the lock
-- between a document that waits for its number and the act that gives numbers again.
CREATE TABLE protocol_systems (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    kind text NOT NULL,
    period uuid,
    defers boolean NOT NULL,
    last_deferred bigint NOT NULL,
    version integer NOT NULL
);

-- The times when the register could not be used.
CREATE TABLE emergency_periods (
    administration text NOT NULL REFERENCES protocol_systems (administration),
    id uuid NOT NULL,
    cause text NOT NULL,
    reference text NOT NULL,
    stopped_at timestamptz NOT NULL,
    opened_at timestamptz NOT NULL,
    opened_by text NOT NULL,
    restored_at timestamptz,
    closed_at timestamptz,
    closed_by text,
    PRIMARY KEY (administration, id)
);

-- The end of each emergency register, one a year: its numbers go on over every stop of the year.
CREATE TABLE emergency_registers (
    administration text NOT NULL REFERENCES protocol_systems (administration),
    year integer NOT NULL,
    last_number bigint NOT NULL,
    PRIMARY KEY (administration, year)
);

-- Documents whose ordinary number comes later: from another system, or once the register can be used again.
CREATE TABLE deferred_documents (
    administration text NOT NULL REFERENCES protocol_systems (administration),
    sequence bigint NOT NULL,
    direction text NOT NULL,
    case_id uuid,
    correspondent text NOT NULL,
    subject text NOT NULL,
    digest bytea NOT NULL,
    foreign_number text,
    foreign_date date,
    arrived_at timestamptz NOT NULL,
    period uuid,
    emergency_register text,
    emergency_number bigint,
    emergency_date date,
    register text,
    year integer,
    number bigint,
    registered_at timestamptz,
    PRIMARY KEY (administration, sequence),
    UNIQUE (administration, register, year, number),
    UNIQUE (administration, emergency_register, emergency_number),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, period) REFERENCES emergency_periods (administration, id)
);

CREATE INDEX deferred_documents_waiting ON deferred_documents (administration, sequence) WHERE number IS NULL;
CREATE INDEX deferred_documents_by_case ON deferred_documents (administration, case_id, sequence);
CREATE INDEX deferred_documents_by_period ON deferred_documents (administration, period, sequence);
