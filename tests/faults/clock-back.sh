#!/usr/bin/env bash
# The clock jumps back an hour: bash tests/faults/clock-back.sh
# Needs libfaketime (Debian: faketime) and PostgreSQL's programs.
source "$(dirname "$0")/program.sh"
tried clock-back "$@"
