#!/usr/bin/env bash
# The disk of SQLite's file, and then that of the attachments, is full for some seconds: bash tests/faults/disk-full.sh [SECONDS]
# Needs root, who alone mounts a small disk in memory, and PostgreSQL's programs.
source "$(dirname "$0")/program.sh"
tried disk-full "$@"
