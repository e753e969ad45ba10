#!/usr/bin/env bash
# A complaint to Lecce that needs more time, and one to Quarto that has no term: tests/curl/kinds/complaint.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e506
cases=/administrations/$administration/cases

echo "Complaint (Lecce, Quarto)"

step "an anonymous one is not considered"
call POST "$cases" anybody '{"procedure":"complaint","channel":"web","subject":"Pratica ferma","description":"La pratica è ferma."}'
refused 422 anonymous_not_considered

step "received on Monday 2 March: 30 days end on Wednesday 1 April"
call POST "$cases" operator '{
    "procedure": "complaint", "channel": "certified_email",
    "occurred_at": "2026-03-02T18:00:00+01:00", "registered_at": "2026-03-03T09:00:00+01:00",
    "subject": "Pratica ferma", "description": "La pratica è ferma da mesi.",
    "reporter": { "given_name": "Dario", "family_name": "Neri", "certified_email": "dario.neri@pec.example.it" } }'
expect 201
due response 2026-04-01
complaint=$cases/$(value .id)
code=$(value .tracking_code)

step "it is complex: a reasoned act gives 15 days more, and the first due date stays on record"
call POST "$complaint/extensions" manager '{"amount":15,"unit":"calendar_days","reason":"Serve il parere di un altro settore.","occurred_at":"2026-03-30T11:00:00+02:00"}'
expect 201
due response 2026-04-16
want '.deadlines[] | select(.term == "response") | .original_due_on == "2026-04-01"'

step "the manager answers on the last day; nobody else may"
decision='{"outcome":"rejected","answer":"La pratica attende un documento che è stato chiesto due volte.","pertinent":true,"occurred_at":"2026-04-16T23:30:00+02:00"}'
call POST "$complaint/decision" officer "$decision"
refused 403 role_not_allowed
call POST "$complaint/decision" manager "$decision"
expect 201
deadline_is response met
call POST "$complaint/closure" manager '{"occurred_at":"2026-04-17T09:00:00+02:00"}'
expect 201
with "Tracking-Code: $code"
call GET /tracking anybody
want '.status == "closed" and .decision.outcome == "rejected"'

administration=c_h114
declare -A tokens=()
cases=/administrations/$administration/cases

step "Quarto promises no term, and the outcome is visible to who complains"
call POST "$cases" anybody '{"procedure":"complaint","channel":"web","subject":"Portale lento","description":"Il portale è lento.","reporter":{"email":"franca.riva@example.it"}}'
expect 201
want '.deadlines == []'
complaint=$cases/$(value .id)
code=$(value .tracking_code)
call POST "$complaint/decision" officer '{"outcome":"partially_upheld","answer":"La lentezza è cessata con il nuovo collegamento.","pertinent":true}'
expect 201
with "Tracking-Code: $code"
call GET /tracking anybody
want '.decision.outcome == "partially_upheld" and .deadlines == []'
