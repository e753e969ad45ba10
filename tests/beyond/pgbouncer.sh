#!/usr/bin/env bash
# Servers behind a pooler that gives every transaction another session: bash tests/beyond/pgbouncer.sh [CASES]
# Needs PostgreSQL's and PgBouncer's programs (on Debian: postgresql, pgbouncer), curl and jq.
#
# Two start at once on an empty database and hear the stories; a third one joins them and does what falls due by itself, while
# all take many cases over a few sessions. PgBouncer before 1.21 does not know the names of prepared statements, so that the
# servers send none.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../service.sh"
source tests/beyond/crowd.sh

cases=${1:-400}
sessions=4
pgbouncer=$(command -v pgbouncer || echo /usr/sbin/pgbouncer)
[[ -x $pgbouncer ]] || { echo "PgBouncer is not installed" >&2; exit 1; }

use postgres
bouncer=$work/bouncer
mkdir "$bouncer"
cat > "$bouncer/pgbouncer.ini" << END
[databases]
postgres = host=$cluster dbname=postgres user=cartaviva
[pgbouncer]
unix_socket_dir = $bouncer
listen_port = 6432
auth_type = any
admin_users = cartaviva
pool_mode = transaction
default_pool_size = $sessions
logfile = $bouncer/log
pidfile = $bouncer/pid
END
((EUID != 0)) || chown -R postgres: "$bouncer"
as_owner "$pgbouncer" --quiet --daemon "$bouncer/pgbouncer.ini" 2> /dev/null
trap 'kill "$(cat "$bouncer/pid")" || true; finish' EXIT
for _ in {1..500}; do [[ -S $bouncer/.s.PGSQL.6432 ]] && break; sleep 0.01; done

# What the pooler says: asked QUESTION COLUMN, of its pool of the database.
asked() {
    "$programs/psql" --host "$bouncer" --port 6432 --username cartaviva --dbname pgbouncer --csv --command "SHOW $1" |
        awk -F, -v wanted="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == wanted) place = i } $1 == "postgres" { print $place }'
}

export CARTAVIVA_DATABASE_URL="postgres://cartaviva@/postgres?host=$bouncer&port=6432"
export CARTAVIVA_STATEMENT_CACHE=off CARTAVIVA_SCHEDULER_INTERVAL=1
token operator > /dev/null
# The stories are told without what happens by itself meanwhile.
begin first CARTAVIVA_SCHEDULER=off
begin second CARTAVIVA_SCHEDULER=off
first=$(answers first)
second=$(answers second)
echo "two servers began on an empty database at the same time, over $sessions sessions of PostgreSQL ($("$pgbouncer" --version | head -n 1))"

bash tests/curl/main-job.sh "$first"
bash tests/curl/peoples-data.sh "$second"

begin third
third=$(answers third)
submit "$cases" "$first" "$second" "$third"
echo "transactions that the pooler passed on: $(asked STATS total_xact_count)"
echo "sessions that it used: $(($(asked POOLS sv_active) + $(asked POOLS sv_idle) + $(asked POOLS sv_used) + $(asked POOLS sv_tested)))"
echo "connections of the servers: $(($(asked POOLS cl_active) + $(asked POOLS cl_waiting)))"
((not_told == 0)) || { echo "$not_told cases were not taken" >&2; exit 1; }
"$CARTAVIVA_BIN" verify-register --administration c_e625 2> /dev/null
for name in first second third; do end "$name"; done
failed=$(cat "$work"/log-* | grep --count --ignore-case "prepared statement\|ERROR" || true)
echo "faults in the logs: $failed"
((failed == 0)) || { grep --ignore-case "prepared statement\|ERROR" "$work"/log-* | head >&2; exit 1; }
echo "behind PgBouncer in transaction mode everything holds"
