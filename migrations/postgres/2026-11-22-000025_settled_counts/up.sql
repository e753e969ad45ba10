-- How many cases were settled, by the month and by the day (UTC) in which they were: what the figures of a period are summed
-- of. Of a term: whether it was kept, and how many of its units it took (-1 while it has not ended). Of the cases themselves,
-- the term is '': whether they were upheld. Moved by each transaction that moves a settlement (persistence/src/settled/),
-- proved and made anew by `cartaviva verify-figures`.
CREATE TABLE settled_counts (
    administration text NOT NULL REFERENCES administrations (administration),
    procedure_code text NOT NULL,
    term text NOT NULL,
    bucket text NOT NULL,
    kept boolean NOT NULL,
    took bigint NOT NULL,
    cases bigint NOT NULL,
    PRIMARY KEY (administration, procedure_code, term, bucket, kept, took)
) WITH (fillfactor = 70);

INSERT INTO settled_counts (administration, procedure_code, term, bucket, kept, took, cases)
SELECT administration, procedure_code, term, bucket, kept, took, count(*)
FROM (
    SELECT administration, procedure_code, term, to_char(settles_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS bucket, kept, COALESCE(took, -1) AS took
    FROM deadlines WHERE settles_at IS NOT NULL
    UNION ALL
    SELECT administration, procedure_code, term, to_char(settles_at AT TIME ZONE 'UTC', 'YYYY-MM'), kept, COALESCE(took, -1)
    FROM deadlines WHERE settles_at IS NOT NULL
    UNION ALL
    SELECT administration, procedure_code, '', to_char(settles_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), upheld, -1
    FROM cases WHERE settles_at IS NOT NULL
    UNION ALL
    SELECT administration, procedure_code, '', to_char(settles_at AT TIME ZONE 'UTC', 'YYYY-MM'), upheld, -1
    FROM cases WHERE settles_at IS NOT NULL
) AS settled
GROUP BY administration, procedure_code, term, bucket, kept, took;

