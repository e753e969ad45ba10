#!/usr/bin/env bash
# An application to Cutrofiano with a digital identity: tests/curl/kinds/application.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_d237
cases=/administrations/$administration/cases
application='{
    "procedure": "online-application", "channel": "web",
    "subject": "Occupazione di suolo pubblico", "description": "Chiedo di occupare il suolo per un trasloco.",
    "reporter": { "given_name": "Elena", "family_name": "Gallo", "email": "elena.gallo@example.it" } }'

echo "Application (Cutrofiano)"

step "on the web it needs a digital identity"
call POST "$cases" anybody "$application"
refused 422 identity_not_proved
tokens[citizen]=$(cartaviva token --administration "$administration" --role citizen --assurance 2 2> "$answers/minting" | tail -n 1)
call POST "$cases" citizen "$application"
expect 201
deadline_spans conclusion 30
filed=$cases/$(value .id)
code=$(value .tracking_code)
call GET "$filed" operator
want '.details.identification == { "method": "digital_identity", "level": 2 }'

step "the applicant sees who answers for it and by when"
call GET "/administrations/$administration/procedures/online-application" anybody
expect 200
want '.responsible.office == "competent-office" and .substitute_power.within == { "amount": 15, "unit": "calendar_days" }'

step "it is granted and closed"
call POST "$filed/assignments" officer '{}'
expect 201
call POST "$filed/decision" officer '{"outcome":"upheld","answer":"L\u2019occupazione è autorizzata.","pertinent":true}'
expect 201
deadline_is conclusion met
call POST "$filed/closure" officer '{}'
expect 201
with "Tracking-Code: $code"
call GET /tracking anybody
want '.status == "closed"'
