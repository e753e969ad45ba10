# Sourced after tests/service.sh: many who present cases at the same time.

# submit CASES SERVER…: lets many present cases to servers at once; sets $told and $not_told and says how many there are of each.
submit() {
    local cases=$1 body server each began took
    shift
    each=$((cases / $#))
    body='{ "procedure": "disservice-report", "channel": "web", "subject": "Sportello chiuso", "description": "Lo sportello era chiuso.",
        "reporter": { "given_name": "Anna", "family_name": "Verdi", "email": "anna@example.it" } }'
    began=$(clock)
    : > "$work/statuses"
    local crowd=()
    for server in "$@"; do
        # What stands behind the # is not sent: it makes one address many.
        curl --silent --parallel --parallel-max 32 --request POST --header 'Content-Type: application/json' --data "$body" \
            --output /dev/null --write-out '%{http_code}\n' \
            "$server/v1/administrations/c_e625/cases#[1-$each]" >> "$work/statuses" 2> /dev/null &
        crowd+=($!)
    done
    wait "${crowd[@]}"
    took=$(($(clock) - began))
    told=$(grep --count '^201$' "$work/statuses" || true)
    not_told=$((each * $# - told))
    echo "cases presented by $((32 * $#)) at a time: $((each * $#)), told with 201: $told, otherwise: $not_told, in $took ms"
}
