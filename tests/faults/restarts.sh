#!/usr/bin/env bash
# PostgreSQL is restarted under load, as for its maintenance and as after a crash: bash tests/faults/restarts.sh [TIMES]
# Needs PostgreSQL's programs.
source "$(dirname "$0")/program.sh"
tried restarts "$@"
