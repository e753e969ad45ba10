#!/usr/bin/env bash
# Public answers and exports come from a streaming standby, and nobody misses it: bash tests/beyond/replica.sh [CHANGES]
# Needs PostgreSQL's programs, curl and jq.
#
# A standby is made of the cluster (pg_basebackup) and follows it. Two servers answer public reads while a clerk changes what
# they show: whoever reads after a change sees it, at both, also while the standby stands still. Then it is stopped at once and
# frozen (SIGSTOP) while many read, and is read from again when it is back. What each database was asked is in its log.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../service.sh"
source tests/beyond/crowd.sh

changes=${1:-50}
cases=520 # more than an export reads at a time
use postgres
query() { "$programs/psql" --host "$1" --username cartaviva --dbname postgres --quiet --no-align --tuples-only --command "$2"; }
query "$cluster" "ALTER SYSTEM SET log_statement = 'all'"
query "$cluster" "SELECT pg_reload_conf()" > /dev/null
standby=$work/standby
mkdir "$standby"
((EUID != 0)) || chown postgres: "$standby"
as_owner "$programs/pg_basebackup" --host "$cluster" --username cartaviva --pgdata "$standby/data" --checkpoint fast \
    --write-recovery-conf --create-slot --slot standby

start_standby() {
    as_owner "$programs/pg_ctl" --pgdata "$standby/data" --wait --log "$standby/log" \
        --options "-c listen_addresses='' -c unix_socket_directories='$standby'" start > /dev/null
}

stop_standby() {
    as_owner "$programs/pg_ctl" --pgdata "$standby/data" --mode immediate stop > /dev/null
}

# signal SIGNAL: to every process of the standby.
signal() {
    local postmaster
    postmaster=$(head -n 1 "$standby/data/postmaster.pid")
    kill "-$1" "$postmaster"
    # shellcheck disable=SC2046
    kill "-$1" $(ps -o pid= --ppid "$postmaster")
}

trap 'signal CONT 2> /dev/null || true; stop_standby 2> /dev/null || true; finish' EXIT

# asked DATABASE TABLE: how often a database, in the folder of its socket, was asked for what is in a table.
asked() { grep --count "FROM.*\"$2\"" "$1/log" || true; }

wrong=0
# counts NAME NUMBER CONDITION: prints a count; one of which the condition does not hold is wrong.
counts() {
    echo "$1: $2"
    (($2 $3)) || { echo "that is not $3" >&2; wrong=1; }
}

start_standby
operator=$(token operator)
export CARTAVIVA_REPLICA_URL="postgres://cartaviva@/postgres?host=$standby"
begin first CARTAVIVA_SCHEDULER=off
first=$(answers first)
begin second CARTAVIVA_SCHEDULER=off CARTAVIVA_STATEMENT_CACHE=off
second=$(answers second)
livorno=v1/administrations/c_e625

# Waits until both servers read from the standby, and sets $took to the milliseconds until then.
until_used() {
    local began server before
    began=$(clock)
    for server in "$first" "$second"; do
        before=$(asked "$standby" services)
        until (($(asked "$standby" services) > before)); do
            (($(clock) - began < 20000)) || { echo "the standby is not read from" >&2; exit 1; }
            curl --silent --output /dev/null "$server/$livorno/services"
            sleep 0.05
        done
    done
    took=$(($(clock) - began))
}

