#!/usr/bin/env bash
# A word of thanks to Livorno: no name, no term, no redress: tests/curl/kinds/appreciation.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e625
cases=/administrations/$administration/cases

echo "Appreciation (Livorno)"

step "anybody may praise, unnamed, and nothing falls due"
call POST "$cases" anybody '{"procedure":"appreciation","channel":"web","subject":"Grazie","description":"Personale cortese e competente."}'
expect 201
want '.deadlines == []'
praise=$cases/$(value .id)
call GET "$praise" operator
want '.reporter.anonymous and (.reporter.has_contact | not) and .details == { "fields": {}, "missing": [] }'

step "it is not a thing to be rejected"
call POST "$praise/decision" officer '{"outcome":"rejected","answer":"No.","pertinent":true}'
refused 422 outcome_not_allowed
call POST "$praise/decision" officer '{"outcome":"upheld","answer":"Grazie: lo diremo a chi vi ha servito.","pertinent":true}'
expect 201

step "who left no contact is not answered by a word: closing says how the answer was given"
call POST "$praise/closure" operator '{}'
refused 422 no_way_to_answer
call POST "$praise/closure" operator '{"delivery":{"channel":"web","reference":"Pagina dei ringraziamenti"}}'
expect 201
want '.status == "closed"'
