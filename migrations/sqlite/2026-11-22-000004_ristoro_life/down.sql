-- What was returned is forgotten: before, a case had one grant at most.
CREATE TABLE ristoro_grants_kept (
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

INSERT INTO ristoro_grants_kept
    (administration, case_id, id, item, kind, quantity, voucher, granted_at, granted_by)
SELECT administration, case_id, id, item, kind, quantity, voucher, granted_at, granted_by
FROM ristoro_grants
WHERE returned_at IS NULL;

DROP TABLE ristoro_grants;

ALTER TABLE ristoro_grants_kept RENAME TO ristoro_grants;

ALTER TABLE cases DROP COLUMN refused_claim;
