#!/usr/bin/env bash
# The story of the chamber of commerce of Lucca: 15 days from presentation: tests/curl/lucca.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/story.sh"

administration=cciaa_lu
lucca=/administrations/$administration

echo "Lucca"

step "a complaint names who writes and how to reach them"
call POST "$lucca/cases" anybody '{"procedure":"complaint","channel":"web","subject":"Attesa allo sportello","description":"Attesa di due ore.","reporter":{"given_name":"Franca","family_name":"Riva"}}'
refused 422 contact_required
call POST "$lucca/cases" anybody '{"procedure":"complaint","channel":"whatsapp","subject":"Attesa allo sportello","description":"Attesa di due ore.","reporter":{"given_name":"Franca","family_name":"Riva","phone":"0583 000000"}}'
refused 401 token_missing

step "its answer is due 15 days from presentation"
call POST "$lucca/cases" anybody '{
    "procedure": "complaint", "channel": "web",
    "subject": "Attesa allo sportello", "description": "Attesa di due ore senza informazioni.",
    "reporter": { "given_name": "Franca", "family_name": "Riva", "phone": "0583 000000" } }'
expect 201
deadline_is response running
deadline_spans response 15
complaint=$lucca/cases/$(value .id)
code=$(value .tracking_code)

step "it is answered in time, and the charter foresees no redress"
call POST "$complaint/decision" officer '{"outcome":"partially_upheld","answer":"Ci scusiamo per l\u2019attesa: un secondo sportello è stato aperto.","pertinent":true}'
expect 201
deadline_is response met
with "Tracking-Code: $code"
call GET /tracking anybody
expect 200
want '.decision.outcome == "partially_upheld" and (has("ristoro") | not)'
call GET "$complaint/ristoro-eligibility" officer
refused 404 not_found
