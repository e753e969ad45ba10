-- What belongs to no case has no place in the table before.
DROP TABLE protocol_annulments;

DROP INDEX protocol_entries_by_day;

DELETE FROM protocol_entries WHERE case_id IS NULL;

ALTER TABLE protocol_entries DROP COLUMN subject_folded;
ALTER TABLE protocol_entries DROP COLUMN correspondent_folded;
ALTER TABLE protocol_entries DROP COLUMN seal;
ALTER TABLE protocol_entries DROP COLUMN annuls_number;
ALTER TABLE protocol_entries DROP COLUMN annuls_year;
ALTER TABLE protocol_entries DROP COLUMN emergency_date;
ALTER TABLE protocol_entries DROP COLUMN emergency_number;
ALTER TABLE protocol_entries DROP COLUMN emergency_register;
ALTER TABLE protocol_entries DROP COLUMN foreign_date;
ALTER TABLE protocol_entries DROP COLUMN foreign_number;
ALTER TABLE protocol_entries ALTER COLUMN case_id SET NOT NULL;

ALTER TABLE registers DROP COLUMN last_at;
