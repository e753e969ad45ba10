# Sourced by the stories: how they call the API and what they expect of its answers.
#
#   step WORDS                        names what comes next
#   with HEADER                       adds a header to the next call
#   call METHOD PATH WHO [JSON]       calls; WHO is `anybody` or a role in $administration
#   expect STATUS                     the status of the last answer
#   want JQ-EXPRESSION [JQ-OPTIONS]   something that holds of its body
#   value JQ-EXPRESSION               something out of its body
#   due TERM DAY                      the last day of a deadline
#   header NAME                       one of its headers
#   ago DAYS                          the moment so many days ago
#
# Tokens are minted by the program itself: $CARTAVIVA_BIN, or else `cargo run`, in the repository's root, with the data
# directory of the server ($CARTAVIVA_DATA_DIR, ./data by default).

for tool in curl jq; do
    command -v "$tool" > /dev/null || { echo "this story needs $tool" >&2; exit 1; }
done

base=${1:-http://127.0.0.1:8080}
base=${base%/}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT
declare -A tokens=()
next_headers=()
step_name="beginning"
request="nothing yet"
status="none"
: > "$answers/body"

step() {
    step_name=$*
    echo "  $step_name"
}

# Ends the story: what was expected, at which step, of which request, and what came instead.
fail() {
    {
        echo
        echo "FAILED at: $step_name"
        echo "expected:  $*"
        echo "request:   $request"
        echo "status:    $status"
        echo "body:"
        jq . "$answers/body" 2> /dev/null || cat "$answers/body"
    } >&2
    exit 1
}

cartaviva() {
    if [[ -n ${CARTAVIVA_BIN:-} ]]; then
        (cd "$root" && "$CARTAVIVA_BIN" "$@")
    else
        (cd "$root" && cargo run --quiet -- "$@")
    fi
}

# Mints the token of a role once and keeps it.
mint() {
    local role=$1
    [[ -n ${tokens[$role]:-} ]] && return
    tokens[$role]=$(cartaviva token --administration "$administration" --role "$role" --valid-for 1h \
        2> "$answers/minting" | tail -n 1) || { cat "$answers/minting" >&2; fail "a token for $role"; }
}

with() {
    next_headers+=(--header "$1")
}

call() {
    local method=$1 path=$2 who=$3 body=${4:-}
    local arguments=(--silent --show-error --max-time 30 --request "$method" "${next_headers[@]}")
    next_headers=()
    request="$method /v1$path as $who${body:+ with $body}"
    status="no answer"
    : > "$answers/body"
    if [[ $who != anybody ]]; then
        mint "$who"
        arguments+=(--header "Authorization: Bearer ${tokens[$who]}")
    fi
    [[ -n $body ]] && arguments+=(--header "Content-Type: application/json" --data "$body")
    status=$(curl "${arguments[@]}" --output "$answers/body" --dump-header "$answers/headers" \
        --write-out '%{http_code}' "$base/v1$path") || fail "an answer"
}

expect() {
    [[ $status == "$1" ]] || fail "status $1"
}

want() {
    local expression=$1
    shift
    jq --exit-status "$@" "$expression" "$answers/body" > /dev/null 2>&1 || fail "$expression $*"
}

value() {
    jq --raw-output --exit-status "$1" "$answers/body" 2> /dev/null || fail "a value at $1"
}

header() {
    local found
    found=$(tr -d '\r' < "$answers/headers" | sed -n "s/^$1: //Ip")
    [[ -n $found ]] || fail "a header $1"
    echo "$found"
}

ago() {
    jq --null-input --raw-output --argjson days "$1" 'now - $days * 86400 | floor | todate'
}

# A refusal: its status, its form (RFC 9457) and the code or the rule that it names.
refused() {
    local wanted=$1 name=$2
    expect "$wanted"
    [[ $(header Content-Type) == application/problem+json* ]] || fail "a problem"
    want '.status == $status and (.code == $name or any(.rules[]?; .rule == $name and (.source | length) > 0))' \
        --argjson status "$wanted" --arg name "$name"
}

# Of a deadline: its state, and that it ends a number of days after it starts, or up to three more when holidays move it.
deadline_spans() {
    local term=$1 days=$2
    want '.deadlines[] | select(.term == $term)
        | ((.due_on | strptime("%Y-%m-%d") | mktime) - (.starts_on | strptime("%Y-%m-%d") | mktime)) / 86400
        | . >= $days and . <= $days + 3' --arg term "$term" --argjson days "$days"
}

due() {
    want '.deadlines[] | select(.term == $term) | .due_on == $day' --arg term "$1" --arg day "$2"
}

deadline_is() {
    want '.deadlines[] | select(.term == $term) | .state == $state' --arg term "$1" --arg state "$2"
}
