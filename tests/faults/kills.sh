#!/usr/bin/env bash
# The server is killed (kill -9) while it writes, on SQLite and on PostgreSQL: bash tests/faults/kills.sh [TIMES]
# Needs PostgreSQL's programs.
source "$(dirname "$0")/program.sh"
tried kills "$@"
