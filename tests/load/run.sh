#!/usr/bin/env bash
# Cartaviva against the machine's own limits: bash tests/load/run.sh [MODE]; tests/README.md says what it measures.
#
# MODE: prepare the data; start, memory, export, calm, growth, plans or profile instead of the table of rates
#
# SIZE=1M          cases: 10k, 1M, 10M
# SIZES="10k 1M"   the sizes whose times `growth` compares
# DATABASES="postgres sqlite"
# OPERATIONS=      which ones, such as "case list present"; all of them when not said
# SECONDS_EACH=5   how long each is measured
# CLIENTS=64
# FRESH=1          what changes is tried on a fresh copy of the data; small sizes always are
# REPORT=NAME      writes or completes docs/performance/DATE-NAME.md
# LOAD_DIR         where the data is kept; target/load when not said
# PROFILE=release  or debug, to see that the tool works
set -euo pipefail
cd "$(dirname "$0")/../.."

for tool in wrk pgbench psql python3; do
    command -v "$tool" > /dev/null || { echo "needs $tool (Debian: wrk postgresql postgresql-client python3)" >&2; exit 1; }
done
export PROFILE=${PROFILE:-release}
flags=()
[[ $PROFILE == debug ]] || flags=(--profile "$PROFILE")
# Both at once, so that what they share is built once; CARTAVIVA_BIN and CARTAVIVA_LOAD name what is built already.
[[ -n ${CARTAVIVA_BIN:-} && -n ${CARTAVIVA_LOAD:-} ]] ||
    cargo build --quiet --locked "${flags[@]}" -p cartaviva-api -p cartaviva-load
exec python3 tests/load/load.py "$@"
