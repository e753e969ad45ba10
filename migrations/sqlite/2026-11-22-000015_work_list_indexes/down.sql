DROP INDEX cases_waiting;
DROP INDEX cases_by_office_and_due;
DROP INDEX cases_by_due;
DROP INDEX cases_by_assignee;
DROP INDEX cases_by_office_and_status;
DROP INDEX cases_by_status;
