-- Fifty open cases of an office after a place in the list: administration, place and the cases of the page are those of a real page.
-- postgres
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
-- sqlite
BEGIN;
SELECT "administrations"."version", "administrations"."body" FROM "administrations" WHERE ("administrations"."administration" = :administration) LIMIT 1;
SELECT "calendars"."version", "calendars"."valid_from", "calendars"."body", "calendars"."reason", "calendars"."recorded_at" FROM "calendars" WHERE (("calendars"."administration" = :administration) AND ("calendars"."office" = '')) ORDER BY "calendars"."version" DESC;
SELECT "cases"."id", "cases"."procedure_code", "cases"."channel", "cases"."status", "cases"."office", "cases"."service", "cases"."subject", "cases"."received_at", "cases"."decided_at", cases.decision ->> 'outcome', "cases"."assignee", "cases"."waiting_for", "cases"."next_due_at" FROM "cases" WHERE (((("cases"."administration" = :administration) AND ("cases"."office" = 'competent-office')) AND ("cases"."status" IN ('received', 'registered', 'forwarded', 'in_progress', 'suspended', 'reopened'))){after}) ORDER BY "cases"."received_at" DESC, "cases"."id" DESC LIMIT 51;
SELECT "protocol_entries"."case_id", "protocol_entries"."year", "protocol_entries"."number" FROM "protocol_entries" WHERE ((("protocol_entries"."administration" = :administration) AND ("protocol_entries"."case_id" IN ({cases}))) AND ("protocol_entries"."direction" = 'incoming')) ORDER BY "protocol_entries"."case_id", "protocol_entries"."year" DESC, "protocol_entries"."number" DESC;
SELECT "deadlines"."case_id", "deadlines"."term", "deadlines"."calendar_version", "deadlines"."starts_at", "deadlines"."due", "deadlines"."ended_at", "deadlines"."took", "deadlines"."cancelled" FROM "deadlines" WHERE (("deadlines"."administration" = :administration) AND ("deadlines"."case_id" IN ({cases}))) ORDER BY "deadlines"."case_id", "deadlines"."position";
COMMIT;
