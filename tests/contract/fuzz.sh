#!/usr/bin/env bash
# Tries the service by its contract, as each role, on each database: tests/contract/fuzz.sh [sqlite] [postgres]
#
# Schemathesis generates requests from the committed document, what fits it and what does not, follows what is made to what
# can be done with it, and holds every answer against the document. What it may find is in schemathesis.toml, with reasons.
#
#   EXAMPLES  requests generated for each operation, beside those that the document implies (default 2)
#   PHASES    examples, coverage, fuzzing, stateful (default: all)
#   ROLES     who asks (default: nobody and every role)
#   THOROUGH  for whom the coverage phase is run, which is the longest (default: all of them)
#   SEED      of what is generated (default 2026)
#   JOBS      roles tried at the same time (default: one a processor)
#   TOOLS     a folder of Python programs with schemathesis in it (default: made and thrown away)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../service.sh"

examples=${EXAMPLES:-2}
phases=${PHASES:-examples,coverage,fuzzing,stateful}
roles=${ROLES:-anonymous citizen operator officer manager editor auditor admin integrator}
thorough=${THOROUGH:-$roles}
jobs=${JOBS:-$(nproc)}
export CARTAVIVA_RATE_LIMIT=1000000000 CARTAVIVA_UNKNOWN_CODE_RATE=1000000 CARTAVIVA_WEBHOOK_SENDERS=0 CARTAVIVA_LOG=warn PYTHONDONTWRITEBYTECODE=1

if [[ -z ${TOOLS:-} ]]; then
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet --disable-pip-version-check --requirement tests/contract/requirements.txt
    TOOLS=$work/python/bin
fi

# try DATABASE ROLE: one role; what was found is in $work/DATABASE-ROLE.
try() {
    local found=$work/$1-$2 as=() phases=$phases
    [[ " $thorough " == *" $2 "* ]] || phases=${phases/coverage,/}
    [[ $2 == anonymous ]] || as=(--header "Authorization: Bearer $(token "$2")")
    "$TOOLS/schemathesis" --config-file schemathesis.toml run openapi/openapi.json --url "$base/v1" "${as[@]}" \
        --checks all --phases "$phases" --max-examples "$examples" --seed "${SEED:-2026}" --continue-on-failure \
        --generation-database none --no-color > "$found" 2>&1
}

# say DATABASE ROLE STATUS: the figures of one role, and all of it when something was found.
say() {
    local found=$work/$1-$2 tested tried
    tested=$(sed -n 's/^ *Tested: //p' "$found")
    tried=$(sed -n 's/^ *\([0-9]*\) generated.*/\1/p' "$found")
    printf '%-9s %-11s %4s operations %6s cases %s\n' "$1" "$2" "${tested:-no}" "${tried:-no}" \
        "$( ((${3} == 0)) && echo "0 failures" || echo "FAILURES")"
    (($3 == 0)) || cat "$found"
}

# all DATABASE: every role, as many at once as there are jobs.
all() {
    local role status failed=0 running=()
    local -A of=()
    wait_for_one() {
        local ended
        wait -n -p ended "${running[@]}" && status=0 || status=$?
        say "$1" "${of[$ended]}" "$status"
        ((status == 0)) || failed=1
        local left=() process
        for process in "${running[@]}"; do
            [[ $process == "$ended" ]] || left+=("$process")
        done
        running=("${left[@]}")
    }
    for role in $roles; do
        ((${#running[@]} < jobs)) || wait_for_one "$1"
        try "$1" "$role" &
        running+=($!)
        of[$!]=$role
    done
    while ((${#running[@]} > 0)); do wait_for_one "$1"; done
    return $failed
}

[[ $# -gt 0 ]] || set -- sqlite postgres
failed=0
for database in "$@"; do
    use "$database"
    start_service
    all "$database" || failed=1
    if grep --max-count 5 'request failed' "$work/log"; then failed=1; fi
    stop_service
done
exit $failed
