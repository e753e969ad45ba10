#!/usr/bin/env bash
# Attachments in a bucket: tests/bucket/run.sh
#
# Starts a store that speaks S3 (moto, from PyPI, in a Python environment that is thrown away; or what answers at
# $AWS_ENDPOINT_URL, with a bucket $BUCKET that is empty) and the program $CARTAVIVA_BIN with its attachments there, and proves
# that what is kept is kept whole, in one part or in many; that what is refused leaves nothing; that what was altered in the
# bucket is never given out whole; and that a store that is down costs an answer, not a file.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bucket=${BUCKET:-cartaviva-attachments}
work=$(mktemp -d)
store=
service=

finish() {
    [[ -z $service ]] || kill "$service" 2> /dev/null || true
    [[ -z $store ]] || kill "$store" 2> /dev/null || true
    wait 2> /dev/null || true
    rm -rf "$work" "${answers:-}"
}

start_store() {
    "$work/python/bin/moto_server" --host 127.0.0.1 --port "$port" > "$work/store.log" 2>&1 &
    store=$!
    for _ in {1..300}; do
        curl --silent --output /dev/null "$AWS_ENDPOINT_URL/" && return
        kill -0 "$store" 2> /dev/null || break
        sleep 0.1
    done
    cat "$work/store.log" >&2
    echo "the store did not start" >&2
    exit 1
}

start_service() {
    export CARTAVIVA_LISTEN=127.0.0.1:0 CARTAVIVA_DATA_DIR=$work/data CARTAVIVA_ATTACHMENTS_URL=s3://$bucket/carta
    : > "$work/said"
    "$CARTAVIVA_BIN" serve > "$work/said" 2> "$work/log" &
    service=$!
    for _ in {1..3000}; do
        kill -0 "$service" 2> /dev/null || break
        base=$(sed -n 's|.* \(http://.*\)/v1/status$|\1|p' "$work/said")
        [[ -n $base ]] && curl --silent --fail --output /dev/null "$base/v1/status" && return
        sleep 0.01
    done
    cat "$work/log" >&2
    echo "the service did not start" >&2
    exit 1
}

# A PDF of so many bytes, each time another one.
paper() {
    { printf '%%PDF-1.7\n'; head --bytes $(($2 - 9)) /dev/urandom; } > "$work/$1"
}

# Attaches a file with the tracking code, and sets $status.
attach() {
    request="POST /v1/tracking/attachments with $1"
    status=$(curl --silent --show-error --max-time 60 --output "$answers/body" --dump-header "$answers/headers" \
        --write-out '%{http_code}' --header "Tracking-Code: $tracking_code" \
        --form kind=document --form "file=@$work/$1" "$base/v1/tracking/attachments")
}

# Reads the content of an attachment with the tracking code into $work/read, and sets $status; "broken" when it broke off.
read_back() {
    request="GET /v1/tracking/attachments/$1/content"
    status=$(curl --silent --max-time 60 --output "$work/read" --write-out '%{http_code}' \
        --header "Tracking-Code: $tracking_code" "$base/v1/tracking/attachments/$1/content") || status=broken
}

# Asks the store something, signed.
ask_store() {
    curl --silent --show-error --fail --max-time 60 --aws-sigv4 "aws:amz:$AWS_REGION:s3" \
        --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" "$@"
}

# Puts another file in the place of one, behind the service's back.
alter() {
    ask_store --output /dev/null --header "Content-Type: application/pdf" --upload-file "$work/$2" "$AWS_ENDPOINT_URL/$bucket/$1"
}

# What the store holds of a bucket: its keys, a line each; and of uploads that were begun and never ended.
keys() {
    ask_store "$AWS_ENDPOINT_URL/$bucket?list-type=2" | grep --only-matching '<Key>[^<]*' | sed 's/<Key>//' || true
}

unfinished() {
    ask_store "$AWS_ENDPOINT_URL/$bucket?uploads" | grep --count '<UploadId>' || true
}

