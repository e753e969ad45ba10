#!/usr/bin/env bash
# Generalised civic access in Lecce, with third parties who may object: tests/curl/kinds/generalised-civic-access.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e506
cases=/administrations/$administration/cases

echo "Generalised civic access (Lecce)"

step "every body of the examples offers it, with the terms of the law"
for body in c_e625 c_e506 cciaa_lu c_d237 c_h114; do
    call GET "/administrations/$body/procedures/generalised-civic-access" anybody
    expect 200
    want '.silence == "breach" and .terms[0].amount == 30 and .terms[0].suspension == { "times": 1, "days": 10 }'
    want '.remedies[] | select(.code == "review") | .answered_within == { "amount": 20, "unit": "calendar_days" }'
done

step "it must say which data, and is not asked why"
call POST "$cases" anybody '{"procedure":"generalised-civic-access","channel":"web","subject":"Consulenze","description":"Chiedo i dati.","reporter":{"given_name":"Dario","family_name":"Neri","email":"dario.neri@example.it"}}'
refused 422 validation_failed
want '[.errors[].pointer] == ["/fields/data"]'

step "a certified email of Monday 4 May: 30 days end on Wednesday 3 June"
call POST "$cases" operator '{
    "procedure": "generalised-civic-access", "channel": "certified_email",
    "occurred_at": "2026-05-04T11:00:00+02:00", "registered_at": "2026-05-04T11:30:00+02:00",
    "subject": "Consulenze", "description": "Chiedo i dati delle consulenze affidate nel 2025.",
    "identification": { "method": "digital_identity", "level": 2 },
    "reporter": { "given_name": "Dario", "family_name": "Neri", "certified_email": "dario.neri@pec.example.it" },
    "fields": { "data": "Consulenze affidate nel 2025, con importi e durata" } }'
expect 201
due statutory 2026-06-03
filed=$cases/$(value .id)
call GET "$filed" operator
want '.details.identification == { "method": "digital_identity", "level": 2 } and .details.missing == []'

step "third parties are told on 11 May and object on 18 May: seven days, to Wednesday 10 June"
call POST "$filed/suspensions" officer '{"reason":"Comunicazione ai controinteressati.","occurred_at":"2026-05-11T09:00:00+02:00"}'
expect 201
deadline_is statutory suspended
call POST "$filed/resumptions" officer '{"occurred_at":"2026-05-18T09:00:00+02:00"}'
expect 201
due statutory 2026-06-10
call GET "$filed/deadlines" operator
want '[.. | strings] | any(contains("D.Lgs. 33/2013 art. 5 c. 5"))'

step "granted in part, with its reasons, in time; then closed"
call POST "$filed/decision" officer '{"outcome":"partially_upheld","answer":"Si trasmettono gli importi e la durata; i curriculum sono oscurati.","pertinent":true,"occurred_at":"2026-06-08T12:00:00+02:00"}'
expect 201
deadline_is statutory met
call POST "$filed/closure" operator '{"occurred_at":"2026-06-08T12:30:00+02:00"}'
expect 201
want '.status == "closed"'
