-- Work lists: what is open, of the administration and of an office; what somebody is in charge of; what is due; what waits.
CREATE INDEX cases_by_status ON cases (administration, status, received_at, id);
CREATE INDEX cases_by_office_and_status ON cases (administration, office, status, received_at, id);
CREATE INDEX cases_by_assignee ON cases (administration, assignee, received_at, id) WHERE assignee IS NOT NULL;
CREATE INDEX cases_by_due ON cases (administration, next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX cases_by_office_and_due ON cases (administration, office, next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX cases_waiting ON cases (administration, waiting_for, received_at, id) WHERE waiting_for IS NOT NULL;
