#!/usr/bin/env bash
# A report of a disservice to Livorno, from the letter to the end: tests/curl/kinds/disservice-report.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e625
cases=/administrations/$administration/cases

echo "Report of a disservice (Livorno)"

step "a letter of Monday 2 March is entered on Wednesday: three working days ended on Thursday"
call POST "$cases" operator '{
    "procedure": "disservice-report", "channel": "post",
    "occurred_at": "2026-03-02T09:00:00+01:00", "registered_at": "2026-03-04T12:00:00+01:00",
    "subject": "Sportello chiuso", "description": "Lo sportello era chiuso in orario di apertura.",
    "identification": { "method": "document_copy" },
    "reporter": { "given_name": "Anna", "family_name": "Rossi", "address": "Via Grande 1, Livorno" } }'
expect 201
deadline_is intake met
due intake 2026-03-05
deadline_is response not_started
letter=$cases/$(value .id)
code=$(value .tracking_code)
call GET "$letter" operator
want '.details.identification.method == "document_copy" and .details.missing == []'

step "forwarded on Friday 6 March: 30 days end on Easter Sunday, Monday is a holiday, Tuesday 7 April is the last day"
call POST "$letter/forwardings" operator '{"office":"competent-office","occurred_at":"2026-03-06T10:00:00+01:00"}'
expect 201
due response 2026-04-07

step "somebody takes charge; the citizen sees where it stands"
call POST "$letter/assignments" officer '{"occurred_at":"2026-03-09T09:00:00+01:00"}'
expect 201
with "Tracking-Code: $code"
call GET /tracking anybody
want '.status == "in_progress" and .office == "competent-office"'

step "answered on the last day, and closed"
call POST "$letter/decision" officer '{"outcome":"upheld","answer":"Ci scusiamo: lo sportello era chiuso per malattia.","pertinent":true,"cause":"administration","occurred_at":"2026-04-07T12:00:00+02:00"}'
expect 201
deadline_is response met
call POST "$letter/closure" operator '{"occurred_at":"2026-04-08T09:00:00+02:00"}'
expect 201
want '.status == "closed"'
