DROP INDEX deadlines_running;
ALTER TABLE calendars DROP COLUMN reason;
ALTER TABLE calendars DROP COLUMN valid_from;
