-- A request for the redress may be refused, with a reason; a redress that was granted is handed out, expires or is
-- returned, and after a return another may be granted.
ALTER TABLE cases ADD COLUMN refused_claim jsonb;

ALTER TABLE ristoro_grants DROP CONSTRAINT ristoro_grants_pkey;
ALTER TABLE ristoro_grants ADD PRIMARY KEY (administration, id);
ALTER TABLE ristoro_grants ADD COLUMN expires_on date;
ALTER TABLE ristoro_grants ADD COLUMN delivered_at timestamptz;
ALTER TABLE ristoro_grants ADD COLUMN returned_at timestamptz;
ALTER TABLE ristoro_grants ADD COLUMN returned_reason text;
ALTER TABLE ristoro_grants ADD CHECK (quantity > 0);
ALTER TABLE ristoro_grants ADD CHECK (delivered_at IS NULL OR returned_at IS NULL);

-- One grant per case, not counting those that were returned.
CREATE UNIQUE INDEX ristoro_grants_one_per_case ON ristoro_grants (administration, case_id) WHERE returned_at IS NULL;

CREATE INDEX ristoro_grants_by_case ON ristoro_grants (administration, case_id, granted_at);
