#!/usr/bin/env bash
# Somebody's data at Livorno: read with a reason, corrected, exported, and they see it: tests/curl/peoples-data.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/story.sh"

administration=c_e625
own=/administrations/$administration
cases=$own/cases
address=ida.$RANDOM$RANDOM@example.it

echo "People's data (Livorno)"

step "a case says that somebody is known and can be written to, not who"
call POST "$cases" anybody '{"procedure":"suggestion","channel":"web","subject":"Orari","description":"Aprite il sabato.","reporter":{"given_name":"Ida","family_name":"Bruni","email":"'"$address"'"}}'
expect 201
filed=$cases/$(value .id)
code=$(value .tracking_code)
call GET "$filed" operator
want '.reporter == { "anonymous": false, "language": "it", "has_contact": true } and (tostring | contains("Bruni") | not)'

step "who it is, is read by the desk with a reason and by nobody without one"
call GET "$filed/reporter" operator
refused 400 invalid_header
with "Reading-Reason: contact"
call GET "$filed/reporter" operator
expect 200
want '.identity.reporter.family_name == "Bruni"'
with "Reading-Reason: contact"
call GET "$filed/reporter" auditor
refused 403 role_not_allowed

step "a correction stands beside what was written first"
call POST "$filed/reporter/corrections" operator '{"reporter":{"family_name":"Bruno"},"reason":"Documento esibito allo sportello."}'
expect 201
with "Reading-Reason: verification"
call GET "$filed/reporter" operator
want '.identity.reporter.family_name == "Bruno" and .identity.first.family_name == "Bruni"'

step "on their request an admin exports what is held of them"
call POST "$own/data-subject-exports" admin '{"email":"'"$address"'","reason":"data_subject_request"}'
expect 200
want '(.items | length) == 1 and .items[0].identity.corrections[0].reporter.family_name == "Bruno" and (.items[0].documents | length) == 1'

step "the auditor reads who read; whoever presented the case when, why and in which role"
call GET "$own/data-readings?case=${filed##*/}" auditor
expect 200
want '[.items[].reason] == ["data_subject_request", "verification", "contact"] and all(.items[]; has("subject") and has("request"))'
with "Tracking-Code: $code"
call GET /tracking/readings anybody
expect 200
want '[.items[].role] == ["admin", "operator", "operator"] and all(.items[]; has("subject") | not)'
