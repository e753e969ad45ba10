#!/usr/bin/env bash
# Slow and half-closed clients by the thousand: bash tests/faults/slow.sh [CLIENTS] [FILES]
source "$(dirname "$0")/program.sh"
tried slow "$@"
