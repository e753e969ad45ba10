DROP INDEX messages_by_case;
DROP INDEX data_readings_by_time;
ALTER TABLE data_readings DROP COLUMN request_id;
ALTER TABLE data_readings DROP COLUMN office;
DROP INDEX reporters_by_certified_email;
DROP INDEX reporters_by_email;
DROP INDEX reporters_by_tax_code;
DROP TABLE reporter_corrections;
ALTER TABLE reporters DROP COLUMN original;
