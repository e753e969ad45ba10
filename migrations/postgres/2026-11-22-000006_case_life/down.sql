ALTER TABLE case_events DROP COLUMN changes;

ALTER TABLE cases DROP COLUMN proceedings;
ALTER TABLE cases DROP COLUMN waiting_for;
ALTER TABLE cases DROP COLUMN next_due_at;
ALTER TABLE cases DROP COLUMN closed_at;
ALTER TABLE cases DROP COLUMN assignee;