held() {
    [[ $(keys | wc -l) == "$1" && $(unfinished) == 0 ]] ||
        fail "$1 files in the bucket and nothing unfinished, not: $(keys) and $(unfinished)"
}

if [[ -z ${CARTAVIVA_BIN:-} ]]; then
    (cd "$root" && cargo build --quiet)
    CARTAVIVA_BIN=$(cd "$root/${CARGO_TARGET_DIR:-target}/debug" && pwd)/cartaviva
fi
export CARTAVIVA_BIN AWS_REGION=${AWS_REGION:-eu-south-1} AWS_ALLOW_HTTP=true
trap finish EXIT
if [[ -z ${AWS_ENDPOINT_URL:-} ]]; then
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet --disable-pip-version-check 'moto[server,s3]==5.*'
    port=$("$work/python/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=carta AWS_SECRET_ACCESS_KEY=carta
    start_store
    ask_store --output /dev/null --request PUT --header "Content-Type: application/xml" "$AWS_ENDPOINT_URL/$bucket" \
        --data "<CreateBucketConfiguration><LocationConstraint>$AWS_REGION</LocationConstraint></CreateBucketConfiguration>"
fi
start_service
set -- "$base"
# shellcheck source=tests/curl/story.sh
source "$root/tests/curl/story.sh"
trap finish EXIT
administration=c_e625

echo "attachments in a bucket of $AWS_ENDPOINT_URL:"
step "a case to attach to"
call POST "/administrations/$administration/cases" anybody '{
    "procedure": "disservice-report", "channel": "web", "subject": "Buca in via Grande",
    "description": "La buca davanti al numero 12 è ancora aperta.",
    "reporter": { "given_name": "Anna", "family_name": "Prova", "email": "anna@example.org" }
}'
expect 201
tracking_code=$(value .tracking_code)
held 0

step "a small file is kept in one part, a large one in many, and both come back as they were"
paper small.pdf 40000
paper large.pdf 13000000
attach small.pdf
expect 201
small=$(value .id)
attach large.pdf
expect 201
large=$(value .id)
held 2
for name in small large; do
    read_back "${!name}"
    expect 200
    cmp "$work/$name.pdf" "$work/read" || fail "the file as it was"
done

step "a file of no accepted format, and one that is too large, leave nothing"
head --bytes 9000000 /dev/zero > "$work/zeros.pdf"
attach zeros.pdf
refused 415 unsupported_media_type
paper vast.pdf 21000000
attach vast.pdf
refused 413 payload_too_large
held 2

step "a client that goes in the middle of a file leaves nothing"
paper slow.pdf 15000000
curl --silent --max-time 2 --limit-rate 5M --output /dev/null --header "Tracking-Code: $tracking_code" \
    --form kind=document --form "file=@$work/slow.pdf" "$base/v1/tracking/attachments" && fail "a client that gives up"
for _ in {1..100}; do
    [[ $(keys | wc -l) == 2 && $(unfinished) == 0 ]] && break
    sleep 0.1
done
held 2

step "what was altered in the bucket is never given out whole"
paper small.pdf 40000
alter "$(keys | grep "$small")" small.pdf
read_back "$small"
[[ $status != 200 ]] || fail "anything but the altered file"
paper large.pdf 13000000
alter "$(keys | grep "$large")" large.pdf
read_back "$large"
[[ $status == broken ]] || fail "an answer that breaks off"

if [[ -n $store ]]; then
    step "a store that is down costs an answer, which says so, and nothing else"
    kill "$store"
    wait "$store" 2> /dev/null || true
    paper small.pdf 40000
    attach small.pdf
    refused 503 unavailable
    header Retry-After > /dev/null
    with "Tracking-Code: $tracking_code"
    call GET /tracking/attachments anybody
    expect 200
    want '.items | length == 2'
fi
echo "attachments in a bucket: ok"
