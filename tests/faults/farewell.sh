#!/usr/bin/env bash
# One of two servers is asked to stop (SIGTERM) under load: bash tests/faults/farewell.sh [TIMES]
# Needs PostgreSQL's programs.
source "$(dirname "$0")/program.sh"
tried farewell "$@"
