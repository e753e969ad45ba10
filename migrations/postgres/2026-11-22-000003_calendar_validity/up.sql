-- A version of a calendar holds from a day on. The first ones hold since ever, those that followed since they were recorded.

ALTER TABLE calendars ADD COLUMN valid_from date;
ALTER TABLE calendars ADD COLUMN reason text;

UPDATE calendars
SET valid_from = CASE WHEN version = 1 THEN DATE '1978-01-01' ELSE (recorded_at AT TIME ZONE 'UTC')::date END;

ALTER TABLE calendars ALTER COLUMN valid_from SET NOT NULL;

-- What a changed calendar reaches: the deadlines that have not ended.
CREATE INDEX deadlines_running ON deadlines (administration, due_at) WHERE ended_at IS NULL;
