#!/usr/bin/env bash
# The main job, told for the Comune di Livorno and then for Lecce and Lucca: tests/curl/main-job.sh [BASE_URL]
# It may be run again on the same service: every run makes cases of its own and compares figures before and after.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/story.sh"

administration=c_e625
livorno=/administrations/$administration
urp=$livorno/charters/urp

# figure PERIOD STANDARD MEMBER: a figure of the scorecard of the URP charter.
figure() {
    call GET "$urp/scorecard?period=$1" anybody
    expect 200
    value "[.standards[] | select(.standard == \"$2\")] | first | .$3 // 0"
}

# grew NAME BEFORE AFTER BY
grew() {
    (($3 == $2 + $4)) || fail "$1 to grow by $4: it was $2 and is $3"
}

echo "Livorno"

step "the service works, and a wrong address is answered as a problem"
call GET /status anybody
expect 200
want '.status == "ok"'
year=$(value '.now[0:4]')
call GET /nowhere anybody
refused 404 path_not_found
call GET /administrations/c_z999 anybody
refused 404 administration_not_found

step "a front end reads the administration, its offices and services"
call GET "$livorno" anybody
expect 200
want '.title == "Comune di Livorno"'
call GET "$livorno/offices?limit=100" anybody
expect 200
want '.items[] | select(.code == "urp") | .calendar.opening_hours.tuesday == [["09:00", "13:00"], ["15:30", "17:30"]]'
want '.items[] | select(.code == "urp") | .public_relations and (.calendar.closures | length) == 1'
call GET "$livorno/services/disservice-report" anybody
expect 200
want '.channels | index("web") != null'
call GET "$livorno/offices/nothing" anybody
refused 404 office_not_found

step "its charters, with the act that approved the edition in force and when it is to be reviewed"
call GET "$livorno/charters" anybody
expect 200
want '[.items[].code] == ["general", "urp"]'
call GET "$livorno/charters/general" anybody
expect 200
want '.edition.approval.number == "922" and .edition.in_force_from == "2025-11-28"'
call GET "$urp" anybody
expect 200
want '.edition.approval == { "kind": "Delibera di Giunta", "number": "1004/2025", "date": "2025-12-19" }'
want '.edition.in_force and .edition.review_due == "2028-12-19"'

step "the fifteen standards of the URP charter and this year's scorecard"
call GET "$urp/standards?limit=100" anybody
expect 200
want '.items | length == 15'
want '.items[] | select(.code == "pertinence") | .dimension == "effectiveness" and .comparator == "<=" and .target == "5" and (.formula | length) > 0'
call GET "$urp/scorecard?period=$year" anybody
expect 200
want '.standards | length == 15'
want '.standards[] | select(.standard == "web-costs") | .state == "not_measured" and .value == null'

step "what is wrong is refused: fields, procedures, spoken reports without a telephone"
call POST "$livorno/cases" anybody '{"procedure":'
refused 400 malformed_json
call POST "$livorno/cases" anybody '{"procedure":"disservice-report","channel":"web","subject":"Prova","description":"Prova","colour":"red"}'
refused 400 invalid_body
call POST "$livorno/cases" anybody '{"procedure":"disservice-report","channel":"web","subject":"Prova","description":"Prova","reporter":{"given_name":"Anna","family_name":"Rossi","tax_code":"RSSNNA80A01E625A"}}'
refused 422 validation_failed
call POST "$livorno/cases" anybody '{"procedure":"teleport","channel":"web","subject":"Prova","description":"Prova","reporter":{"given_name":"Anna","family_name":"Rossi","email":"anna.rossi@example.it"}}'
refused 422 validation_failed
call POST "$livorno/cases" operator '{"procedure":"disservice-report","channel":"phone","subject":"Prova","description":"Prova","reporter":{"given_name":"Anna","family_name":"Rossi","address":"Via Grande 1, Livorno"}}'
refused 422 phone_required

step "a citizen reports a disservice on the web, without an account, and gets the receipt"
entered=$(figure "$year" disservice-intake denominator)
in_time=$(figure "$year" disservice-intake numerator)
call POST "$livorno/cases" anybody '{
    "procedure": "disservice-report", "channel": "web", "service": "disservice-report",
    "subject": "Sportello chiuso in orario di apertura",
    "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
    "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" } }'
expect 201
want '.status == "registered" and .office == "urp" and (.protocol.number | test("^[0-9]{7,}$")) and .protocol.registered_at != null'
deadline_is intake met
want '.deadlines[] | select(.term == "response") | .state == "not_started" and .starts_from == "forwarded" and .due_on == null'
web=$livorno/cases/$(value .id)
code=$(value .tracking_code)
[[ $(header Location) == "$base/v1$web" ]] || fail "Location to name the case"
grew "cases entered" "$entered" "$(figure "$year" disservice-intake denominator)" 1
grew "cases entered in time" "$in_time" "$(figure "$year" disservice-intake numerator)" 1

