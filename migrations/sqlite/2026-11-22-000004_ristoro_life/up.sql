-- A request for the redress may be refused, with a reason; a redress that was granted is handed out, expires or is
-- returned, and after a return another may be granted.
ALTER TABLE cases ADD COLUMN refused_claim text;

CREATE TABLE ristoro_grants_kept (
    administration text NOT NULL,
    id blob NOT NULL,
    case_id blob NOT NULL,
    item text NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL CHECK (quantity > 0),
    voucher text NOT NULL,
    granted_at bigint NOT NULL,
    granted_by text NOT NULL,
    expires_on text,
    delivered_at bigint,
    returned_at bigint,
    returned_reason text,
    PRIMARY KEY (administration, id),
    UNIQUE (administration, voucher),
    FOREIGN KEY (administration, case_id) REFERENCES cases (administration, id),
    FOREIGN KEY (administration, item) REFERENCES ristoro_items (administration, code),
    CHECK (delivered_at IS NULL OR returned_at IS NULL)
);

INSERT INTO ristoro_grants_kept
    (administration, id, case_id, item, kind, quantity, voucher, granted_at, granted_by)
SELECT administration, id, case_id, item, kind, quantity, voucher, granted_at, granted_by
FROM ristoro_grants;

DROP TABLE ristoro_grants;

ALTER TABLE ristoro_grants_kept RENAME TO ristoro_grants;

-- One grant per case, not counting those that were returned.
CREATE UNIQUE INDEX ristoro_grants_one_per_case ON ristoro_grants (administration, case_id) WHERE returned_at IS NULL;

CREATE INDEX ristoro_grants_by_case ON ristoro_grants (administration, case_id, granted_at);
