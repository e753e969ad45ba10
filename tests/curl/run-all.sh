#!/usr/bin/env bash
# Starts the service on each database, tells it the stories and stops it: tests/curl/run-all.sh [sqlite] [postgres]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../service.sh"

tell() {
    use "$1"
    start_service
    echo "$1: first start to first answer $took ms"
    bash tests/curl/main-job.sh "$base"
    for story in tests/curl/kinds/*.sh; do
        bash "$story" "$base"
    done
    bash tests/curl/peoples-data.sh "$base"
    stop_service
    start_service
    echo "$1: second start to first answer $took ms"
    ((took < 1000)) || { echo "a second start takes less than a second" >&2; exit 1; }
    stop_service
}

[[ $# -gt 0 ]] || set -- sqlite postgres
for database in "$@"; do
    tell "$database"
done