step "nobody reads the case without a token, with a role that may not, or from another administration"
call GET "$web" anybody
refused 401 token_missing
call GET "$web" editor
refused 403 role_not_allowed
call GET "$livorno/cases/01890000-0000-7000-8000-000000000000" operator
refused 404 case_not_found
call GET "/administrations/c_e506/cases/${web##*/}" operator
expect 404

step "the operator forwards it, and the answer's deadline is explained step by step"
call POST "$web/forwardings" manager '{"office":"competent-office"}'
refused 403 role_not_allowed
call POST "$web/forwardings" operator '{"office":"nothing"}'
refused 422 validation_failed
call POST "$web/forwardings" operator '{"office":"competent-office"}'
expect 201
want '.status == "forwarded" and .office == "competent-office"'
deadline_is response running
deadline_spans response 30
due_on=$(value '.deadlines[] | select(.term == "response") | .due_on')
call GET "$web/deadlines" operator
expect 200
want '.items[] | select(.deadline.term == "response") | .steps
    | length >= 3 and first.rule == "first_day_not_counted" and last.on == $due_on and all(.what != "" and .source != "")' \
    --arg due_on "$due_on"

step "it is rejected in time: the deadline is met and no redress is owed"
call POST "$web/decision" manager '{"outcome":"rejected","answer":"Lo sportello era chiuso per il giorno festivo, come annunciato.","pertinent":true}'
expect 201
deadline_is response met
call POST "$web/decision" manager '{"outcome":"upheld","answer":"Di nuovo.","pertinent":true}'
refused 409 conflict
call POST "$web/forwardings" operator '{"office":"urp","reason":"Per competenza."}'
refused 409 conflict
call GET "$web/ristoro-eligibility" manager
expect 200
want '(.eligible | not) and any(.rules[]; .rule == "upheld" and (.satisfied | not))'

step "the desk brings in a report on paper that lay around for a week and was answered late"
received=$(ago 70) registered=$(ago 63) forwarded=$(ago 62)
term() {
    call POST /deadline-calculations anybody "{\"administration\":\"c_e625\",\"term\":$1,\"starts_at\":\"$2\"}"
    expect 200
    value .due_on
}
intake_due=$(term '{"amount":3,"unit":"working_days"}' "$received")
response_due=$(term '{"amount":30,"unit":"calendar_days","roll":"next_non_holiday"}' "$forwarded")
entered=$(figure "${intake_due%%-*}" disservice-intake denominator)
in_time=$(figure "${intake_due%%-*}" disservice-intake numerator)
reports=$(figure "${response_due%%-*}" pertinence denominator)
upheld=$(figure "${response_due%%-*}" pertinence numerator)
call POST "$livorno/cases" anybody "{\"procedure\":\"disservice-report\",\"channel\":\"web\",\"subject\":\"Prova\",\"description\":\"Prova\",\"occurred_at\":\"$received\"}"
refused 401 token_missing
call POST "$livorno/cases" operator "{
    \"procedure\": \"disservice-report\", \"channel\": \"desk\", \"occurred_at\": \"$received\", \"registered_at\": \"$registered\",
    \"subject\": \"Modulo non disponibile allo sportello\", \"description\": \"Il modulo richiesto non era disponibile allo sportello.\",
    \"reporter\": { \"given_name\": \"Bruno\", \"family_name\": \"Bianchi\", \"address\": \"Via Grande 1, Livorno\", \"phone\": \"0586 000000\" } }"
expect 201
deadline_is intake missed
want '.deadlines[] | select(.term == "intake") | .due_on == $due' --arg due "$intake_due"
paper=$livorno/cases/$(value .id)
code=$(value .tracking_code)
call POST "$paper/forwardings" operator "{\"office\":\"competent-office\",\"occurred_at\":\"$(ago -1)\"}"
refused 422 occurred_in_future
call POST "$paper/forwardings" operator "{\"office\":\"competent-office\",\"occurred_at\":\"$(ago 71)\"}"
refused 422 occurred_before_previous
call POST "$paper/forwardings" operator "{\"office\":\"competent-office\",\"occurred_at\":\"$forwarded\"}"
expect 201
deadline_is response missed
want '.deadlines[] | select(.term == "response") | .due_on == $due' --arg due "$response_due"

step "the manager upholds it, naming the standard: the answer goes out through the protocol"
call POST "$paper/decision" manager '{"outcome":"upheld","answer":"Prova.","pertinent":true,"breached_standards":["teleportation"]}'
refused 422 validation_failed
late='"outcome":"upheld","answer":"La segnalazione è accolta: è stata registrata e ha avuto risposta oltre i termini."'
call POST "$paper/decision" manager "{
    $late, \"late_reasons\": \"Il modulo era stato smarrito.\",
    \"pertinent\": true, \"breached_standards\": [\"disservice-intake\"], \"cause\": \"administration\", \"occurred_at\": \"$(ago 5)\" }"
expect 201
want '.status == "decided" and [.protocol[].direction] == ["incoming", "outgoing"]'
deadline_is response missed

