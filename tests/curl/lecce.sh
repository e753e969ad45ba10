#!/usr/bin/env bash
# The story of the Comune di Lecce: the term runs from receipt, redress is given on request: tests/curl/lecce.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/story.sh"

administration=c_e506
lecce=/administrations/$administration

echo "Lecce"

step "an anonymous report is refused, with the rule"
call POST "$lecce/cases" anybody '{"procedure":"disservice-report","channel":"web","subject":"Portale non raggiungibile","description":"Il portale non risponde."}'
refused 422 anonymous_not_considered

step "a named one is received, and its answer is due 30 days from receipt"
call POST "$lecce/cases" anybody '{
    "procedure": "disservice-report", "channel": "web",
    "subject": "Portale non raggiungibile", "description": "Il portale non risponde da due giorni.",
    "reporter": { "given_name": "Dario", "family_name": "Neri", "email": "dario.neri@example.it" } }'
expect 201
want '.deadlines | length == 1'
deadline_is response running
want '.deadlines[0].starts_from == "received"'
deadline_spans response 30

step "a complaint of six weeks ago is upheld by the manager, and by nobody else"
call POST "$lecce/cases" operator "{
    \"procedure\": \"complaint\", \"channel\": \"certified_email\", \"occurred_at\": \"$(ago 45)\", \"registered_at\": \"$(ago 45)\",
    \"subject\": \"Pratica senza risposta\", \"description\": \"Alla pratica non è stata data risposta nei termini.\",
    \"reporter\": { \"given_name\": \"Elena\", \"family_name\": \"Gallo\", \"certified_email\": \"elena.gallo@pec.example.it\" } }"
expect 201
deadline_is response missed
complaint=$lecce/cases/$(value .id)
code=$(value .tracking_code)
decision='{"outcome":"upheld","answer":"Il reclamo è accolto: la risposta è giunta oltre il termine.","pertinent":true,"cause":"administration","late_reasons":"Il fascicolo era stato assegnato a un altro settore."}'
call POST "$complaint/ristoro-grant" manager '{"item":"parking-day","quantity":1}'
refused 422 decided
call POST "$complaint/decision" officer "$decision"
refused 403 role_not_allowed
call POST "$complaint/decision" manager "$decision"
expect 201
deadline_is response missed

step "without the user's own request no redress is given"
call GET "$complaint/ristoro-eligibility" manager
expect 200
want '(.eligible | not) and [.rules[] | select(.satisfied | not) | .rule] == ["requested"]'
call POST "$complaint/ristoro-grant" manager '{"item":"parking-day","quantity":50}'
refused 422 requested

step "on request 51 parking days are refused and 50 are granted, once"
with "Tracking-Code: $code"
call POST /tracking/ristoro-claim anybody
expect 201
want '.ristoro.eligibility.eligible'
with "Tracking-Code: $code"
call POST /tracking/ristoro-claim anybody
refused 422 already_claimed
call POST "$complaint/ristoro-grant" manager '{"item":"parking-day","quantity":51}'
refused 422 quantity_out_of_range
call POST "$complaint/ristoro-grant" manager '{"item":"gold-bar","quantity":1}'
refused 422 unknown_item
call POST "$complaint/ristoro-grant" manager '{"item":"parking-day","quantity":50}'
expect 201
want '.kind == "parking_day" and .quantity == 50'
call POST "$complaint/ristoro-grant" manager '{"item":"bus-ride","quantity":1}'
refused 422 one_grant_per_case
