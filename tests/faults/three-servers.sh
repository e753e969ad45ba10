#!/usr/bin/env bash
# What falls due by itself is done once by three servers of which one is killed: bash tests/faults/three-servers.sh [CASES]
# Needs PostgreSQL's programs, or CARTAVIVA_TEST_POSTGRES=postgres://user@host/database.
source "$(dirname "$0")/program.sh"
tried three-servers "$@"
