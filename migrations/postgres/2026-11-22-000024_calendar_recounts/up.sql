-- A case that is registered in the very moment of a change may be counted by the calendar before: a little later what runs is
-- counted once more.
ALTER TABLE calendars ADD COLUMN recounted_at timestamptz;
UPDATE calendars SET recounted_at = recorded_at;
CREATE INDEX calendars_to_recount ON calendars (administration, recorded_at) WHERE recounted_at IS NULL;
