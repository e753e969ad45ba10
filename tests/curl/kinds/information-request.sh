#!/usr/bin/env bash
# Questions to Livorno by WhatsApp and email: 48 working hours, first come first served: tests/curl/kinds/information-request.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e625
cases=/administrations/$administration/cases

echo "Request for information (Livorno)"

step "the procedure says that they are handled in order of arrival"
call GET "/administrations/$administration/procedures/information-request" anybody
expect 200
want '.in_order_of_arrival and (.terms[0].unit == "working_day_hours") and .terms[0].amount == 48'

step "on the web it is not taken"
call POST "$cases" anybody '{"procedure":"information-request","channel":"web","subject":"Orari","description":"Quando siete aperti?"}'
refused 422 channel_not_accepted

step "a message of Thursday 2 April at 10:15: Good Friday counts, Easter and its Monday do not, so Tuesday 7 at 10:15"
call POST "$cases" operator '{
    "procedure": "information-request", "channel": "whatsapp",
    "occurred_at": "2026-04-02T10:15:00+02:00", "registered_at": "2026-04-02T10:15:00+02:00",
    "subject": "Orari dello sportello", "description": "Siete aperti nella settimana dopo Pasqua?" }'
expect 201
want '.deadlines[0].due_at == "2026-04-07T10:15:00+02:00"'
question=$cases/$(value .id)

step "an answer after that gives its reasons before it is closed"
late='"outcome":"upheld","answer":"Sì, da martedì a venerdì.","pertinent":true,"occurred_at":"2026-04-08T09:00:00+02:00"'
call POST "$question/decision" officer "{$late}"
expect 201
deadline_is response missed
call POST "$question/closure" operator '{"delivery":{"channel":"whatsapp"},"occurred_at":"2026-04-08T09:05:00+02:00"}'
refused 422 late_reasons_required
call POST "$question/corrections" officer "{$late,\"late_reasons\":\"Molte richieste nei giorni di festa.\",\"reason\":\"Mancavano i motivi del ritardo.\"}"
expect 201
call POST "$question/closure" operator '{"delivery":{"channel":"whatsapp"},"occurred_at":"2026-04-08T09:05:00+02:00"}'
expect 201

step "one that is answered in time is met"
call POST "$cases" operator '{
    "procedure": "information-request", "channel": "email",
    "occurred_at": "2026-04-02T10:15:00+02:00", "registered_at": "2026-04-02T10:15:00+02:00",
    "subject": "Modulo per la residenza", "description": "Dove si trova il modulo?", "reporter": { "email": "carla.verdi@example.it" } }'
expect 201
question=$cases/$(value .id)
call POST "$question/decision" officer '{"outcome":"upheld","answer":"Nella pagina dei servizi demografici.","pertinent":true,"occurred_at":"2026-04-07T10:15:00+02:00"}'
expect 201
deadline_is response met
call POST "$question/closure" operator '{"occurred_at":"2026-04-07T10:20:00+02:00"}'
expect 201
want '.status == "closed"'
