-- Every primary key, unique key and foreign key begins with the administration: the schema distributes by tenant as it is.

CREATE TABLE administrations (
    administration text PRIMARY KEY,
    version integer NOT NULL,
    body text NOT NULL,
    recorded_at bigint NOT NULL
);

-- Calendars are only ever added: a deadline names the version by which it was computed. Each office
-- has one, its own or the administration's; the office is '' for the calendar of the administration itself.
CREATE TABLE calendars (
    administration text NOT NULL REFERENCES administrations (administration),
    office text NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    recorded_at bigint NOT NULL,
    PRIMARY KEY (administration, office, version)
);

CREATE TABLE offices (
    administration text NOT NULL REFERENCES administrations (administration),
    code text NOT NULL,
    position integer NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (administration, code)
);

CREATE TABLE services (
    administration text NOT NULL REFERENCES administrations (administration),
    code text NOT NULL,
    position integer NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (administration, code)
);

CREATE TABLE charters (
    administration text NOT NULL REFERENCES administrations (administration),
    code text NOT NULL,
    position integer NOT NULL,
    version integer NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (administration, code)
);

-- Procedures are only ever added: a case names the version that it runs by.
CREATE TABLE procedures (
    administration text NOT NULL REFERENCES administrations (administration),
    code text NOT NULL,
    version integer NOT NULL,
    position integer NOT NULL,
    latest boolean NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (administration, code, version)
);

CREATE TABLE measurements (
    administration text NOT NULL,
    charter text NOT NULL,
    standard text NOT NULL,
    period text NOT NULL,
    version integer NOT NULL,
    value text NOT NULL,
    note text,
    recorded_at bigint NOT NULL,
    recorded_by text NOT NULL,
    PRIMARY KEY (administration, charter, standard, period),
    FOREIGN KEY (administration, charter) REFERENCES charters (administration, code)
);

CREATE TABLE ristoro_policies (
    administration text PRIMARY KEY REFERENCES administrations (administration),
    version integer NOT NULL,
    body text NOT NULL
);

CREATE TABLE ristoro_items (
    administration text NOT NULL REFERENCES ristoro_policies (administration),
    code text NOT NULL,
    position integer NOT NULL,
    version integer NOT NULL,
    stock bigint CHECK (stock >= 0),
    body text NOT NULL,
    PRIMARY KEY (administration, code)
);

CREATE TABLE cases (
    administration text NOT NULL REFERENCES administrations (administration),
    id blob NOT NULL,
    procedure_code text NOT NULL,
    procedure_version integer NOT NULL,
    channel text NOT NULL,
    status text NOT NULL,
    office text NOT NULL,
    own_office boolean NOT NULL,
    service text,
    subject text NOT NULL,
    description text NOT NULL,
    tracking_digest blob NOT NULL,
    received_at bigint NOT NULL,
    registered_at bigint NOT NULL,
    forwarded_at bigint,
    decided_at bigint,
    claimed_at bigint,
    last_occurred_at bigint NOT NULL,
    settles_at bigint,
    upheld boolean NOT NULL,
    decision text,
    suspensions text NOT NULL,
    extensions text NOT NULL,
    events integer NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (administration, id),
    UNIQUE (administration, tracking_digest),
    FOREIGN KEY (administration, procedure_code, procedure_version)
        REFERENCES procedures (administration, code, version),
    FOREIGN KEY (administration, office) REFERENCES offices (administration, code),
    FOREIGN KEY (administration, service) REFERENCES services (administration, code)
);

-- Work lists: newest first, of an office or of the whole administration.
CREATE INDEX cases_by_arrival ON cases (administration, received_at, id);
CREATE INDEX cases_by_office ON cases (administration, office, received_at, id);

-- Scorecards: the upheld share of a period.
CREATE INDEX cases_by_settlement ON cases (administration, procedure_code, settles_at, upheld);

-- Who presented a case, apart from the case.
CREATE TABLE reporters (
    administration text NOT NULL,
    case_id blob NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (administration, case_id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

CREATE TABLE deadlines (
    administration text NOT NULL,
    case_id blob NOT NULL,
    term text NOT NULL,
    position integer NOT NULL,
    procedure_code text NOT NULL,
    calendar_version integer NOT NULL,
    starts_at bigint,
    due text,
    due_at bigint,
    ended_at bigint,
    took bigint,
    settles_at bigint,
    kept boolean NOT NULL,
    cancelled boolean NOT NULL,
    PRIMARY KEY (administration, case_id, term),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

-- Scorecards: what was settled of a term in a period.
CREATE INDEX deadlines_by_settlement
    ON deadlines (administration, procedure_code, term, settles_at, kept, took);

CREATE TABLE case_events (
    administration text NOT NULL,
    case_id blob NOT NULL,
    sequence integer NOT NULL,
    id blob NOT NULL,
    body text NOT NULL,
    occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    actor_role text NOT NULL,
    actor_subject text,
    PRIMARY KEY (administration, case_id, sequence),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

-- The end of each register: the row whose lock makes the numbers gapless.
CREATE TABLE registers (
    administration text NOT NULL REFERENCES administrations (administration),
    year integer NOT NULL,
    last_number bigint NOT NULL,
    last_hash blob NOT NULL,
    PRIMARY KEY (administration, year)
);

CREATE TABLE protocol_entries (
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

CREATE INDEX protocol_entries_by_case ON protocol_entries (administration, case_id, year, number);

-- One grant per case: the key says so.
CREATE TABLE ristoro_grants (
    administration text NOT NULL,
    case_id blob NOT NULL,
    id blob NOT NULL,
    item text NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL,
    voucher text NOT NULL,
    granted_at bigint NOT NULL,
    granted_by text NOT NULL,
    PRIMARY KEY (administration, case_id),
    UNIQUE (administration, voucher),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, item) REFERENCES ristoro_items (administration, code)
);
