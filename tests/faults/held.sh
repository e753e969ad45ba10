#!/usr/bin/env bash
# Every connection to the database waits for somebody's lock: bash tests/faults/held.sh [SECONDS]
# Needs PostgreSQL's programs.
source "$(dirname "$0")/program.sh"
tried held "$@"
