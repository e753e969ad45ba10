#!/usr/bin/env bash
# What is left when the server is killed at work: bash tests/faults/run.sh [SECONDS] [CLIENTS]
# Needs PostgreSQL's programs, or CARTAVIVA_TEST_POSTGRES=postgres://user@host/database. PROFILE=release tries the
# optimised program.
set -euo pipefail
cd "$(dirname "$0")/../.."

flags=()
[[ ${PROFILE:-debug} == debug ]] || flags=(--release)
cargo build --quiet --locked "${flags[@]}" -p cartaviva-api -p cartaviva-tests --bin cartaviva --example faults
exec "${CARGO_TARGET_DIR:-target}/${PROFILE:-debug}/examples/faults" "$@"
