-- The whole life of a case: who is in charge of it, when it was closed, when something is due on it, for whom it waits, and in
-- one document what else its file holds; of an event, what it changed.
ALTER TABLE cases ADD COLUMN assignee text;
ALTER TABLE cases ADD COLUMN closed_at bigint;
ALTER TABLE cases ADD COLUMN next_due_at bigint;
ALTER TABLE cases ADD COLUMN waiting_for text;
ALTER TABLE cases ADD COLUMN proceedings text;

ALTER TABLE case_events ADD COLUMN changes text;

-- What is suspended so far was suspended for information that others hold.
UPDATE cases
SET waiting_for = 'others', proceedings = '{"stop": "suspension"}'
WHERE status = 'suspended';

UPDATE cases
SET next_due_at = (
    SELECT min(deadlines.due_at)
    FROM deadlines
    WHERE deadlines.administration = cases.administration
        AND deadlines.case_id = cases.id
        AND deadlines.ended_at IS NULL
        AND NOT deadlines.cancelled
)
WHERE status IN ('registered', 'forwarded', 'reopened');
