#!/usr/bin/env bash
# Access to documents in Livorno: two terms, and a request that was incomplete: tests/curl/kinds/document-access.sh [BASE_URL]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../story.sh"

administration=c_e625
cases=/administrations/$administration/cases

echo "Access to documents (Livorno)"

step "the procedure says that silence is a refusal, thirty days after the request"
call GET "/administrations/$administration/procedures/document-access" anybody
expect 200
want '.silence == "refusal" and .silence_after == "statutory" and .silence_meaning.source == "L. 241/1990 art. 25 c. 4"'
want '[.fields[] | select(.required) | .code] == ["document", "reason"]'

step "on the web the form is filled in, or every field that is missing is named"
call POST "$cases" anybody '{
    "procedure": "document-access", "channel": "web", "subject": "Permesso di costruire", "description": "Chiedo di vederlo.",
    "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" }, "fields": { "copies": "perhaps" } }'
refused 422 validation_failed
want '[.errors[].pointer] | sort == ["/fields/copies", "/fields/document", "/fields/reason"]'

step "a letter of Monday 2 March does not give the reason: it is registered, and what it lacks is named"
call POST "$cases" operator '{
    "procedure": "document-access", "channel": "post", "incomplete": true,
    "occurred_at": "2026-03-02T09:00:00+01:00", "registered_at": "2026-03-02T09:30:00+01:00",
    "subject": "Permesso di costruire", "description": "Chiedo di vedere il permesso di costruire.",
    "identification": { "method": "document_copy" },
    "reporter": { "given_name": "Anna", "family_name": "Rossi", "address": "Via Grande 1, Livorno" },
    "fields": { "document": "Permesso di costruire 12/2026", "powers": "Procura di Bruno Verdi", "copies": "yes" } }'
expect 201
due statutory 2026-04-01
deadline_is response not_started
filed=$cases/$(value .id)
code=$(value .tracking_code)
call GET "$filed" operator
want '.details.missing == ["reason"] and (.details.fields | has("powers") | not)'
with "Reading-Reason: verification"
call GET "$filed/reporter" operator
want '.identity.reporter.fields.powers == "Procura di Bruno Verdi"'
with "Tracking-Code: $code"
call GET /tracking anybody
want '.details.fields == { "document": "Permesso di costruire 12/2026", "copies": "yes" }'

step "the reason is asked for within ten days, and the term begins anew when it comes, on Monday 16 March"
call POST "$filed/completion-requests" operator '{"missing":"La motivazione della richiesta.","occurred_at":"2026-03-10T10:00:00+01:00"}'
expect 201
deadline_is statutory suspended
call POST "$filed/completions" operator '{"text":"Sono proprietaria del fondo confinante.","occurred_at":"2026-03-16T10:00:00+01:00"}'
expect 201
due statutory 2026-04-15

step "the charter's term runs from the forwarding of Tuesday 17 March to Thursday 16 April"
call POST "$filed/forwardings" operator '{"office":"competent-office","occurred_at":"2026-03-17T09:00:00+01:00"}'
expect 201
due response 2026-04-16
due statutory 2026-04-15

step "access is granted in time for both, and the case is closed"
call POST "$filed/decision" officer '{"outcome":"upheld","answer":"L\u2019accesso è consentito: la copia è allo sportello.","pertinent":true,"occurred_at":"2026-04-14T12:00:00+02:00"}'
expect 201
deadline_is response met
deadline_is statutory met
call POST "$filed/closure" operator '{"occurred_at":"2026-04-15T09:00:00+02:00"}'
expect 201
want '.status == "closed"'
