#!/usr/bin/env bash
# What falls due by itself is done once by three servers of which one is killed: bash tests/faults/three-servers.sh [CASES]
# Needs PostgreSQL's programs, or CARTAVIVA_TEST_POSTGRES=postgres://user@host/database.
set -euo pipefail
cd "$(dirname "$0")/../.."

flags=()
[[ ${PROFILE:-debug} == debug ]] || flags=(--release)
cargo build --quiet --locked "${flags[@]}" -p cartaviva-api -p cartaviva-tests --bin cartaviva --example faults
exec "${CARGO_TARGET_DIR:-target}/${PROFILE:-debug}/examples/faults" three-servers "$@"
