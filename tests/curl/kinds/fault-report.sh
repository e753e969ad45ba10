#!/usr/bin/env bash
# A fault reported to Cutrofiano: taken in charge, followed, solved: tests/curl/kinds/fault-report.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_d237
cases=/administrations/$administration/cases

# stands STATUS: where the case stands for whoever follows it.
stands() {
    with "Tracking-Code: $code"
    call GET /tracking anybody
    expect 200
    want '.status == $status' --arg status "$1"
}

echo "Report of a fault (Cutrofiano)"

step "the portal needs a way to tell the solution, and asks for nothing it does not know"
call POST "$cases" anybody '{"procedure":"fault-report","channel":"web","subject":"Lampione spento","description":"Spento da lunedì."}'
refused 422 anonymous_not_considered
call POST "$cases" anybody '{"procedure":"fault-report","channel":"web","subject":"Lampione spento","description":"Spento da lunedì.","reporter":{"phone":"0836 000000"},"fields":{"lamp":"12"}}'
refused 422 validation_failed
want '.errors == [{ "pointer": "/fields/lamp", "code": "unknown", "detail": .errors[0].detail }]'

step "it is registered; no document promises a term"
call POST "$cases" anybody '{
    "procedure": "fault-report", "channel": "web", "service": "fault-report",
    "subject": "Lampione spento", "description": "Spento da lunedì.",
    "reporter": { "phone": "0836 000000" }, "fields": { "place": "Via Roma, davanti alla scuola" } }'
expect 201
want '.deadlines == [] and .status == "registered"'
fault=$cases/$(value .id)
code=$(value .tracking_code)
stands registered

step "it is taken in charge, solved and closed, and every step can be followed"
call POST "$fault/assignments" officer '{}'
expect 201
stands in_progress
call POST "$fault/notes" officer '{"text":"La lampada è stata ordinata.","visibility":"public"}'
expect 201
call POST "$fault/decision" officer '{"outcome":"upheld","answer":"La lampada è stata sostituita.","pertinent":true,"cause":"administration"}'
expect 201
stands decided
call POST "$fault/closure" officer '{}'
expect 201
stands closed
want '.decision.answer == "La lampada è stata sostituita."'
