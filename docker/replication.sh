#!/usr/bin/env bash
# Run once, when the database is made: replicas may follow it with the password of the service.
set -euo pipefail
echo "host replication $POSTGRES_USER all scram-sha-256" >> "$PGDATA/pg_hba.conf"