step "the citizen follows it with the tracking code and asks for the redress"
call GET /tracking anybody
refused 404 tracking_code_unknown
with "Tracking-Code: c_e625.aaaaaaaaaaaaaaaaaaaaaaaaaa"
call GET /tracking anybody
refused 404 tracking_code_unknown
with "Tracking-Code: $code"
call GET /tracking anybody
expect 200
jq --exit-status '[.ristoro.eligibility.options[].items[] | select(.stock > 0)] | length > 0' "$answers/body" > /dev/null ||
    fail "a publication in stock. Earlier runs gave them all out: start the service on a fresh data directory"
want '.decision.outcome == "upheld" and ([.events[].kind] == ["received", "registered", "forwarded", "decided"])'
with "Tracking-Code: $code"
call POST /tracking/ristoro-claim anybody
expect 201
want '.ristoro.eligibility.eligible and .ristoro.claimed_at != null'

step "the manager grants one publication: one less in stock, and only once"
call GET "$paper/ristoro-eligibility" manager
expect 200
want '.eligible and all(.rules[]; .satisfied and (.detail | length) > 0 and (.source | length) > 0)'
want '["decided", "upheld", "pertinent", "standard_not_met", "cause_not_excluded", "one_grant_per_case", "available"] - [.rules[].rule] == []'
item=$(value '[.options[].items[] | select(.stock > 0)] | first | .item')
stock=$(value "[.options[].items[] | select(.item == \"$item\")] | first | .stock")
call POST "$paper/ristoro-grant" operator "{\"item\":\"$item\",\"quantity\":1}"
refused 403 role_not_allowed
call POST "$paper/ristoro-grant" manager "{\"item\":\"$item\",\"quantity\":2}"
refused 422 quantity_out_of_range
call POST "$paper/ristoro-grant" manager "{\"item\":\"$item\",\"quantity\":1}"
expect 201
want '.item == $item and .quantity == 1 and (.voucher | test("^[A-Z2-7]{16}$"))' --arg item "$item"
voucher=$(value .voucher)
call POST "$paper/ristoro-grant" manager "{\"item\":\"$item\",\"quantity\":1}"
refused 422 one_grant_per_case
call GET "$paper/ristoro-eligibility" manager
expect 200
want '[.options[].items[] | select(.item == $item)] | first | .stock == $left' --arg item "$item" --argjson left $((stock - 1))
with "Tracking-Code: $code"
call GET /tracking anybody
want '.ristoro.grant.voucher == $voucher' --arg voucher "$voucher"

step "the scorecard shows what the case did to the standards"
grew "cases entered" "$entered" "$(figure "${intake_due%%-*}" disservice-intake denominator)" 1
grew "cases entered in time" "$in_time" "$(figure "${intake_due%%-*}" disservice-intake numerator)" 0
grew "reports" "$reports" "$(figure "${response_due%%-*}" pertinence denominator)" 1
grew "reports upheld" "$upheld" "$(figure "${response_due%%-*}" pertinence numerator)" 1
call GET "$urp/scorecard?period=${intake_due%%-*}" anybody
want '.standards[] | select(.standard == "disservice-intake") | .state == "not_met" and .source == "cases"'

step "an information request by email is answered at once and counts as answered within the term"
answered=$(figure "$year" email-whatsapp-answer denominator)
within=$(figure "$year" email-whatsapp-answer numerator)
call POST "$livorno/cases" operator '{"procedure":"information-request","channel":"email","subject":"Orari dello sportello","description":"Quando è aperto lo sportello?","reporter":{"email":"carla.verdi@example.it"}}'
expect 201
call POST "$livorno/cases/$(value .id)/decision" officer '{"outcome":"upheld","answer":"Dal lunedì al venerdì dalle 9 alle 13.","pertinent":true}'
expect 201
deadline_is response met
grew "information requests" "$answered" "$(figure "$year" email-whatsapp-answer denominator)" 1
grew "information requests answered in time" "$within" "$(figure "$year" email-whatsapp-answer numerator)" 1

step "a clerk records another standard by hand, on the version that was read"
measurement=$urp/standards/desk-opening-days/measurements/$year
call GET "$measurement" anybody
expect 200
etag=$(header ETag)
call PUT "$measurement" operator '{"value":"96.30"}'
refused 428 precondition_required
with 'If-Match: "another"'
call PUT "$measurement" operator '{"value":"96.30"}'
refused 412 precondition_failed
with "If-Match: $etag"
call PUT "$measurement" auditor '{"value":"96.30"}'
refused 403 role_not_allowed
with "If-Match: $etag"
call PUT "$measurement" operator '{"value":"96.30"}'
expect 200
call GET "$urp/scorecard?period=$year" anybody
want '.standards[] | select(.standard == "desk-opening-days") | .state == "met" and .value == "96.30" and .source == "recorded"'

here=$(dirname "${BASH_SOURCE[0]}")
bash "$here/lecce.sh" "$base"
bash "$here/lucca.sh" "$base"
echo "main job: ok"
