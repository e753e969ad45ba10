DROP INDEX cases_by_last_event;
DROP TABLE disposed_cases;
DROP TABLE disposals;
DROP TABLE legal_holds;
