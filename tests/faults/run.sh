#!/usr/bin/env bash
# What is left when the server is killed at work, and mail and webhooks are down: bash tests/faults/run.sh [SECONDS] [CLIENTS]
# Needs PostgreSQL's programs, or CARTAVIVA_TEST_POSTGRES=postgres://user@host/database.
source "$(dirname "$0")/program.sh"
tried delivery "$@"
