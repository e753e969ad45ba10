-- What is attached to a case: the record. The files are kept elsewhere, each under its administration and id.
CREATE TABLE attachments (
    administration text NOT NULL,
    id blob NOT NULL,
    case_id blob NOT NULL,
    kind text NOT NULL,
    file_name text,
    description text,
    format text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    sha256 blob NOT NULL,
    shown boolean NOT NULL,
    added_at bigint NOT NULL,
    added_role text NOT NULL,
    added_subject text,
    withdrawn_at bigint,
    withdrawn_role text,
    withdrawn_subject text,
    withdrawn_reason text,
    PRIMARY KEY (administration, id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);

CREATE INDEX attachments_by_case ON attachments (administration, case_id, id);

-- Files that may be there and belong to nothing: an upload that is under way or broke, a withdrawal that is not finished.
CREATE TABLE loose_files (
    administration text NOT NULL REFERENCES administrations (administration),
    id blob NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (administration, id)
);

CREATE INDEX loose_files_by_age ON loose_files (since);

-- Who read what of a person: rows are only ever added.
CREATE TABLE data_readings (
    administration text NOT NULL,
    id blob NOT NULL,
    case_id blob NOT NULL,
    what text NOT NULL,
    subject text NOT NULL,
    role text NOT NULL,
    reason text,
    at bigint NOT NULL,
    PRIMARY KEY (administration, id),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id)
);

CREATE INDEX data_readings_by_case ON data_readings (administration, case_id, at, id);
