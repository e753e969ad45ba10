DROP INDEX calendars_to_recount;
ALTER TABLE calendars DROP COLUMN recounted_at;
