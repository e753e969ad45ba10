-- The audit log: what every request did that changed something or read a person's data. An entry is written in the
-- transaction of what it tells, and sealed a moment later: its place and the hashes that hold it there are set once.
CREATE TABLE audit_entries (
    administration text NOT NULL,
    id blob NOT NULL,
    at bigint NOT NULL,
    request blob NOT NULL,
    operation text NOT NULL,
    resource text NOT NULL,
    status integer NOT NULL,
    subject text,
    issuer text,
    roles text NOT NULL,
    office text,
    consumer text,
    purpose text,
    position bigint,
    previous blob,
    hash blob,
    PRIMARY KEY (administration, id)
);

CREATE UNIQUE INDEX audit_entries_by_place ON audit_entries (administration, position) WHERE position IS NOT NULL;

-- Those that wait for their seal.
CREATE INDEX audit_entries_waiting ON audit_entries (administration, id) WHERE position IS NULL;

-- Where the sealed part of each log ends.
CREATE TABLE audit_ends (
    administration text NOT NULL,
    position bigint NOT NULL,
    hash blob NOT NULL,
    PRIMARY KEY (administration)
);

CREATE TRIGGER audit_entries_are_not_deleted BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are only added and sealed once');
END;

CREATE TRIGGER audit_entries_are_not_changed
BEFORE UPDATE OF administration, id, at, request, operation, resource, status, subject, issuer, roles, office, consumer, purpose
ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are only added and sealed once');
END;

CREATE TRIGGER audit_entries_are_sealed_once BEFORE UPDATE OF position, previous, hash ON audit_entries
WHEN OLD.position IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are only added and sealed once');
END;
