-- What was returned is forgotten: before, a case had one grant at most.
DROP INDEX ristoro_grants_by_case;
DROP INDEX ristoro_grants_one_per_case;

DELETE FROM ristoro_grants WHERE returned_at IS NOT NULL;

ALTER TABLE ristoro_grants DROP CONSTRAINT ristoro_grants_check;
ALTER TABLE ristoro_grants DROP CONSTRAINT ristoro_grants_quantity_check;
ALTER TABLE ristoro_grants DROP COLUMN returned_reason;
ALTER TABLE ristoro_grants DROP COLUMN returned_at;
ALTER TABLE ristoro_grants DROP COLUMN delivered_at;
ALTER TABLE ristoro_grants DROP COLUMN expires_on;
ALTER TABLE ristoro_grants DROP CONSTRAINT ristoro_grants_pkey;
ALTER TABLE ristoro_grants ADD PRIMARY KEY (administration, case_id);

ALTER TABLE cases DROP COLUMN refused_claim;