# read_on: lets many read without an end; read_off: until now. They set $reads, $failed and, in milliseconds, $slowest, and $beside,
# the slowest of what is never asked of the standby: where the machine has much else to do, that is slow too.
read_on() {
    : > "$work/read"
    touch "$work/go-on"
    for server in "$first" "$second"; do
        while [[ -e $work/go-on ]]; do
            curl --silent --parallel --parallel-max 4 --output /dev/null --write-out '%{http_code} %{time_total} %{url}\n' \
                "$server/{v1/administrations,$livorno/offices,$livorno/services,$livorno/calendar,$livorno/charters/urp/editions}#[1-3]" >> "$work/read" 2> /dev/null || true
        done &
        readers+=($!)
    done
}
readers=()
read_off() {
    rm "$work/go-on"
    wait "${readers[@]}"
    readers=()
    read -r reads failed slowest beside < <(awk '$1 != 200 { failed++ }
        $3 ~ /\/c_e625\// { if ($2 > slowest) slowest = $2; next } $2 > beside { beside = $2 }
        END { printf "%d %d %d %d\n", NR, failed, slowest * 1000, beside * 1000 }' "$work/read")
}

echo "-- the standby follows"
until_used
counts "milliseconds until both servers read from the standby" "$took" "< 10000"
of_standby=$(asked "$standby" offices) of_primary=$(asked "$cluster" offices)
for ((round = 0; round < 50; round++)); do
    for server in "$first" "$second"; do curl --silent --fail --output /dev/null "$server/$livorno/offices"; done
done
counts "public reads, of 100, that the standby answered" "$(($(asked "$standby" offices) - of_standby))" "== 100"
counts "those that the database answered" "$(($(asked "$cluster" offices) - of_primary))" "== 0"

submit "$cases" "$first" "$second"
# What is exported changes while the standby is behind by a moment; then it is as far.
until [[ $(query "$standby" "SELECT pg_last_wal_replay_lsn() >= '$(query "$cluster" "SELECT pg_current_wal_lsn()")'") == t ]]; do sleep 0.05; done
of_standby=$(grep --count 'execute.*"cases".* LIMIT' "$standby/log" || true)
curl --silent --fail --header "Authorization: Bearer $operator" --header 'Accept: text/csv' --output "$work/cases.csv" "$first/$livorno/cases"
counts "batches of an export that the standby answered" "$(($(grep --count 'execute.*"cases".* LIMIT' "$standby/log" || true) - of_standby))" "== 2"
counts "cases in it" "$(($(wc -l < "$work/cases.csv") - 1))" "== $told"

# changed TIMES: changes a value at the first server and reads it at both, so many times; adds to $stale what is older.
measurement=$livorno/charters/urp/standards/desk-opening-days/measurements/2026
value=0 stale=0
changed() {
    local round server status seen wanted tag
    for ((round = 0; round < $1; round++)); do
        value=$((value + 1))
        wanted="$((value / 100 + 10)).$(printf '%02d' $((value % 100)))"
        tag=$(curl --silent --dump-header - --output /dev/null "$first/$measurement" | tr -d '\r' | sed -n 's/^etag: //Ip')
        status=$(curl --silent --output "$work/written" --write-out '%{http_code}' --request PUT "$first/$measurement" \
            --header "Authorization: Bearer $operator" --header "If-Match: $tag" --header 'Content-Type: application/json' \
            --data "{ \"value\": \"$wanted\" }")
        [[ $status == 200 ]] || { cat "$work/written" >&2; echo "the change was answered with $status" >&2; exit 1; }
        for server in "$second" "$first"; do
            seen=$(curl --silent "$server/$measurement" | jq --raw-output .value 2> /dev/null || true)
            [[ $seen == "$wanted" ]] || stale=$((stale + 1))
        done
    done
}

echo "-- who writes reads it"
changed $((changes / 2))
counts "changes of $((changes / 2)) that two servers did not show at once" "$stale" "== 0"
query "$standby" "SELECT pg_wal_replay_pause()" > /dev/null
until [[ $(query "$standby" "SELECT pg_get_wal_replay_pause_state()") == paused ]]; do sleep 0.05; done
changed 1
of_standby=$(asked "$standby" measurements)
changed $((changes - changes / 2))
counts "changes of $((changes - changes / 2 + 1)) that were not shown at once while the standby stood still" "$stale" "== 0"
counts "values that it showed meanwhile" "$(($(asked "$standby" measurements) - of_standby))" "== 0"
query "$standby" "SELECT pg_wal_replay_resume()"

echo "-- the standby is cut off while many read"
until_used
read_on
sleep 1.5
stop_standby
sleep 2
changed 3
read_off
counts "reads" "$reads" "> 100"
counts "those that failed" "$failed" "== 0"
echo "milliseconds of the slowest: $slowest; of those that the standby is never asked: $beside"
counts "milliseconds more" "$((slowest - beside))" "< 1500"
start_standby
until_used
counts "milliseconds until the standby was read from when it was back" "$took" "< 10000"

echo "-- the standby is frozen while many read"
read_on
sleep 1.5
signal STOP
sleep 3
changed 3
read_off
counts "reads" "$reads" "> 100"
counts "those that failed" "$failed" "== 0"
echo "milliseconds of the slowest: $slowest; of those that the standby is never asked: $beside"
counts "milliseconds more" "$((slowest - beside))" "< 1500"
signal CONT
until_used
counts "milliseconds until the standby was read from when it was let go" "$took" "< 10000"

counts "changes that somebody read too late" "$stale" "== 0"
counts "times that the log of the first server tells of it" "$(grep --count "the replica is not read from" "$work/log-first")" "== 2"

echo "-- a database that follows no other"
begin third CARTAVIVA_SCHEDULER=off CARTAVIVA_REPLICA_URL="$CARTAVIVA_DATABASE_URL"
third=$(answers third)
for _ in {1..500}; do grep --quiet "it follows no other database" "$work/log-third" && break; sleep 0.01; done
counts "times that it was refused as a replica" "$(grep --count "it follows no other database" "$work/log-third" || true)" "== 1"
curl --silent --fail --output /dev/null "$third/$livorno/offices"
for name in first second third; do end "$name"; done
counts "faults in the logs" "$(cat "$work"/log-* | grep --count "ERROR\|panicked" || true)" "== 0"
((wrong == 0)) || { tail -n 40 "$work"/log-first >&2; exit 1; }
echo "with a standby, without it and with a frozen one nobody reads what is old"
