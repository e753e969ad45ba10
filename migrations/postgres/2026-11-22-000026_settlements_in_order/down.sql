DROP INDEX deadlines_by_settlement;
CREATE INDEX deadlines_by_settlement
    ON deadlines (administration, procedure_code, term, settles_at) INCLUDE (kept, took);
