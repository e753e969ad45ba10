#!/usr/bin/env bash
# A suggestion to Livorno, which answers in 30 days, and one to Lucca, which names no term: tests/curl/kinds/suggestion.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e625
cases=/administrations/$administration/cases

echo "Suggestion (Livorno, Lucca)"

step "an email of Friday 2 January: 30 days end on Sunday 1 February, so on Monday"
call POST "$cases" operator '{
    "procedure": "suggestion", "channel": "email",
    "occurred_at": "2026-01-02T10:00:00+01:00", "registered_at": "2026-01-02T10:05:00+01:00",
    "subject": "Orari più ampi", "description": "Lo sportello apra anche il sabato.",
    "reporter": { "given_name": "Carla", "family_name": "Verdi", "email": "carla.verdi@example.it" } }'
expect 201
due response 2026-02-02
suggestion=$cases/$(value .id)

step "the copy of the document that the charter asks for is missing, which keeps nothing from being answered"
call GET "$suggestion" operator
want '.details.missing == ["identity"]'

step "answered on the last day and closed"
call POST "$suggestion/decision" officer '{"outcome":"partially_upheld","answer":"Lo sportello aprirà un sabato al mese.","pertinent":true,"occurred_at":"2026-02-02T18:00:00+01:00"}'
expect 201
deadline_is response met
call POST "$suggestion/closure" operator '{"occurred_at":"2026-02-03T09:00:00+01:00"}'
expect 201
want '.status == "closed"'

administration=cciaa_lu
declare -A tokens=()
cases=/administrations/$administration/cases

step "Lucca promises an answer to complaints alone: a suggestion runs no term"
call POST "$cases" anybody '{"procedure":"suggestion","channel":"web","subject":"Moduli online","description":"Mettete i moduli online.","reporter":{"given_name":"Franca","family_name":"Riva","email":"franca.riva@example.it"}}'
expect 201
want '.deadlines == []'
suggestion=$cases/$(value .id)
call POST "$suggestion/forwardings" operator '{"office":"competent-office"}'
expect 201
call POST "$suggestion/decision" officer '{"outcome":"upheld","answer":"I moduli sono online.","pertinent":true}'
expect 201
call POST "$suggestion/closure" officer '{}'
expect 201
want '.status == "closed" and .deadlines == []'
