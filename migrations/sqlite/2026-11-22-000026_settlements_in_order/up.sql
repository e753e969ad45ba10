-- Those who were settled at one instant (the last second of a day) in an order of their own: a page of them is found, not sorted.
DROP INDEX deadlines_by_settlement;
CREATE INDEX deadlines_by_settlement
    ON deadlines (administration, procedure_code, term, settles_at, case_id, kept, took);
